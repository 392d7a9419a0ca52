"""The search index: built once, checked at every start, searched by kind.

It lies in `<home>/index/<fingerprint>/`. The fingerprint covers every indexed text, the embedder
and the formats, so a changed text, chunker, card or model leads to another folder. An index is
built in a folder of its own name and renamed when complete; a lock keeps two processes from
building at once. One that does not open, does not hold what its manifest says, or holds vectors
that the embedder does not make (`probing.py`) is built anew.
"""

from __future__ import annotations

import contextlib
import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout

from corpus.building import MANIFEST, WORDS, Contents, open_client, write_index
from corpus.building import Progress as Progress
from corpus.catalogue import PASSAGE_KINDS, Catalogue, Kind
from corpus.embedder import Embedder, Vectors
from corpus.errors import IndexUnavailableError
from corpus.lexical import LexicalIndex, Scores
from corpus.probing import foreign
from corpus.subjects import Nearness, Subjects
from corpus.vectors import FOLDER as VECTORS

_log = logging.getLogger(__name__)
_LOCK_SECONDS = 600
_KEPT_INDEXES = 4


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What `duaal index` prints: where the index is, how large, and whether it was built now."""

    folder: Path
    fingerprint: str
    embedder: str
    counts: dict[Kind, int]
    built: bool


class Index:
    """A complete index, open for searching. Threads may share it."""

    def __init__(
        self,
        client: Any,
        lexical: dict[str, LexicalIndex],
        subjects: Subjects,
        info: IndexInfo,
    ) -> None:
        self._collections = {kind: client.get_collection(kind) for kind in PASSAGE_KINDS}
        self._client = client
        self._lexical = lexical
        self._subjects = subjects
        self.info = info

    def dense(self, kind: Kind, vector: Vectors, limit: int) -> dict[int, float]:
        """Cosine similarity by number, of the `limit` chunks or sentences nearest to `vector`."""
        size = self.info.counts.get(kind, 0)
        if size == 0:
            return {}
        found = self._collections[kind].query(
            query_embeddings=np.asarray(vector, dtype=np.float32).reshape(1, -1),
            n_results=min(limit, size),
            include=["distances"],
        )
        return {
            int(i): 1.0 - float(d)
            for i, d in zip(found["ids"][0], found["distances"][0], strict=True)
        }

    def lexical(self, kind: Kind, question: str) -> Scores:
        """BM25 score of every chunk or sentence, shape (entries,)."""
        return self._scores(kind, question)

    def subjects(self, vector: Vectors) -> Nearness:
        """How near the vector of a question is to each card and topic, taken as a whole."""
        return self._subjects.nearness(vector)

    def words(self, question: str) -> tuple[Scores, Scores]:
        """BM25 scores of the cards and of the topics, each by all that it is asked in."""
        scores = self._scores(WORDS, question)
        cards = len(self._subjects.cards.wholes)
        return scores[:cards], scores[cards:]

    def _scores(self, name: str, question: str) -> Scores:
        if name not in self._lexical:
            return np.zeros(0, dtype=np.float32)
        return self._lexical[name].scores(question)

    def close(self) -> None:
        """Lets go of the files."""
        self._client.close()


def open_index(
    catalogue: Catalogue,
    embedder: Embedder,
    home: Path,
    *,
    progress: Progress | None = None,
    rebuild: bool = False,
) -> Index:
    """The index of the catalogue for the embedder, built first where there is no sound one.

    Args:
        catalogue: what is indexed.
        embedder: makes the vectors.
        home: the data folder (DUAAL_HOME).
        progress: told (entries done, entries in all) while building.
        rebuild: build even where a sound index exists.

    Raises:
        IndexUnavailableError: the folder can't be written, another process kept the lock, or the
            vectors that come with the package are not the embedder's.
    """
    contents = Contents(catalogue)
    fingerprint = contents.fingerprint(embedder.name)
    folder = home / "index" / fingerprint[:16]
    if not rebuild:
        with contextlib.suppress(_UnsoundIndexError):
            return _load(folder, contents, fingerprint, embedder)
    with _locked(home):
        if not rebuild:  # another process may have built it while this one waited
            try:
                return _load(folder, contents, fingerprint, embedder)
            except _ForeignVectorsError as error:
                _log.warning("The index in %s is built anew: %s.", folder, error)
            except _UnsoundIndexError:
                pass
        write_index(folder, contents, embedder, fingerprint, progress or _silent)
        _remove_old(folder)
    try:
        return _load(folder, contents, fingerprint, embedder, built=True)
    except _ForeignVectorsError as error:
        raise IndexUnavailableError(
            f"The index in {folder} can't be used: {error}; if {VECTORS} holds vectors of that "
            "model, delete its file and run: python -m corpus.vectors"
        ) from error
    except _UnsoundIndexError as error:
        raise IndexUnavailableError(
            f"The index in {folder} was written but can't be read ({error}); check the disk, "
            "or set DUAAL_HOME to another folder."
        ) from error


class _UnsoundIndexError(Exception):
    """The folder holds no complete index of this fingerprint."""


class _ForeignVectorsError(_UnsoundIndexError):
    """The index is complete, but its vectors are not the embedder's."""


