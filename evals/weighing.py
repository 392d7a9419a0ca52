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

_SMALLEST, _SEEN, _DIGITS, _FOLDS = 0.05, 2, 2, 8
_FLOORS = (0.0, 0.6, 0.8)
_ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Example:
    """Signals and their class; examples of one `turn` belong together, `batch` is the source."""

    turn: int
    batch: str
    signals: dict[str, float]
    label: str


@dataclass(frozen=True, slots=True)
class Fit:
    """How a model is fitted: its classes, how much its weights are held back, and what counts.

    `same` gives a class as it is judged: two that lead to the same answer may be one.
    """

    classes: Sequence[str]
    ridge: float
    same: Callable[[str], str] = field(default=str)


def fit(examples: Sequence[Example], how: Fit, path: Path) -> None:
    """Fits, writes the weights and prints how well each batch is heard by a model without it."""
    names = _names(examples)
    _write(how, names, _fitted(examples, names, how), path)
    _say(examples, names, how)


def _names(examples: Sequence[Example]) -> list[str]:
    """The signals that more than one example gives."""
    counts = Counter(name for example in examples for name in example.signals)
    return sorted(name for name, times in counts.items() if times >= _SEEN and name != _ALWAYS)


def _fitted(examples: Sequence[Example], names: Sequence[str], how: Fit) -> Singles:
    """Weights of shape (signals + 1, classes); the last row is always there."""
    right = np.array([[e.label == c for c in how.classes] for e in examples], dtype=np.float32)
    even = np.ones(len(examples), dtype=np.float32)
    return softmax(_matrix(examples, names), right, even, ridge=how.ridge)


def _matrix(examples: Sequence[Example], names: Sequence[str]) -> Singles:
    columns = {name: n for n, name in enumerate(names)}
    matrix = np.zeros((len(examples), len(names) + 1), dtype=np.float32)
    matrix[:, -1] = 1.0
    for row, example in enumerate(examples):
        for name, value in example.signals.items():
            if name in columns:
                matrix[row, columns[name]] = value
    return matrix


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


def _say(examples: Sequence[Example], names: Sequence[str], how: Fit) -> None:
    chances = np.zeros((len(examples), len(how.classes)), dtype=np.float32)
    for fold in range(_FOLDS):
        held = [n for n, e in enumerate(examples) if e.turn % _FOLDS == fold]
        seen = [e for e in examples if e.turn % _FOLDS != fold]
        weights = _fitted(seen, names, how)
        chances[held] = shares(_matrix([examples[n] for n in held], names) @ weights)
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
