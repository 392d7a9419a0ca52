"""Which facts of the texts come nearest to a question.

A candidate is a knowledge card, or a sentence that no card covers. Its score is a weighted sum of
three signals: how near the question is to the card's questions as a whole, how much of its words
they share (BM25, relative to the best card), and how near it is to the sentences that the card
quotes. The weights are data (`ranking.yaml`), fitted by `python -m evals.tuning`; a difference of
scores is a log-odds. The nearest single question and the chunk serve the judgement alone
(`confidence.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from assistant.reranking import RERANKED, blended, weight
from corpus.cards import Card, Quote, Topic
from corpus.catalogue import PASSAGE_KINDS, Catalogue, Kind
from corpus.chunker import Chunk, Sentence
from corpus.embedder import Embedder, Reranker
from corpus.index import Index
from corpus.subjects import Near

Floats = npt.NDArray[np.float32]
RANKING = Path(__file__).parent / "ranking.yaml"
SIGNALS = ("question", "lexical", "sentence")
_NEAREST = 300
_SENTENCE_END = re.compile(r"(?<=[.?!;])\s+")
_WORDS_OF_A_SENTENCE = 3
_NEWEST = 0.3  # chosen on dev: facts of follow-ups 57 → 60 of 71, of other subjects 30 → 31 of 35


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
    """Candidates, best first, and what else confidence is judged by.

    `topic` is the uncovered topic nearest to the question, by `topic_similarity`; `topic_nearest`
    is the similarity with the nearest single question of any topic;
    `off_subject_similarity` the nearness of off-subject phrases; `card_words` and `topic_words`
    are the highest BM25 scores of cards and topics.
    """

    candidates: tuple[Candidate, ...]
    topic: Topic | None
    topic_similarity: float
    topic_nearest: float
    off_subject_similarity: float
    card_words: float
    topic_words: float


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

    def retrieve(self, question: str, limit: int = 30, *, newest: str = "") -> Retrieval:
        """The candidates nearest to the question, at most `limit` of them, best first.

        Args:
            question: what to search with; a follow-up has the words before it in front.
            limit: how many candidates at most.
            newest: the words that a follow-up adds; they weigh more than those before.
        """
        vector = self._vector(question, newest)
        near = self._index.subjects(vector)
        card_words, topic_words = self._index.words(question)
        passages = {k: self._similarities(k, vector) for k in PASSAGE_KINDS}
        cards = self._carded(near.cards, _relative(card_words), passages)
        candidates = [*cards, *self._uncarded(question, passages)]
        found = sorted(candidates, key=lambda c: -c.score)[:limit]
        if self._reranker is not None:
            found = self._reranked(self._reranker, question, found)
        topics = near.topics.whole
        topic = int(topics.argmax()) if topics.size else None
        return Retrieval(
            candidates=tuple(found),
            topic=None if topic is None else self._catalogue.topics[topic],
            topic_similarity=0.0 if topic is None else float(topics[topic]),
            topic_nearest=float(near.topics.nearest.max(initial=0.0)),
            off_subject_similarity=near.off_subject,
            card_words=float(card_words.max(initial=0.0)),
            topic_words=float(topic_words.max(initial=0.0)),
        )

    def _vector(self, question: str, newest: str = "") -> Floats:
        """The question's direction; one of several sentences is also heard sentence by sentence."""
        parts = [p for p in _SENTENCE_END.split(question) if len(p.split()) >= _WORDS_OF_A_SENTENCE]
        parts = parts if len(parts) > 1 else []
        added = [newest] if newest not in {"", question} else []
        whole, *beside = self._embedder.queries([question, *parts, *added])
        mixed = np.array(whole)
        if parts:
            mixed += np.mean(beside[: len(parts)], axis=0)
        if added:
            mixed = mixed / np.linalg.norm(mixed) + _NEWEST * beside[-1]
        return np.asarray(mixed / np.linalg.norm(mixed), dtype=np.float32)

    def _similarities(self, kind: Kind, vector: Floats) -> Floats:
        """Cosine similarity of every entry; what is not among the nearest gets the last one's."""
        found = self._index.dense(kind, vector, _NEAREST)
        size = self._index.info.counts.get(kind, 0)
        scores = np.full(size, min(found.values(), default=0.0), dtype=np.float32)
        scores[list(found)] = list(found.values())
        return scores

    def _carded(
        self, near: Near, words: Floats, passages: Mapping[Kind, Floats]
    ) -> Iterator[Candidate]:
        for number, card in enumerate(self._catalogue.cards):
            yield _candidate(
                card.quotes,
                card,
                question=float(near.whole[number]),
                nearest=float(near.nearest[number]),
                lexical=float(words[number]),
                chunk=_highest(passages["chunk"], self._chunks_of_card[number]),
                sentence=_highest(passages["sentence"], self._sentences_of_card[number]),
            )

    def _uncarded(self, question: str, passages: Mapping[Kind, Floats]) -> Iterator[Candidate]:
        words = _relative(self._index.lexical("sentence", question))
        for i, (quote, chunks) in self._uncarded_sentences.items():
            yield _candidate(
                (quote,),
                None,
                question=0.0,
                nearest=0.0,
                lexical=float(words[i]),
                chunk=_highest(passages["chunk"], chunks),
                sentence=float(passages["sentence"][i]),
            )

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
    def _uncarded_sentences(self) -> dict[int, tuple[Quote, list[int]]]:
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
    """The weight of each signal, as fitted; a new one counts for nothing until it is."""
    data = yaml.safe_load(RANKING.read_text(encoding="utf-8"))
    return {name: float(data["weights"].get(name, 0.0)) for name in SIGNALS}


def _relative(scores: Floats) -> Floats:
    """The scores as shares of the highest."""
    return np.asarray(scores / (float(scores.max(initial=0.0)) or 1.0), dtype=np.float32)


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
    return max(map(scores.item, places)) if places else float(scores.min(initial=0.0))
