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
class Near:
    """Cosine similarities with groups of questions: with each whole, and with its nearest one."""

    whole: Vectors
    nearest: Vectors


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near a question is to the cards, to the topics and to off-subject phrases."""

    cards: Near
    topics: Near
    off_subject: float


@dataclass(frozen=True, slots=True)
class Questions:
    """The points of questions, ordered by their group, and the point of each group.

    `points` has the shape (n, d), `starts` the place of each group's first question.
    """

    points: Vectors
    starts: npt.NDArray[np.int64]
    wholes: Vectors

    def near(self, point: Vectors) -> Near:
        """How near a point is to each group."""
        if not self.points.size:
            return Near(self.wholes @ point, self.wholes @ point)
        return Near(self.wholes @ point, np.maximum.reduceat(self.points @ point, self.starts))


@dataclass(frozen=True, slots=True)
class Subjects:
    """The learnt space, and in it the questions of cards and topics and off-subject phrases.

    `mean` has the embedder's d dimensions, `transform` the shape (d, d).
    """

    mean: Vectors
    transform: Vectors
    cards: Questions
    topics: Questions
    off_subject: Vectors

    def nearness(self, vector: Vectors, averaged: int = 3) -> Nearness:
        """How near the vector of a question is to all of them.

        Args:
            vector: as the embedder gives it for a query.
            averaged: how many of the nearest off-subject phrases are averaged.
        """
        point = _unit((vector - self.mean) @ self.transform)
        phrases = np.sort(self.off_subject @ point)[-averaged:]
        off_subject = float(phrases.mean()) if phrases.size else 0.0
        return Nearness(self.cards.near(point), self.topics.near(point), off_subject)

    def save(self, folder: Path) -> None:
        """Writes the space and its points into `folder`."""
        arrays = {name: getattr(self, name) for name in ("mean", "transform", "off_subject")}
        for name, group in (("cards", self.cards), ("topics", self.topics)):
            arrays[f"{name}_points"] = group.points.astype(np.float16)
            arrays[f"{name}_starts"], arrays[f"{name}_wholes"] = group.starts, group.wholes
        np.savez(folder / _FILE, **arrays)

    @classmethod
    def load(cls, folder: Path) -> Subjects:
        """Those saved in `folder`; raises what the file system and numpy raise."""
        with np.load(folder / _FILE) as file:
            cards, topics = (
                Questions(
                    file[f"{name}_points"].astype(np.float32),
                    file[f"{name}_starts"],
                    file[f"{name}_wholes"],
                )
                for name in ("cards", "topics")
            )
            return cls(file["mean"], file["transform"], cards, topics, file["off_subject"])


@dataclass(frozen=True, slots=True)
class Grouped:
    """Vectors of questions, shape (n, d), and the card or topic of each, in rising order.

    Every card and topic has a question, so the numbers have no gaps.
    """

    vectors: Vectors
    groups: Sequence[int]

    @property
    def starts(self) -> npt.NDArray[np.int64]:
        """The place of each group's first question."""
        return np.flatnonzero(np.diff(np.asarray(self.groups, dtype=np.int64), prepend=-1))

    def means(self, vectors: Vectors) -> Vectors:
        """The mean of each group's rows of `vectors`, shape (groups, d)."""
        if not len(vectors):
            return vectors
        sizes = np.diff(self.starts, append=len(vectors))
        return np.asarray(np.add.reduceat(vectors, self.starts) / sizes[:, None], np.float32)

    def placed(self, points: Vectors) -> Questions:
        """The groups with these points for their vectors."""
        return Questions(points, self.starts, _unit(self.means(points)))


def learnt(cards: Grouped, topics: Grouped, off_subject: Vectors) -> Subjects:
    """The space learnt from the cards' questions, with all points in it."""
    mean, transform = _space(cards)

    def points(vectors: Vectors) -> Vectors:
        return _unit((vectors - mean) @ transform)

    return Subjects(
        mean=mean,
        transform=transform,
        cards=cards.placed(points(cards.vectors)),
        topics=topics.placed(points(topics.vectors)),
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
