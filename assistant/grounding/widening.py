"""A rule without its exception is wrong: quotes take along what limits them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant import quoting
from assistant.grounding.markers import markers_in
from corpus.cards import Quote
from corpus.catalogue import Catalogue
from corpus.chunker import Sentence


def widened(quote: Quote, catalogue: Catalogue) -> Quote:
    """The quote, on to the end of the sentence whose exception it was cut off from.

    It also takes along the next sentence where that limits the quote's last one.
    """
    around = sentences_around(quote, catalogue)
    if not around:
        return quote
    text = catalogue.sources[quote.source].text
    start, end = quote.start, quote.end
    first, last = around[0], around[-1]
    if markers_in(text[end : last.end], "nl").exception and end < last.end:
        end = last.end
    if markers_in(text[first.start : start], "nl").exception and first.start < start:
        start = first.start
    following = _next(last, catalogue)
    limits = following is not None and quoting.limits(following.display)
    if following is not None and limits and following.block == last.block:
        told = markers_in(following.display, "nl").exception or end >= last.end - 1
        end = following.end if told else end
    return Quote(quote.source, quote.section, quote.key, start, end)


def sentences_around(quote: Quote, catalogue: Catalogue) -> list[Sentence]:
    """The whole sentences that the quote touches."""
    return [s for s in _of(quote, catalogue) if s.start < quote.end and quote.start < s.end]


def before(sentence: Sentence, catalogue: Catalogue) -> Sentence | None:
    """The sentence before this one in its provision."""
    among = _of(sentence, catalogue)
    at = among.index(sentence)
    return among[at - 1] if at else None


def _next(sentence: Sentence, catalogue: Catalogue) -> Sentence | None:
    among = _of(sentence, catalogue)
    at = among.index(sentence)
    return among[at + 1] if at + 1 < len(among) else None


def _of(quote: Quote | Sentence, catalogue: Catalogue) -> Sequence[Sentence]:
    return [s for s in catalogue.sentences if (s.source, s.key) == (quote.source, quote.key)]
