"""From the quotes of a candidate to citations: merged where they touch, widened where they must be.

A rule without its exception is wrong. A quote that came from a card was chosen whole by a person;
a bare sentence takes along the neighbours that limit it or that it leans on.
"""

from __future__ import annotations

import re
from typing import Protocol

from assistant.answer import Citation
from assistant.retrieve import Candidate
from corpus.cards import Quote
from corpus.catalogue import Catalogue
from corpus.chunker import Sentence
from corpus.provisions import Provision

_SMALL_GAP = 160
_SHORT = 500
_LIMITS = re.compile(
    r"^(?:Echter|Hierop|Hiervan|Behalve|Tenzij|Met uitzondering|In afwijking|Dit (?:is|kan|laatste)"
    r"|Deze (?:uitzondering|afwijking|bepaling|verplichting|termijn)|Is dit niet|Wel |Enkel|Alleen"
    r"|De enige uitzondering|Indien|Voor het buitengewoon|Voor het BuSO|Als er hierop)\b"
)
_LEANS_BACK = re.compile(
    r"^(?:Deze|Dit|Dat|Die|Hij|Zij|Ze|Daarom|Daarnaast|Daarbij|Hierbij|Hierop|Hiervan|Hierdoor"
    r"|Immers|Echter|Ook|Verder|Wel|Zo|Dan|Het is daarbij)\b"
)


def citations_of(
    candidate: Candidate, catalogue: Catalogue, *, in_context: bool = False
) -> tuple[list[Citation], list[Citation]]:
    """The candidate's quotes as citations: those of its own provision, then those of others.

    Quotes that nearly touch become one, so that a list comes with its lead-in and a reader sees
    the words between. With `in_context` a quote from a short paragraph becomes the paragraph.
    """
    quotes = candidate.quotes if candidate.card else _widened(candidate.quotes[0], catalogue)
    whole = [_with_list(q, catalogue) for q in quotes]
    if in_context:
        whole = [_short_paragraph(q, catalogue) for q in whole]
    merged: list[Quote] = []
    for quote in whole:
        last = merged[-1] if merged else None
        if last is not None and _near(last, quote, catalogue):
            start, end = min(last.start, quote.start), max(last.end, quote.end)
            merged[-1] = Quote(last.source, last.section, last.key, start, end)
        else:
            merged.append(quote)
    first = merged[0]
    own = [q for q in merged if (q.source, q.section) == (first.source, first.section)]
    others = [q for q in merged if q not in own]
    return [cite(q, catalogue) for q in own], [cite(q, catalogue) for q in others]


def cite(quote: Quote, catalogue: Catalogue) -> Citation:
    """The citation of a quote, its text cut from the source itself."""
    text = catalogue.sources[quote.source].text[quote.start : quote.end]
    heading = catalogue.provisions[f"{quote.source} {quote.key}"].heading.text
    return Citation(quote.source, quote.section, heading, text, quote.start, quote.end)


class Stretch(Protocol):
    """Part of a source: a citation, a quote, a passage."""

    @property
    def source(self) -> str:
        """The source's id."""
        ...

    @property
    def start(self) -> int:
        """Offset of its first character."""
        ...

    @property
    def end(self) -> int:
        """Offset after its last."""
        ...


def holds(outer: Stretch, inner: Stretch) -> bool:
    """Whether the whole of one stretch stands in another."""
    return outer.source == inner.source and outer.start <= inner.start and inner.end <= outer.end


def limits(sentence: str) -> bool:
    """Whether a sentence limits the one before it ("Echter", "Met uitzondering van …")."""
    return bool(_LIMITS.match(sentence))


def readable(citation: Citation, catalogue: Catalogue) -> str:
    """The quote as shown: white space folded, a block that is a table row with its cells apart."""
    provision = provision_of(citation, catalogue)
    lines: list[str] = []
    for block in provision.blocks:
        start, end = max(block.start, citation.start), min(block.end, citation.end)
        if start >= end:
            continue
        whole = (start, end) == (block.start, block.end)
        raw = catalogue.sources[citation.source].text[start:end]
        lines.append(block.display if whole else " ".join(raw.split()))
    return "\n".join(lines)


def provision_of(citation: Citation, catalogue: Catalogue) -> Provision:
    """The provision that the citation's quote stands in.

    Raises:
        LookupError: the citation is not of this corpus.
    """
    for provision in catalogue.provisions.values():
        inside = provision.start <= citation.start < max(provision.end, provision.start + 1)
        if provision.source == citation.source and inside:
            return provision
    raise LookupError(f"{citation.source} {citation.section}")


def _near(first: Quote, second: Quote, catalogue: Catalogue) -> bool:
    if (first.source, first.key) != (second.source, second.key) or second.end <= first.start:
        return False
    between = catalogue.sources[first.source].text[first.end : max(first.end, second.start)]
    return len(between.strip()) <= _SMALL_GAP


def _with_list(quote: Quote, catalogue: Catalogue) -> Quote:
    """A quote that ends in a colon takes along the list that it opens."""
    text = catalogue.sources[quote.source].text
    if not text[quote.start : quote.end].rstrip().endswith(":"):
        return quote
    blocks = catalogue.provisions[f"{quote.source} {quote.key}"].blocks
    end = quote.end
    for block in blocks:
        if block.start >= quote.end and block.kind != "paragraph":
            end = block.end
        elif block.start >= quote.end:
            break
    return Quote(quote.source, quote.section, quote.key, quote.start, end)


def _short_paragraph(quote: Quote, catalogue: Catalogue) -> Quote:
    """The quote made up to the whole of each short paragraph or item that it stands in."""
    start, end = quote.start, quote.end
    for block in catalogue.provisions[f"{quote.source} {quote.key}"].blocks:
        inside = block.start < quote.end and quote.start < block.end
        if inside and block.end - block.start <= _SHORT:
            start, end = min(start, block.start), max(end, block.end)
    return Quote(quote.source, quote.section, quote.key, start, end)


def _widened(quote: Quote, catalogue: Catalogue) -> list[Quote]:
    """The sentence with what it leans on before it and what limits it after it, in its block."""
    sentences = [s for s in catalogue.sentences if s.source == quote.source and s.key == quote.key]
    at = next(i for i, s in enumerate(sentences) if s.start == quote.start)
    first, last = at, at
    while first > 0 and _leans_on(sentences[first], sentences[first - 1]):
        first -= 1
    while last + 1 < len(sentences) and _is_limited_by(sentences[last], sentences[last + 1]):
        last += 1
    return [Quote(s.source, s.section, s.key, s.start, s.end) for s in sentences[first : last + 1]]


def _leans_on(sentence: Sentence, before: Sentence) -> bool:
    opens_list = before.display.endswith(":") and before.block + 1 == sentence.block
    same_block = sentence.block == before.block
    return opens_list or (same_block and bool(_LEANS_BACK.match(sentence.display)))


def _is_limited_by(sentence: Sentence, after: Sentence) -> bool:
    return sentence.block == after.block and limits(after.display)
