"""How alike two texts are in meaning: the measure that support.yaml's floor is calibrated on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from corpus.embedder import Embedder, Vectors


class Cosine:
    """The cosine of two texts' embeddings, both of the kind `query`, as E5 compares like with like.

    Call it with two texts. It remembers the last vectors; threads may share it.
    """

    def __init__(self, embedder: Embedder, *, remember: int = 2048) -> None:
        """Args: the embedder, and how many texts' vectors to remember."""
        self._embedder = embedder
        self._vector = lru_cache(maxsize=remember)(self._embedded)

    def __call__(self, one: str, other: str) -> float:
        """From -1 to 1."""
        return float(np.dot(self._vector(one), self._vector(other)))

    def _embedded(self, text: str) -> Vectors:
        texts: Sequence[str] = [text]
        return np.asarray(self._embedder.queries(texts)[0], dtype=np.float32)
