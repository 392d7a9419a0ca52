"""What a user would otherwise build, measured on the same questions.

The tutorial RAG cuts the raw texts into 1,000 characters with 200 of overlap by LangChain's
splitter and searches them in Chroma. A retrieved piece counts for every provision it overlaps,
the right one first: the most generous reading.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import bm25s
import chromadb
import numpy as np
from chromadb.config import Settings as ChromaSettings

from corpus.catalogue import Catalogue
from corpus.embedder import Embedder, load_embedder
from evals.configurations import Bench, Configuration, Ranker, minilm_folder

_SIZE, _OVERLAP, _FOUND = 1000, 200, 30


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a source text, with the sections of the provisions it overlaps."""

    text: str
    sections: tuple[str, ...]


def baselines(bench: Bench) -> list[Configuration]:
    """The rows for what people build from tutorials."""
    return [
        Configuration(
            "tutorial RAG: 1000/200 splitter, Chroma, English MiniLM",
            lambda: _rag(bench, lambda: load_embedder(f"st:{minilm_folder()}")),
        ),
        Configuration(
            "tutorial RAG with multilingual E5", lambda: _rag(bench, lambda: bench.embedder)
        ),
        Configuration("BM25 over words, 1000/200 splitter", lambda: _bm25(bench)),
    ]


def pieces(catalogue: Catalogue) -> list[Piece]:
    """The source texts in pieces, as LangChain's splitter cuts them."""
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=_SIZE, chunk_overlap=_OVERLAP, add_start_index=True
    )
    found = []
    for source in catalogue.sources.values():
        for document in splitter.create_documents([source.text]):
            start = int(document.metadata["start_index"])
            end = start + len(document.page_content)
            sections = _overlapped(catalogue, source.id, start, end)
            found.append(Piece(document.page_content, sections))
    return found


def _overlapped(catalogue: Catalogue, source: str, start: int, end: int) -> tuple[str, ...]:
    """Sections of the provisions in the span, the one with most of it first."""
    shares: dict[str, int] = {}
    for p in catalogue.provisions.values():
        share = min(end, p.end) - max(start, p.start)
        if p.source == source and share > 0:
            name = f"{p.source} {p.section}"
            shares[name] = shares.get(name, 0) + share
    return tuple(sorted(shares, key=lambda name: -shares[name]))


def _rag(bench: Bench, embedder_of: Callable[[], Embedder]) -> Ranker:
    embedder, cut = embedder_of(), pieces(bench.catalogue)
    client = chromadb.EphemeralClient(settings=ChromaSettings(anonymized_telemetry=False))
    collection = client.create_collection(f"rag-{uuid.uuid4().hex}", embedding_function=None)
    vectors = embedder.passages([p.text for p in cut])
    collection.add(ids=[str(i) for i in range(len(cut))], embeddings=vectors)

    def rank(question: str) -> list[tuple[str, ...]]:
        vector = embedder.queries([question])
        found = collection.query(query_embeddings=vector, n_results=_FOUND)["ids"][0]
        return [cut[int(i)].sections for i in found]

    return rank


def _bm25(bench: Bench) -> Ranker:
    cut = pieces(bench.catalogue)
    model = bm25s.BM25()
    model.index(_words([p.text for p in cut]), show_progress=False)

    def rank(question: str) -> list[tuple[str, ...]]:
        known = [word for word in _words([question])[0] if word in model.vocab_dict]
        if not known:
            return []
        scores = model.get_scores(known)
        return [cut[i].sections for i in np.argsort(-scores, kind="stable")[:_FOUND].tolist()]

    return rank


def _words(texts: Sequence[str]) -> list[list[str]]:
    tokens: list[list[str]] = bm25s.tokenize(
        list(texts), stopwords=None, return_ids=False, show_progress=False
    )
    return tokens
