"""Fits a softmax over named signals, writes its weights, says how well unseen turns are heard."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from evals.fitting import Singles, shares, softmax

_SMALLEST, _DIGITS, _FOLDS = 0.05, 2, 8
_FLOORS = (0.0, 0.6, 0.8)
_ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Example:
    """Signals and their class; examples of one `turn` belong together, `batch` is the source."""

    turn: int
    batch: str
    signals: dict[str, float]
    label: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How a model is fitted: its classes, how much its weights are held back, and what counts.

    `same` gives a class as it is judged: two that lead to the same answer may be one. `seen`: how
    many examples a signal must have.
    """

    classes: Sequence[str]
    ridge: float
    same: Callable[[str], str] = field(default=str)
    seen: int = 2


@dataclass(frozen=True, slots=True)
class Data:
    """Examples as a matrix of shape (examples, signals + dimensions + 1), and its first names."""

    examples: Sequence[Example]
    names: Sequence[str]
    matrix: Singles

    @classmethod
    def of(cls, examples: Sequence[Example], how: Fit, vectors: Singles | None = None) -> Data:
        """The examples with the signals that enough of them have, and their `vectors`."""
        counts = Counter(name for example in examples for name in example.signals)
        names = sorted(n for n, times in counts.items() if times >= how.seen and n != _ALWAYS)
        columns = {name: n for n, name in enumerate(names)}
        matrix = np.zeros((len(examples), len(names)), dtype=np.float32)
        for row, example in enumerate(examples):
            for name, value in example.signals.items():
                if name in columns:
                    matrix[row, columns[name]] = value
        always = np.ones((len(examples), 1), dtype=np.float32)
        beside = np.zeros((len(examples), 0), dtype=np.float32) if vectors is None else vectors
        return cls(examples, names, np.hstack([matrix, beside, always]))

    def heard(self, weights: Singles) -> Singles:
        """How likely each class is: shape (examples, classes)."""
        return shares(self.matrix @ weights)

    def fitted(self, how: Fit, rows: npt.NDArray[np.bool_]) -> Singles:
        """Weights of shape (signals + dimensions + 1, classes) by some of the examples."""
        chosen = [e for e, wanted in zip(self.examples, rows, strict=True) if wanted]
        right = np.array([[e.label == c for c in how.classes] for e in chosen], dtype=np.float32)
        importance = np.array([e.weight for e in chosen], dtype=np.float32)
        return softmax(self.matrix[rows], right, importance, ridge=how.ridge)


def fit(
    examples: Sequence[Example], how: Fit, path: Path, *, vectors: Singles | None = None
) -> None:
    """Fits, writes the weights and prints how well each batch is heard by a model without it.

    Args:
        examples: what is learnt from.
        how: the classes and the strength of the fit.
        path: where the weights of the signals go, as JSON.
        vectors: shape (examples, dimensions), weighed beside the signals; what they add to each
            class goes beside `path`, as npz.
    """
    data = Data.of(examples, how, vectors)
    weights = data.fitted(how, np.ones(len(examples), dtype=bool))
    _write(how, data.names, weights, path)
    if vectors is not None:
        of_vectors = weights[len(data.names) : -1].astype(np.float16)
        np.savez_compressed(path.with_suffix(".npz"), weights=of_vectors)
    _say(data, how)


def _write(how: Fit, names: Sequence[str], weights: Singles, path: Path) -> None:
    """The weights that count, rounded, a line for each signal."""
    rows = [*zip(names, weights, strict=False), (_ALWAYS, weights[-1])]
    lines = [
        f"{json.dumps(name)}: {json.dumps([round(float(w), _DIGITS) for w in row])}"
        for name, row in rows
        if abs(row).max() >= _SMALLEST
    ]
    head = f'"classes": {json.dumps(list(how.classes))},\n'
    body = ",\n".join(lines)
    path.write_text(f'{{{head}"weights": {{\n{body}\n}}}}\n', encoding="utf-8")


def _say(data: Data, how: Fit) -> None:
    examples = data.examples
    chances = np.zeros((len(examples), len(how.classes)), dtype=np.float32)
    for fold in range(_FOLDS):
        held = np.array([e.turn % _FOLDS == fold for e in examples])
        chances[held] = shares(data.matrix[held] @ data.fitted(how, ~held))
    judged = [how.same(c) for c in how.classes]
    merged = sorted(set(judged))
    summed = np.stack([chances[:, [j == m for j in judged]].sum(axis=1) for m in merged], axis=1)
    right = np.array([merged.index(how.same(e.label)) for e in examples]) == summed.argmax(axis=1)
    for batch in sorted({e.batch for e in examples}):
        own = np.array([e.batch == batch for e in examples])
        _say_batch(batch, right[own], summed[own].max(axis=1))


def _say_batch(batch: str, right: npt.NDArray[np.bool_], sure: Singles) -> None:
    for floor in _FLOORS:
        heard = sure >= floor
        line = f"heard {heard.mean():.3f}, right of these {right[heard].mean():.3f}"
        print(f"{batch} ({len(right)}) from {floor}: {line}", file=sys.stderr)  # noqa: T201
