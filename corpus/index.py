"""The search index: built once, checked at every start, searched by kind.

It lies in `<home>/index/<fingerprint>/`. The fingerprint covers every indexed text, the embedder
and the formats, so a changed text, chunker, card or model leads to another folder. An index is
built in a folder of its own name and renamed when complete; a lock keeps two processes from
building at once. One that does not open or does not hold what its manifest says is built anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings
from filelock import FileLock, Timeout

from corpus.catalogue import KINDS, Catalogue, Entry, Kind
from corpus.embedder import Embedder, Vectors
from corpus.errors import IndexUnavailableError
from corpus.lexical import LEXICAL_VERSION, LexicalIndex, Scores
from corpus.vectors import KnownVectors

_FORMAT = 1
_MANIFEST = "manifest.json"
_BATCH = 128  # large: the model spreads a batch over the cores
_LOCK_SECONDS = 600
_KEPT_INDEXES = 4
_HNSW = {
    "space": "cosine",
    "ef_construction": 200,
    "ef_search": 2000,
    "max_neighbors": 32,
    "sync_threshold": 64,  # all entries reach the saved graph: two starts search alike
}
Progress = Callable[[int, int], None]


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

    def __init__(self, client: Any, lexical: dict[Kind, LexicalIndex], info: IndexInfo) -> None:
        self._collections = {kind: client.get_collection(kind) for kind in info.counts}
        self._client = client
        self._lexical = lexical
        self.info = info

    def dense(self, kind: Kind, vector: Vectors, limit: int) -> dict[int, float]:
        """Cosine similarity by entry number, of the `limit` entries nearest to `vector`."""
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
        """BM25 score of every entry of the kind, shape (entries,)."""
        if kind not in self._lexical:
            return np.zeros(0, dtype=np.float32)
        return self._lexical[kind].scores(question)

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
        IndexUnavailableError: the folder can't be written, or another process kept the lock.
    """
    entries = {kind: list(catalogue.entries(kind)) for kind in KINDS}
    fingerprint = _fingerprint(entries, embedder.name)
    folder = home / "index" / fingerprint[:16]
    if not rebuild:
        with contextlib.suppress(_UnsoundIndexError):
            return _load(folder, entries, fingerprint, built=False)
    with _locked(home):
        if not rebuild:  # another process may have built it while this one waited
            with contextlib.suppress(_UnsoundIndexError):
                return _load(folder, entries, fingerprint, built=False)
        _build(folder, entries, embedder, fingerprint, progress or _silent)
        _remove_old(folder)
    try:
        return _load(folder, entries, fingerprint, built=True)
    except _UnsoundIndexError as error:
        raise IndexUnavailableError(
            f"The index in {folder} was written but can't be read ({error}); check the disk, "
            "or set DUAAL_HOME to another folder."
        ) from error


class _UnsoundIndexError(Exception):
    """The folder holds no complete index of this fingerprint."""


def _silent(_done: int, _total: int) -> None:
    return None


def _fingerprint(entries: dict[Kind, list[Entry]], embedder: str) -> str:
    digest = hashlib.sha256(f"{_FORMAT} {LEXICAL_VERSION} {_HNSW} {embedder}".encode())
    for kind in KINDS:
        for entry in entries[kind]:
            digest.update(f"\x1e{kind}\x1f{entry.ref}\x1f{entry.text}".encode())
    return digest.hexdigest()


def _load(
    folder: Path, entries: dict[Kind, list[Entry]], fingerprint: str, *, built: bool
) -> Index:
    counts = {kind: len(entries[kind]) for kind in KINDS if entries[kind]}
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        if manifest["fingerprint"] != fingerprint or manifest["counts"] != counts:
            raise _UnsoundIndexError("the manifest names another index")
        lexical = {k: LexicalIndex.load(folder / "lexical" / k, n) for k, n in counts.items()}
        client = _client(folder / "chroma")
        info = IndexInfo(folder, fingerprint, manifest["embedder"], counts, built)
        index = Index(client, lexical, info)
        _check_complete(client, counts, index)
    except _UnsoundIndexError:
        raise
    except Exception as error:
        raise _UnsoundIndexError(str(error)) from error
    return index


def _check_complete(client: Any, counts: dict[Kind, int], index: Index) -> None:
    for kind, size in counts.items():
        collection = client.get_collection(kind)
        if collection.count() != size:
            raise _UnsoundIndexError(f"{kind} holds {collection.count()} of {size} entries")
        vector = collection.get(ids=["0"], include=["embeddings"])["embeddings"][0]
        if 0 not in index.dense(kind, vector, 10) and size < 100:
            raise _UnsoundIndexError(f"{kind} does not find its own first entry")


def _client(folder: Path) -> Any:
    settings = ChromaSettings(anonymized_telemetry=False)
    return chromadb.PersistentClient(str(folder), settings=settings)


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


def _build(
    folder: Path,
    entries: dict[Kind, list[Entry]],
    embedder: Embedder,
    fingerprint: str,
    progress: Progress,
) -> None:
    """Writes a complete index beside `folder`, then puts it in its place."""
    workshop = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        _write_chroma(workshop / "chroma", entries, embedder, progress)
        for kind in KINDS:
            if entries[kind]:
                texts = [e.text for e in entries[kind]]
                LexicalIndex.build(texts).save(workshop / "lexical" / kind)
        counts = {kind: len(entries[kind]) for kind in KINDS if entries[kind]}
        manifest = {"fingerprint": fingerprint, "embedder": embedder.name, "counts": counts}
        (workshop / _MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        workshop.rename(folder)
    except BaseException:
        shutil.rmtree(workshop, ignore_errors=True)
        raise


def _write_chroma(
    folder: Path, entries: dict[Kind, list[Entry]], embedder: Embedder, progress: Progress
) -> None:
    total = sum(len(found) for found in entries.values())
    done = 0
    known = KnownVectors(embedder)
    client = _client(folder)
    try:
        for kind in KINDS:
            if not entries[kind]:
                continue
            collection = client.create_collection(
                kind, embedding_function=None, configuration={"hnsw": _HNSW}
            )
            for first in range(0, len(entries[kind]), _BATCH):
                batch = entries[kind][first : first + _BATCH]
                collection.add(
                    ids=[str(first + i) for i in range(len(batch))],
                    embeddings=known.vectors(kind, [e.text for e in batch]),
                )
                done += len(batch)
                progress(done, total)
    except chromadb.errors.ChromaError as error:
        raise OSError(None, " ".join(str(error).split())[:160]) from error
    finally:
        client.close()


def _remove_old(current: Path) -> None:
    """Keeps the newest few indexes: other settings may still use them."""
    folders = [f for f in current.parent.iterdir() if f.is_dir() and f != current]
    newest = sorted(folders, key=lambda f: f.stat().st_mtime, reverse=True)
    for folder in newest[_KEPT_INDEXES - 1 :]:
        shutil.rmtree(folder, ignore_errors=True)
