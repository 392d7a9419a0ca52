"""Where a quote stands: real offsets in the source, whatever the white space and the dashes.

Case and words must be the source's own. An ellipsis cuts a quote into parts that stand in order
in one provision; without one the words must follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.grounding.claims import Passage
from assistant.grounding.reading import tidied
from corpus.cards import Quote
from corpus.catalogue import Catalogue
from corpus.provisions import Block, Provision

_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\)|…|\.{3,})\s*")
_WRAPPING = " \t\n\u00a0\"'“”„«»‘’"
_TRAILING = ".,;:"
_LEADING = "-•·*–"
_CELL = re.compile(r"[\s|·]+")
_FEWEST_WORDS = 3


def spans_of(quote: str, passage: Passage, catalogue: Catalogue) -> list[Quote]:
    """The parts of the quote with their offsets, in order; none where it does not stand there.

    Looked for in the passage first, then in the rest of its provision.
    """
    provision = catalogue.provisions.get(f"{passage.source} {passage.key}")
    if provision is None:
        return []
    text = catalogue.sources[passage.source].text
    for start, end in ((passage.start, passage.end), (provision.start, provision.end)):
        found = _within(quote, text, start, end)
        if not found:
            found = _cells(quote, text, provision.blocks, (start, end))
        if found:
            return [Quote(passage.source, passage.section, passage.key, a, b) for a, b in found]
    return []


def long_enough(quote: str, spans: Sequence[Quote], provision: Provision) -> bool:
    """Whether each part has three words or is a whole block, or a whole cell of a table row."""
    parts = _parts(quote)
    if all(len(part.split()) >= _FEWEST_WORDS for part in parts):
        return True
    return all(_whole(span, provision) for span in spans)


def _whole(span: Quote, provision: Provision) -> bool:
    for block in provision.blocks:
        if block.start <= span.start and span.end <= block.end:
            rest = (block.end - block.start) - (span.end - span.start)
            return block.kind == "row" or rest <= len("- ;")
    return False


def _parts(quote: str) -> list[str]:
    return [part for part in map(_stripped, _ELLIPSIS.split(quote)) if part]


def _stripped(part: str) -> str:
    return part.strip(_WRAPPING).lstrip(_LEADING).rstrip(_TRAILING).strip(_WRAPPING)


def _within(quote: str, text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The quote as one, else its parts at an ellipsis, each after the one before."""
    folded, places = _folded(text, start, end)
    whole = _found(quote.strip(_WRAPPING), folded, 0) or _found(_stripped(quote), folded, 0)
    if whole:
        return [(places[whole[0]], places[whole[1] - 1] + 1)]
    parts = _parts(quote)
    if len(parts) < 2 or any(len(p.split()) < _FEWEST_WORDS for p in parts):
        return []
    spans, at = [], 0
    for part in parts:
        hit = _found(part, folded, at)
        if hit is None:
            return []
        spans.append((places[hit[0]], places[hit[1] - 1] + 1))
        at = hit[1]
    return spans


def _folded(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """The text with white space and typographic signs as one; the place of each character."""
    out: list[str] = []
    places: list[int] = []
    for place in range(start, end):
        character = tidied(text[place])
        if not character or (character == " " and out and out[-1] == " "):
            continue
        for one in "..." if character == "…" else character:
            out.append(one)
            places.append(place)
    return "".join(out), places


def _found(part: str, folded: str, at: int) -> tuple[int, int] | None:
    wanted, _ = _folded(part, 0, len(part))
    wanted = wanted.strip()
    while wanted and (at := folded.find(wanted, at)) >= 0:
        stop = at + len(wanted)
        if _apart(folded, at) and _apart(folded, stop):
            return at, stop
        at += 1
    return None


def _apart(text: str, at: int) -> bool:
    """Whether a word may begin or end here; glued cells and sentences ("CAOConform") count."""
    if at in (0, len(text)):
        return True
    before, after = text[at - 1], text[at]
    if not (before.isalnum() and after.isalnum()):
        return True
    return after.isupper() and at + 1 < len(text) and text[at + 1].islower()


def _cells(
    quote: str, text: str, blocks: Sequence[Block], reach: tuple[int, int]
) -> list[tuple[int, int]]:
    """A quote of a table row, whose cells a reader sees apart and the source glues together."""
    wanted = _CELL.sub("", "".join(map(tidied, _stripped(quote).replace(":", ""))))
    for block in blocks:
        if block.kind != "row" or block.start < reach[0] or block.end > reach[1]:
            continue
        letters = [
            (tidied(text[i]), i)
            for i in range(block.start, block.end)
            if tidied(text[i]).strip(" |·•:")
        ]
        at = "".join(c for c, _ in letters).find(wanted)
        if wanted and at >= 0:
            return [(letters[at][1], letters[at + len(wanted) - 1][1] + 1)]
    return []
