"""Softmax models over named signals, whose weights are data fitted by the evals."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

_STEM = 4


class Weights:
    """The weights of one model; read from its file when first used."""

    def __init__(self, path: Path) -> None:
        """The model whose weights `path` holds: `classes`, and a row for each signal."""
        self.path = path

    def shares(
        self, told: Mapping[str, float], *, beside: npt.NDArray[np.floating] | None = None
    ) -> dict[str, float]:
        """How likely each class is, by the signals' values; a signal without weights is none.

        `beside`: what something else adds to the score of each class.
        """
        classes, rows = self._data
        scores = np.zeros(len(classes)) if beside is None else beside.astype(np.float64)
        for name, value in told.items():
            if name in rows:
                scores += value * rows[name]
        grown = np.exp(scores - scores.max())
        return dict(zip(classes, map(float, grown / grown.sum()), strict=True))

    def prepare(self) -> None:
        """Read the weights, so that the first question is as fast as the next."""
        _ = self._data

    @cached_property
    def _data(self) -> tuple[list[str], dict[str, npt.NDArray[np.float64]]]:
        data = json.loads(self.path.read_text("utf-8"))
        return data["classes"], {name: np.array(row) for name, row in data["weights"].items()}


def stems(word: str) -> Iterator[str]:
    """The runs of four letters of a longer word: how its forms are alike."""
    if len(word) > _STEM:
        for start in range(len(word) - _STEM + 1):
            yield word[start : start + _STEM]


def of_words(where: str, words: list[str], weight: float) -> Iterator[tuple[str, float]]:
    """The signals of words at a place: each word, its stems, and each pair."""
    for word in words:
        yield f"{where}: {word}", weight
        for stem in stems(word):
            yield f"{where}~{stem}", weight / 2
    for one, after in pairwise(words):
        yield f"{where}: {one} {after}", weight
