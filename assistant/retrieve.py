"""Which facts of the texts come nearest to a question.

A candidate is a knowledge card, or a sentence that no card covers. Four signals are fused, each a
mix of dense similarity and BM25, scaled to 0..1 over what was found for this question:
the card's questions, the chunk and the sentences its quote stands in, and how near the question
is to what the texts are known not to answer. Weights: `evals/tuning.py`, figures in the README.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from corpus.cards import Card, Quote, Topic
from corpus.catalogue import KINDS, Catalogue, Entry, Kind
from corpus.chunker import Sentence
from corpus.embedder import Embedder, Reranker
from corpus.index import Index

Floats = npt.NDArray[np.float32]
_DENSE_LIMIT = 100
_LEXICAL_SHARE = 0.15
_QUESTION_SHARE = 0.7
_CHUNK_SHARE = 0.18
_SENTENCE_SHARE = 0.12
_UNCARDED_QUESTION = 0.5
_RERANKED = 20


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may answer: its quotes, its card (None for a bare sentence), its score 0..1."""

    quotes: tuple[Quote, ...]
    card: Card | None
    score: float
    features: dict[str, float]

    @property
    def section(self) -> str:
        """Source and section of its first quote: "omzendbrief 7.1"."""
        return f"{self.quotes[0].source} {self.quotes[0].section}"


@dataclass(frozen=True, slots=True)
class Retrieval:
    """Candidates, best first, and the raw similarities that confidence is judged by.

    `similarity` holds the highest cosine similarity per kind of entry; `topic` is the uncovered
    topic nearest to the question.
    """

    candidates: tuple[Candidate, ...]
    similarity: dict[str, float]
    lexical: dict[str, float]
    topic: Topic | None


class Retriever:
    """Searches one index of one catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        index: Index,
        embedder: Embedder,
        reranker: Reranker | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._index = index
        self._embedder = embedder
        self._reranker = reranker
        self._entries: dict[Kind, list[Entry]] = {k: list(catalogue.entries(k)) for k in KINDS}

    def retrieve(self, question: str, limit: int = 30) -> Retrieval:
        """The candidates nearest to the question, at most `limit` of them."""
        vector = self._embedder.queries([question])[0]
        dense = {k: self._index.dense(k, vector, _DENSE_LIMIT) for k in KINDS}
        lexical = {k: self._index.lexical(k, question) for k in KINDS}
        fused = {k: _fused(dense[k], lexical[k], len(self._entries[k])) for k in KINDS}
        candidates = sorted(self._candidates(fused), key=lambda c: -c.score)[:limit]
        if self._reranker is not None:
            candidates = self._reranked(question, candidates)
        return Retrieval(
            candidates=tuple(candidates),
            similarity={k: max(found.values(), default=0.0) for k, found in dense.items()},
            lexical={k: float(s.max(initial=0.0)) for k, s in lexical.items()},
            topic=self._nearest_topic(fused["uncovered"]),
        )

    def _candidates(self, fused: dict[Kind, Floats]) -> Iterable[Candidate]:
        asked = self._best_by_ref(fused["question"], "question")
        for number, card in enumerate(self._catalogue.cards):
            chunk = max((fused["chunk"][i] for i in self._chunks_of_card[number]), default=0.0)
            sentence = max(
                (fused["sentence"][i] for i in self._sentences_of_card[number]), default=0.0
            )
            yield _candidate(card.quotes, card, asked[number], float(chunk), float(sentence))
        for i in self._uncarded:
            found = self._catalogue.sentences[i]
            quote = Quote(found.source, found.section, found.key, found.start, found.end)
            chunk = max((fused["chunk"][c] for c in self._chunks_of([quote])), default=0.0)
            support = float(fused["sentence"][i])
            asked_for = _UNCARDED_QUESTION * support
            yield _candidate((quote,), None, asked_for, float(chunk), support)

    def _best_by_ref(self, scores: Floats, kind: Kind) -> dict[int, float]:
        best: dict[int, float] = defaultdict(float)
        for entry, score in zip(self._entries[kind], scores, strict=True):
            best[entry.ref] = max(best[entry.ref], float(score))
        return best

    def _nearest_topic(self, scores: Floats) -> Topic | None:
        if not len(scores):
            return None
        return self._catalogue.topics[self._entries["uncovered"][int(scores.argmax())].ref]

    def _reranked(self, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        assert self._reranker is not None  # noqa: S101 - narrowed by the caller
        head, tail = candidates[:_RERANKED], candidates[_RERANKED:]
        scores = self._reranker.scores(question, [self._text(c) for c in head])
        low, high = min(scores), max(scores)
        spread = (high - low) or 1.0
        mixed = [
            Candidate(
                c.quotes,
                c.card,
                (c.score + (s - low) / spread) / 2,
                {**c.features, "reranker": s},
            )
            for c, s in zip(head, scores, strict=True)
        ]
        return [*sorted(mixed, key=lambda c: -c.score), *tail]

    def _text(self, candidate: Candidate) -> str:
        texts = self._catalogue.sources
        return " ".join(texts[q.source].text[q.start : q.end] for q in candidate.quotes)

    @cached_property
    def _sentences_of_card(self) -> list[list[int]]:
        return [self._sentences_of(_primary(card)) for card in self._catalogue.cards]

    @cached_property
    def _chunks_of_card(self) -> list[list[int]]:
        return [self._chunks_of(_primary(card)) for card in self._catalogue.cards]

    def _sentences_of(self, quotes: Sequence[Quote]) -> list[int]:
        return _overlapping(self._catalogue.sentences, quotes)

    def _chunks_of(self, quotes: Sequence[Quote]) -> list[int]:
        return _overlapping(self._catalogue.chunks, quotes)

    @cached_property
    def _uncarded(self) -> list[int]:
        covered = {i for card in self._catalogue.cards for i in self._sentences_of(card.quotes)}
        return [
            i
            for i, sentence in enumerate(self._catalogue.sentences)
            if i not in covered and _says_something(sentence)
        ]


def _primary(card: Card) -> list[Quote]:
    return [q for q in card.quotes if q.key == card.quotes[0].key]


def _says_something(sentence: Sentence) -> bool:
    """A lead-in or a label answers nothing by itself."""
    return len(sentence.display) >= 40 and not sentence.display.endswith(":")


def _overlapping(spans: Sequence[object], quotes: Sequence[Quote]) -> list[int]:
    found = []
    for i, span in enumerate(spans):
        for quote in quotes:
            same = span.source == quote.source  # type: ignore[attr-defined]
            if same and span.start < quote.end and quote.start < span.end:  # type: ignore[attr-defined]
                found.append(i)
                break
    return found


def _candidate(
    quotes: tuple[Quote, ...], card: Card | None, asked: float, chunk: float, sentence: float
) -> Candidate:
    score = _QUESTION_SHARE * asked + _CHUNK_SHARE * chunk + _SENTENCE_SHARE * sentence
    features = {"question": asked, "chunk": chunk, "sentence": sentence}
    return Candidate(quotes, card, score, features)


def _fused(dense: dict[int, float], lexical: Floats, size: int) -> Floats:
    """Dense similarity and BM25, each scaled to 0..1 over what was found, mixed; shape (size,)."""
    scores = np.zeros(size, dtype=np.float32)
    if dense:
        low, high = min(dense.values()), max(dense.values())
        spread = (high - low) or 1.0
        for i, similarity in dense.items():
            scores[i] = (1 - _LEXICAL_SHARE) * (similarity - low) / spread
    if size and (highest := float(lexical.max(initial=0.0))) > 0:
        scores += _LEXICAL_SHARE * lexical / highest
    return scores