def _silent(_done: int, _total: int) -> None:
    return None


def _load(
    folder: Path,
    contents: Contents,
    fingerprint: str,
    embedder: Embedder,
    *,
    built: bool = False,
) -> Index:
    counts = contents.counts
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest["fingerprint"] != fingerprint or manifest["counts"] != counts:
            raise _UnsoundIndexError("the manifest names another index")
        lexical = {
            name: LexicalIndex.load(folder / "lexical" / name, len(texts))
            for name, texts in contents.texts.items()
        }
        client = open_client(folder / "chroma")
        info = IndexInfo(folder, fingerprint, manifest["embedder"], counts, built)
        index = Index(client, lexical, Subjects.load(folder), info)
        _check_complete(client, counts, index)
        wrong = foreign(index, contents.entries, embedder)
        if wrong:
            index.close()
            raise _ForeignVectorsError(wrong)
    except _UnsoundIndexError:
        raise
    except Exception as error:
        raise _UnsoundIndexError(str(error)) from error
    return index


def _check_complete(client: Any, counts: dict[Kind, int], index: Index) -> None:
    for kind in PASSAGE_KINDS:
        collection, size = client.get_collection(kind), counts.get(kind, 0)
        if collection.count() != size:
            raise _UnsoundIndexError(f"{kind} holds {collection.count()} of {size} entries")
        if not size:
            continue
        vector = collection.get(ids=["0"], include=["embeddings"])["embeddings"][0]
        if 0 not in index.dense(kind, vector, 10) and size < 100:
            raise _UnsoundIndexError(f"{kind} does not find its own first entry")


@contextlib.contextmanager
def _locked(home: Path) -> Iterator[None]:
    try:
        (home / "index").mkdir(parents=True, exist_ok=True)
        with FileLock(home / "index" / ".lock", timeout=_LOCK_SECONDS):
            yield
    except Timeout as error:
        raise IndexUnavailableError(
            f"Another process has been building the index in {home} for {_LOCK_SECONDS} s; "
            "wait for it or end it."
        ) from error
    except OSError as error:
        raise IndexUnavailableError(
            f"The data folder {home} can't be written ({error.strerror or error}); make room or "
            "set DUAAL_HOME to a folder that can."
        ) from error


def _remove_old(current: Path) -> None:
    """Keeps the newest few indexes: other settings may still use them."""
    folders = [f for f in current.parent.iterdir() if f.is_dir() and f != current]
    newest = sorted(folders, key=lambda f: f.stat().st_mtime, reverse=True)
    for folder in newest[_KEPT_INDEXES - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
