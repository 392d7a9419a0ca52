"""Synthetic circulars for measuring size: the texts' structure with other numbers and neighbours.

Text is real text: each passage of a synthetic circular keeps a real passage's heading path and
sentences, loses one sentence, takes one over from another provision, and gets other numbers.
Vectors are stand-ins, since embedding 100,000 passages takes hours on two cores: a mixture of the
real vectors of both passages, with noise. `fidelity` says how near they come to true ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.chunker import Chunk
from corpus.embedder import Embedder

Vectors = npt.NDArray[np.float32]
_SEED = 20261122
_BORROWED, _NOISE = 0.22, 0.012
_DIGITS = re.compile(r"\d+")
_SENTENCE = re.compile(r"(?<=[.;:])\s+")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a synthetic passage is made: from which passage, with a sentence of which other."""

    own: int
    other: int
    seed: int


def recipes(chunks: Sequence[Chunk], count: int) -> list[Recipe]:
    """Recipes for `count` passages: circular after circular, each with every passage in order."""
    drawn = np.random.default_rng(_SEED).integers(0, len(chunks), count)
    return [Recipe(i % len(chunks), int(drawn[i]), i) for i in range(count)]


def texts(chunks: Sequence[Chunk], made: Sequence[Recipe]) -> Iterator[str]:
    """The text of each recipe."""
    for recipe in made:
        random = np.random.default_rng(_SEED + recipe.seed)
        own = _SENTENCE.split(chunks[recipe.own].embedded)
        other = _SENTENCE.split(chunks[recipe.other].embedded)
        if len(own) > 2:
            own.pop(int(random.integers(1, len(own))))
        own.insert(int(random.integers(1, len(own) + 1)), other[int(random.integers(len(other)))])
        number = int(random.integers(1, 30))
        yield _renumbered(" ".join(own), number)


def _renumbered(text: str, number: int) -> str:
    return _DIGITS.sub(lambda match: str(int(match[0][:6]) + number), text)


def vectors(real: Vectors, made: Sequence[Recipe]) -> Vectors:
    """A unit vector for each recipe, shape (recipes, dimensions), from the real passages'."""
    own, other = [r.own for r in made], [r.other for r in made]
    noise = np.random.default_rng(_SEED).normal(0.0, _NOISE, (len(made), real.shape[1]))
    mixed = (1 - _BORROWED) * real[own] + _BORROWED * real[other] + noise
    return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True), dtype=np.float32)


def fidelity(
    chunks: Sequence[Chunk], real: Vectors, embedder: Embedder, sample: int = 40
) -> dict[str, float]:
    """Mean cosine of true vectors of synthetic texts with their stand-ins, and with the originals.

    `spread` compares the likeness among stand-ins with that among true vectors.
    """
    made = recipes(chunks, len(chunks))[:: max(1, len(chunks) // sample)]
    true = embedder.passages(list(texts(chunks, made)))
    stand_in = vectors(real, made)
    return {
        "to_stand_in": float((true * stand_in).sum(axis=1).mean()),
        "to_original": float((true * real[[r.own for r in made]]).sum(axis=1).mean()),
        "among_true": _likeness(true),
        "among_stand_ins": _likeness(stand_in),
    }


def _likeness(rows: Vectors) -> float:
    products = rows @ rows.T
    return float((products.sum() - np.trace(products)) / (products.size - len(rows)))
