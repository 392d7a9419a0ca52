"""Which facts of the texts come nearest to a question.

A candidate is a knowledge card, or a sentence that no card covers. Its score is a weighted sum of
four signals: how near the question is to the card's questions (mean of the nearest three), how
much their words overlap (BM25, relative to the best), and how near it is to the chunk and the
sentences that the card quotes. The weights are data (`ranking.yaml`), fitted by
`python -m evals.tuning`; a difference of scores is a log-odds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from assistant.reranking import RERANKED, blended, weight
from corpus.cards import Card, Quote, Topic
from corpus.catalogue import KINDS, Catalogue, Entry, Kind
from corpus.chunker import Chunk, Sentence
from corpus.embedder import Embedder, Reranker
from corpus.index import Index

Floats = npt.NDArray[np.float32]
RANKING = Path(__file__).parent / "ranking.yaml"
SIGNALS = ("question", "lexical", "chunk", "sentence")
_NEAREST = {"question": 1500, "chunk": 300, "sentence": 300}
_NEAREST_ELSE = 50
_QUESTIONS_AVERAGED = 3
_SENTENCE_END = re.compile(r"(?<=[.?!;])\s+")
_WORDS_OF_A_SENTENCE = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact that may answer: its quotes, its card (None for a bare sentence), its score.

    Scores are compared within one question; their differences are log-odds.
    """

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

    `similarity` holds, per kind of entry, the cosine similarity of the nearest (of questions the
    mean of the nearest three); `lexical` the highest BM25 score; `topic` is the uncovered topic
    nearest to the question, by `topic_similarity`.
    """

    candidates: tuple[Candidate, ...]
    similarity: dict[str, float]
    lexical: dict[str, float]
    topic: Topic | None
    topic_similarity: float


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
        self._places = {k: _places_by_ref(self._entries[k]) for k in KINDS}

    def retrieve(self, question: str, limit: int = 30) -> Retrieval:
        """The candidates nearest to the question, at most `limit` of them, best first."""
        vector = self._vector(question)
        dense = {k: self._similarities(k, vector) for k in KINDS}
        lexical = {k: self._index.lexical(k, question) for k in KINDS}
        found = sorted(self._candidates(dense, lexical), key=lambda c: -c.score)[:limit]
        if self._reranker is not None:
            found = self._reranked(self._reranker, question, found)
        topic, topic_similarity = self._nearest_topic(dense["uncovered"])
        return Retrieval(
            candidates=tuple(found),
            similarity={
                k: _mean_of_nearest(
                    scores, 1 if k in {"chunk", "sentence"} else _QUESTIONS_AVERAGED
                )
                for k, scores in dense.items()
            },
            lexical={k: float(scores.max(initial=0.0)) for k, scores in lexical.items()},
            topic=topic,
            topic_similarity=topic_similarity,
        )

    def similarity(self, one: str, other: str) -> float:
        """How near two texts are in meaning: the cosine of their vectors, whatever the language."""
        first, second = self._embedder.queries([one, other])
        return float(np.dot(first, second))

    def _vector(self, question: str) -> Floats:
        """The question's direction; one of several sentences is also heard sentence by sentence."""
        parts = [p for p in _SENTENCE_END.split(question) if len(p.split()) >= _WORDS_OF_A_SENTENCE]
        if len(parts) < 2:
            return np.asarray(self._embedder.queries([question])[0])
        vectors = self._embedder.queries([question, *parts])
        mixed = vectors[0] + vectors[1:].mean(axis=0)
        return np.asarray(mixed / np.linalg.norm(mixed), dtype=np.float32)

    def _similarities(self, kind: Kind, vector: Floats) -> Floats:
        """Cosine similarity of every entry; what is not among the nearest gets the last one's."""
        size = len(self._entries[kind])
        found = self._index.dense(kind, vector, _NEAREST.get(kind, _NEAREST_ELSE))
        scores = np.full(size, min(found.values(), default=0.0), dtype=np.float32)
        scores[list(found)] = list(found.values())
        return scores

    def _candidates(
        self, dense: Mapping[Kind, Floats], lexical: Mapping[Kind, Floats]
    ) -> Iterator[Candidate]:
        asked = self._by_ref("question", dense["question"], _QUESTIONS_AVERAGED)
        words = self._by_ref("question", lexical["question"], 1)
        most_words = float(words.max(initial=0.0)) or 1.0
        for number, card in enumerate(self._catalogue.cards):
            yield _candidate(
                card.quotes,
                card,
                question=float(asked[number]),
                lexical=float(words[number]) / most_words,
                chunk=_highest(dense["chunk"], self._chunks_of_card[number]),
                sentence=_highest(dense["sentence"], self._sentences_of_card[number]),
            )
        unasked = float(dense["question"].min(initial=1.0))
        most_words = float(lexical["sentence"].max(initial=0.0)) or 1.0
        for i, (quote, chunks) in self._uncarded.items():
            yield _candidate(
                (quote,),
                None,
                question=unasked,
                lexical=float(lexical["sentence"][i]) / most_words,
                chunk=_highest(dense["chunk"], chunks),
                sentence=float(dense["sentence"][i]),
            )

    def _by_ref(self, kind: Kind, scores: Floats, averaged: int) -> Floats:
        """For each card or topic the mean of its `averaged` highest scores."""
        places = self._places[kind]
        if not places.size:
            return np.zeros(0, dtype=np.float32)
        table = np.append(scores, np.float32(-np.inf))[places]
        highest = -np.sort(-table, axis=1)[:, :averaged]
        there = np.isfinite(highest)
        total = np.where(there, highest, 0.0).sum(axis=1)
        return np.asarray(total / there.sum(axis=1), dtype=np.float32)

    def _nearest_topic(self, scores: Floats) -> tuple[Topic | None, float]:
        """The uncovered topic whose nearest three questions are nearest, and how near."""
        by_topic = self._by_ref("uncovered", scores, _QUESTIONS_AVERAGED)
        if not len(by_topic):
            return None, 0.0
        best = int(by_topic.argmax())
        return self._catalogue.topics[best], float(by_topic[best])

    def _reranked(
        self, reranker: Reranker, question: str, candidates: Sequence[Candidate]
    ) -> list[Candidate]:
        """The first candidates in a new order, with their own scores handed out anew."""
        head, tail = candidates[:RERANKED], candidates[RERANKED:]
        judged = reranker.scores(question, [self.passage(c) for c in head])
        sums = blended([c.score for c in head], judged, weight())
        order = sorted(range(len(head)), key=lambda i: -sums[i])
        return [
            *(
                replace(
                    head[i], score=place.score, features={**head[i].features, "reranker": judged[i]}
                )
                for i, place in zip(order, head, strict=True)
            ),
            *tail,
        ]

    def passage(self, candidate: Candidate) -> str:
        """What a reranker reads of a candidate: its quotes, one after the other."""
        texts = self._catalogue.sources
        return " ".join(texts[q.source].text[q.start : q.end] for q in candidate.quotes)

    @cached_property
    def _sentences_of_card(self) -> list[list[int]]:
        sentences = self._catalogue.sentences
        return [_overlapping(sentences, own_quotes(card)) for card in self._catalogue.cards]

    @cached_property
    def _chunks_of_card(self) -> list[list[int]]:
        chunks = self._catalogue.chunks
        return [_overlapping(chunks, own_quotes(card)) for card in self._catalogue.cards]

    @cached_property
    def _uncarded(self) -> dict[int, tuple[Quote, list[int]]]:
        """Sentences that no card quotes, as quotes with the chunks they stand in."""
        sentences = self._catalogue.sentences
        carded = {i for card in self._catalogue.cards for i in _overlapping(sentences, card.quotes)}
        found = {}
        for i, s in enumerate(sentences):
            if i not in carded and _says_something(s):
                quote = Quote(s.source, s.section, s.key, s.start, s.end)
                found[i] = quote, _overlapping(self._catalogue.chunks, [quote])
        return found


