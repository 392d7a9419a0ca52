"""What runs in processes of its own for `python -m evals scale`, so that memory is its own too."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings

from corpus.lexical import LexicalIndex
from evals.latency import percentiles, resident_mb

COLLECTION = "scale"
# As in corpus/index.py.
HNSW = {"space": "cosine", "ef_construction": 200, "ef_search": 2000, "max_neighbors": 32}
_BATCH = 2000
_FOUND = 10


def embedded(folder: str, vectors: str, queries: str, exact: str) -> dict[str, Any]:
    """Builds a collection in `folder` from a file of vectors, and searches it in process."""
    client: Any = chromadb.PersistentClient(folder, settings=_settings())
    collection = client.create_collection(
        COLLECTION, embedding_function=None, configuration={"hnsw": HNSW}
    )
    rows = np.load(vectors, mmap_mode="r")
    started = time.perf_counter()
    for first in range(0, len(rows), _BATCH):
        batch = np.asarray(rows[first : first + _BATCH])
        collection.add(ids=[str(first + i) for i in range(len(batch))], embeddings=batch)
    built = time.perf_counter() - started
    found, spent = _search(collection, np.load(queries))
    client.close()
    return {
        "built_per_s": len(rows) / built,
        **percentiles(spent),
        "recall": _recall(found, np.load(exact)),
        "resident_mb": resident_mb(),
        "disk_mb": sum(f.stat().st_size for f in Path(folder).rglob("*") if f.is_file()) / 2**20,
    }


def asking(port: int, queries: str) -> dict[str, Any]:
    """Puts every query to the server on loopback, as one replica would."""
    client = chromadb.HttpClient(host="127.0.0.1", port=port, settings=_settings())
    collection = client.get_collection(COLLECTION)
    rows = np.load(queries)
    _search(collection, rows[:5])
    started = time.time()
    _, spent = _search(collection, rows)
    return {"started": started, "ended": time.time(), "spent": spent}


def lexical(texts: Sequence[str], questions: Sequence[str]) -> dict[str, Any]:
    """Builds the n-gram index over the texts and scores the questions."""
    started = time.perf_counter()
    index = LexicalIndex.build(texts)
    built = time.perf_counter() - started
    spent = []
    for question in questions:
        before = time.perf_counter()
        np.argpartition(-index.scores(question), _FOUND)
        spent.append((time.perf_counter() - before) * 1000)
    return {
        "built_per_s": len(texts) / built,
        **percentiles(spent),
        "resident_mb": resident_mb(),
    }


def _search(collection: Any, rows: Any) -> tuple[list[list[int]], list[float]]:
    found, spent = [], []
    for row in rows:
        before = time.perf_counter()
        answer = collection.query(query_embeddings=row.reshape(1, -1), n_results=_FOUND)
        spent.append((time.perf_counter() - before) * 1000)
        found.append([int(i) for i in answer["ids"][0]])
    return found, spent


def _recall(found: Sequence[Sequence[int]], exact: Any) -> float:
    hits = [len(set(f) & set(e.tolist())) / len(e) for f, e in zip(found, exact, strict=True)]
    return float(np.mean(hits))


def _settings() -> ChromaSettings:
    return ChromaSettings(anonymized_telemetry=False)
