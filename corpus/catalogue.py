"""The corpus as a whole: parsed texts, knowledge cards, and the entries that get indexed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from corpus.cards import CARDS, Card, Knowledge, QuoteFinder, Topic, load_cards
from corpus.chunker import Chunk, Sentence, chunks_of, sentences_of
from corpus.parser import parse_corpus
from corpus.provisions import ParsedText, Provision, Source
from corpus.sources import TEXTS

Kind = Literal["chunk", "sentence", "question", "uncovered", "off_subject"]
KINDS: tuple[Kind, ...] = ("chunk", "sentence", "question", "uncovered", "off_subject")
PASSAGE_KINDS: tuple[Kind, ...] = ("chunk", "sentence")
QUERY_KINDS: tuple[Kind, ...] = ("question", "uncovered", "off_subject")


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to search: `ref` is the place in the catalogue's list that it stands for.

    A chunk or sentence is embedded as a passage, a question as a query: question is compared
    with question, as each was trained to be.
    """

    kind: Kind
    ref: int
    text: str


@dataclass(frozen=True)
class Catalogue:
    """Everything known of the texts, without a search index."""

    texts: tuple[ParsedText, ...]
    knowledge: Knowledge

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id, highest rank first."""
        return {t.source.id: t.source for t in self.texts}

    @cached_property
    def provisions(self) -> dict[str, Provision]:
        """Provisions by id ("omzendbrief 7.1", "omzendbrief 16/bijlage-3")."""
        return {p.id: p for t in self.texts for p in t.provisions}

    @cached_property
    def chunks(self) -> tuple[Chunk, ...]:
        """All chunks in text order."""
        return tuple(c for t in self.texts for c in chunks_of(t))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in text order."""
        return tuple(s for t in self.texts for s in sentences_of(t))

    @cached_property
    def quotes(self) -> QuoteFinder:
        """Finds the offsets of a verbatim quote by source and section."""
        return QuoteFinder(self.texts)

    @property
    def cards(self) -> tuple[Card, ...]:
        """All knowledge cards."""
        return self.knowledge.cards

    @property
    def topics(self) -> tuple[Topic, ...]:
        """What the texts are known not to answer."""
        return self.knowledge.topics

    def entries(self, kind: Kind) -> Iterator[Entry]:
        """The entries of one kind, in a fixed order."""
        if kind == "chunk":
            yield from (Entry(kind, i, c.embedded) for i, c in enumerate(self.chunks))
        elif kind == "sentence":
            yield from (Entry(kind, i, self._in_context(s)) for i, s in enumerate(self.sentences))
        elif kind == "question":
            yield from _questions(kind, [c.questions for c in self.cards])
        elif kind == "uncovered":
            yield from _questions(kind, [t.questions for t in self.topics])
        else:
            yield from (Entry(kind, i, q) for i, q in enumerate(self.knowledge.off_subject))

    def _in_context(self, sentence: Sentence) -> str:
        heading = self.provisions[f"{sentence.source} {sentence.key}"].heading.text
        return f"{heading}: {sentence.display}"


def _questions(kind: Kind, groups: Sequence[Mapping[str, tuple[str, ...]]]) -> Iterator[Entry]:
    for ref, group in enumerate(groups):
        for questions in group.values():
            yield from (Entry(kind, ref, q) for q in questions)


def load_catalogue(texts: Path = TEXTS, cards: Path = CARDS) -> Catalogue:
    """The catalogue of the texts in `texts` with the knowledge cards in `cards`.

    Raises:
        CorpusError: a text is missing or changed, does not parse, or a card does not fit it.
    """
    parsed = parse_corpus(texts)
    return Catalogue(parsed, load_cards(parsed, cards))
