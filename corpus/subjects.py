"""How near a question is to a card or topic, taken as the whole of its example questions.

Questions for one fact differ in language, tone and in who asks. In which directions they differ is
learnt from the cards themselves (the covariance of questions around their card's mean), and these
directions are made to count less, as in linear discriminant analysis. A card is then one point
among all others, and one document of all the words that people ask it in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.catalogue import Catalogue
from corpus.embedder import Vectors

_FILE = "subjects.npz"
_RIDGE = 1.0  # of the mean variance: a direction that never varies must not count without end


@dataclass(frozen=True, slots=True)
class Nearness:
    """Cosine similarities with each card and topic, and with the nearest off-subject phrases."""

    cards: Vectors
    topics: Vectors
    off_subject: float


@dataclass(frozen=True, slots=True)
class Subjects:
    """The learnt space, and in it a point for each card, topic and off-subject phrase.

    `mean` has the embedder's d dimensions, `transform` the shape (d, d).
    """

    mean: Vectors
    transform: Vectors
    cards: Vectors
    topics: Vectors
    off_subject: Vectors

    def nearness(self, vector: Vectors, averaged: int = 3) -> Nearness:
        """How near the vector of a question is to all of them.

        Args:
            vector: as the embedder gives it for a query.
            averaged: how many of the nearest off-subject phrases are averaged.
        """
        point = _unit((vector - self.mean) @ self.transform)
        phrases = np.sort(self.off_subject @ point)[-averaged:]
        return Nearness(
            cards=self.cards @ point,
            topics=self.topics @ point,
            off_subject=float(phrases.mean()) if phrases.size else 0.0,
        )

    def save(self, folder: Path) -> None:
        """Writes the space and its points into `folder`."""
        np.savez(folder / _FILE, **{name: getattr(self, name) for name in self.__slots__})

    @classmethod
    def load(cls, folder: Path) -> Subjects:
        """Those saved in `folder`; raises what the file system and numpy raise."""
        with np.load(folder / _FILE) as file:
            return cls(**{name: file[name] for name in cls.__slots__})


@dataclass(frozen=True, slots=True)
class Grouped:
    """Vectors of questions, shape (n, d); the number of the card or topic of each; how many."""

    vectors: Vectors
    groups: Sequence[int]
    size: int

    def means(self, vectors: Vectors) -> Vectors:
        """The mean of each group's rows of `vectors`, shape (size, d); 0 for an empty group."""
        totals = np.zeros((self.size, vectors.shape[1]), dtype=np.float32)
        np.add.at(totals, np.asarray(self.groups, dtype=np.int64), vectors)
        counts = np.bincount(np.asarray(self.groups, dtype=np.int64), minlength=self.size)
        return np.asarray(totals / np.maximum(counts, 1)[:, None], dtype=np.float32)


def learnt(cards: Grouped, topics: Grouped, off_subject: Vectors) -> Subjects:
    """The space learnt from the cards' questions, with all points in it."""
    mean, transform = _space(cards)

    def points(vectors: Vectors) -> Vectors:
        return _unit((vectors - mean) @ transform)

    return Subjects(
        mean=mean,
        transform=transform,
        cards=_unit(cards.means(points(cards.vectors))),
        topics=_unit(topics.means(points(topics.vectors))),
        off_subject=points(off_subject),
    )


def documents(catalogue: Catalogue) -> list[str]:
    """A document for each card, then for each topic: all that it is asked and answered in."""
    cards = [(card.questions, card.answer) for card in catalogue.cards]
    topics = [(topic.questions, topic.about) for topic in catalogue.topics]
    return [
        " ".join([*(q for asked in questions.values() for q in asked), *said.values()])
        for questions, said in (*cards, *topics)
    ]


def _space(cards: Grouped) -> tuple[Vectors, Vectors]:
    """Mean and whitening transform of the questions around their cards' means."""
    dimensions = cards.vectors.shape[1]
    if not len(cards.vectors):
        return np.zeros(dimensions, np.float32), np.eye(dimensions, dtype=np.float32)
    own = cards.means(cards.vectors)[np.asarray(cards.groups, dtype=np.int64)]
    around = cards.vectors - own
    variances, directions = np.linalg.eigh(around.T @ around / len(around))
    scale = np.sqrt(np.maximum(variances, 0.0) + _RIDGE * variances.mean() + 1e-12)
    mean = cards.vectors.mean(axis=0)
    return mean, np.asarray(directions / scale, dtype=np.float32)


def _unit(vectors: npt.NDArray[np.floating[Any]]) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)
