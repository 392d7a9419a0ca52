"""What the knowledge cards say of the words that a statement quotes, in its own language.

A card's plain answer was written by a person under the same quotes. Held against it, a statement is
compared word list with the same word list, where the quotes of the texts are always Dutch.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from assistant.grounding.clauses import clauses_of
from assistant.grounding.grounds import Ground
from assistant.grounding.reading import flat, pattern
from corpus.cards import Card, Quote


def prepared_grounds(
    grounds: Sequence[Ground], cards: Iterable[Card], language: str
) -> list[Ground]:
    """The answers of the cards that quote some of the same words, one ground each."""
    cited = [g.citation for g in grounds if g.citation]
    found = []
    for card in cards:
        if any(_meet(q, c.source, c.start, c.end) for q in card.quotes for c in cited):
            found.append(_ground(card.answer[language], language))
    return found


def _meet(quote: Quote, source: str, start: int, end: int) -> bool:
    return quote.source == source and quote.start < end and start < quote.end


@cache
def _ground(answer: str, language: str) -> Ground:
    text = said(answer, language)
    return Ground(text, language, tuple(clauses_of(text, language)), text, text)


def said(text: str, language: str) -> str:
    """The text without a "yes" or "no" before it: that is to the question, not to the text."""
    opener = pattern("markers", "answer_words", language).match(flat(text))
    rest = text[opener.end() :] if opener else text
    if opener and rest[:1] not in (",", ".", ":", ";", "", "!"):
        rest = text
    rest = rest.strip(" ,.:;!-–—\n\t\u00a0")
    return text[text.rfind(rest) :] if re.search(r"\w", rest) else ""
