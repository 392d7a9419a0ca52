"""BM25 over character n-grams: finds compounds ("leervergoeding" in "leervergoedingen OAO")."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import bm25s
import numpy as np
import numpy.typing as npt

LEXICAL_VERSION = 1
_SIZES = (3, 4, 5)
Scores = npt.NDArray[np.float32]


def ngrams(text: str) -> list[str]:
    """The character 3- to 5-grams of each word, "_" at its ends; case and accents folded."""
    grams: list[str] = []
    for word in fold(text).split():
        padded = f"_{word}_"
        for size in _SIZES:
            grams.extend(padded[i : i + size] for i in range(max(1, len(padded) - size + 1)))
    return grams


def fold(text: str) -> str:
    """Lower case, accents off, everything that is no letter or digit a space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))


class LexicalIndex:
    """BM25 scores of all entries of one kind for a question."""

    def __init__(self, model: bm25s.BM25, size: int) -> None:
        self._model = model
        self._size = size

    @classmethod
    def build(cls, texts: Sequence[str]) -> LexicalIndex:
        """An index over `texts`, whose order the scores follow."""
        model = bm25s.BM25()
        model.index([ngrams(t) for t in texts], show_progress=False)
        return cls(model, len(texts))

    @classmethod
    def load(cls, folder: Path, size: int) -> LexicalIndex:
        """The index saved in `folder`; raises what the file system and numpy raise."""
        model = bm25s.BM25.load(str(folder), show_progress=False)
        return cls(model, size)

    def save(self, folder: Path) -> None:
        """Writes the index into `folder`."""
        self._model.save(str(folder), show_progress=False)

    def scores(self, question: str) -> Scores:
        """A score of shape (number of entries,), 0 where nothing is shared."""
        known = self._model.vocab_dict
        grams = [gram for gram in ngrams(question) if gram in known]
        if not grams:
            return np.zeros(self._size, dtype=np.float32)
        return np.asarray(self._model.get_scores(grams), dtype=np.float32)