def own_quotes(card: Card) -> list[Quote]:
    """The card's quotes of the provision it is written for."""
    return [q for q in card.quotes if q.key == card.quotes[0].key]


@cache
def weights() -> dict[str, float]:
    """The weight of each signal, as fitted."""
    data = yaml.safe_load(RANKING.read_text(encoding="utf-8"))
    return {name: float(data["weights"][name]) for name in SIGNALS}


def _places_by_ref(entries: Sequence[Entry]) -> npt.NDArray[np.int64]:
    """Shape (refs, most entries of a ref): the entries of each ref, filled up with -1."""
    grouped: dict[int, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        grouped[entry.ref].append(place)
    width = max(map(len, grouped.values()), default=0)
    rows = [grouped[ref] + [-1] * (width - len(grouped[ref])) for ref in sorted(grouped)]
    return np.array(rows, dtype=np.int64)


def _says_something(sentence: Sentence) -> bool:
    """A lead-in or a label answers nothing by itself."""
    return len(sentence.display) >= 40 and not sentence.display.endswith(":")


def _overlapping(spans: Sequence[Chunk | Sentence], quotes: Sequence[Quote]) -> list[int]:
    return [
        i
        for i, span in enumerate(spans)
        if any(
            span.source == q.source and span.start < q.end and q.start < span.end for q in quotes
        )
    ]


def _candidate(quotes: tuple[Quote, ...], card: Card | None, **signals: float) -> Candidate:
    score = sum(w * signals[name] for name, w in weights().items())
    return Candidate(quotes, card, score, signals)


def _highest(scores: Floats, places: Sequence[int]) -> float:
    return max((float(scores[i]) for i in places), default=float(scores.min(initial=0.0)))


def _mean_of_nearest(scores: Floats, averaged: int) -> float:
    if not len(scores):
        return 0.0
    return float(np.sort(scores)[-averaged:].mean())
