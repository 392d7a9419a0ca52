"""Writes a search index: vectors and words of the texts, and of the cards and topics."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings

from corpus.catalogue import KINDS, PASSAGE_KINDS, Catalogue, Entry, Kind
from corpus.embedder import Embedder, Vectors
from corpus.lexical import LEXICAL_VERSION, LexicalIndex
from corpus.subjects import Grouped, Subjects, documents, learnt
from corpus.vectors import KnownVectors

MANIFEST = "manifest.json"
WORDS = "subjects"  # the lexical index of cards and topics
_FORMAT = 3
_BATCH = 128  # large: the model spreads a batch over the cores
_HNSW = {
    "space": "cosine",
    "ef_construction": 200,
    "ef_search": 2000,
    "max_neighbors": 32,
    "sync_threshold": 64,  # all entries reach the saved graph: two starts search alike
}
Progress = Callable[[int, int], None]


class Contents:
    """What of a catalogue is indexed."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.entries: dict[Kind, list[Entry]] = {k: list(catalogue.entries(k)) for k in KINDS}
        self.documents = documents(catalogue)

    @property
    def counts(self) -> dict[Kind, int]:
        """How many entries there are of each kind that has any."""
        return {kind: len(entries) for kind, entries in self.entries.items() if entries}

    @property
    def texts(self) -> dict[str, list[str]]:
        """What is searched by words, under the names of the lexical indexes; none is empty."""
        found: dict[str, list[str]] = {WORDS: self.documents}
        for kind in PASSAGE_KINDS:
            found[kind] = [entry.text for entry in self.entries[kind]]
        return {name: texts for name, texts in found.items() if texts}

    def fingerprint(self, embedder: str) -> str:
        """A digest of all texts, the embedder's name and the formats."""
        digest = hashlib.sha256(f"{_FORMAT} {LEXICAL_VERSION} {_HNSW} {embedder}".encode())
        for kind in KINDS:
            for entry in self.entries[kind]:
                digest.update(f"\x1e{kind}\x1f{entry.ref}\x1f{entry.text}".encode())
        for text in self.documents:
            digest.update(f"\x1e{WORDS}\x1f{text}".encode())
        return digest.hexdigest()


def open_client(folder: Path) -> Any:
    """The vector store that keeps its files in `folder`."""
    settings = ChromaSettings(anonymized_telemetry=False)
    return chromadb.PersistentClient(str(folder), settings=settings)


def write_index(
    folder: Path, contents: Contents, embedder: Embedder, fingerprint: str, progress: Progress
) -> None:
    """Writes a complete index beside `folder`, then puts it in its place."""
    workshop = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    try:
        vectors = _Vectors(contents, embedder, progress)
        _write_chroma(workshop / "chroma", vectors)
        _subjects(contents, vectors).save(workshop)
        for name, texts in contents.texts.items():
            LexicalIndex.build(texts).save(workshop / "lexical" / name)
        manifest = {
            "fingerprint": fingerprint,
            "embedder": embedder.name,
            "counts": contents.counts,
        }
        (workshop / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        workshop.rename(folder)
    except BaseException:
        shutil.rmtree(workshop, ignore_errors=True)
        raise


class _Vectors:
    """The vectors of the entries, batch by batch; tells how far it is."""

    def __init__(self, contents: Contents, embedder: Embedder, progress: Progress) -> None:
        self._entries = contents.entries
        self._embedder = embedder
        self._known = KnownVectors(embedder)
        self._progress = progress
        self._done, self._total = 0, sum(contents.counts.values())

    def batches(self, kind: Kind) -> Iterator[tuple[int, Vectors]]:
        """The number of each batch's first entry, and the batch's vectors."""
        found = self._entries[kind]
        for first in range(0, len(found), _BATCH):
            batch = [e.text for e in found[first : first + _BATCH]]
            yield first, self._known.vectors(kind, batch)
            self._done += len(batch)
            self._progress(self._done, self._total)

    def whole(self, kind: Kind) -> Vectors:
        """The vectors of all entries of the kind, shape (entries, dimensions)."""
        found = [vectors for _, vectors in self.batches(kind)]
        return np.concatenate(found or [self._embedder.queries(["?"])[:0]])


def _subjects(contents: Contents, vectors: _Vectors) -> Subjects:
    def grouped(kind: Kind) -> Grouped:
        return Grouped(vectors.whole(kind), [e.ref for e in contents.entries[kind]])

    return learnt(grouped("question"), grouped("uncovered"), vectors.whole("off_subject"))


def _write_chroma(folder: Path, vectors: _Vectors) -> None:
    client = open_client(folder)
    try:
        for kind in PASSAGE_KINDS:
            collection = client.create_collection(
                kind, embedding_function=None, configuration={"hnsw": _HNSW}
            )
            for first, batch in vectors.batches(kind):
                ids: Sequence[str] = [str(first + i) for i in range(len(batch))]
                collection.add(ids=ids, embeddings=batch)
    except chromadb.errors.ChromaError as error:
        raise OSError(None, " ".join(str(error).split())[:160]) from error
    finally:
        client.close()
