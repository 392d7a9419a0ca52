"""What holds for every statement: verbatim quotes, and numbers that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.answer import Citation, Statement

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def verbatim(citation: Citation, texts: Mapping[str, str]) -> bool:
    """Whether the source holds exactly the quote at the offsets that the citation claims.

    Args:
        citation: what is claimed.
        texts: the source texts by source id.
    """
    text = texts.get(citation.source)
    if text is None or not citation.quote.strip():
        return False
    return text[citation.start : citation.end] == citation.quote


def numbers_in(text: str) -> set[str]:
    """The numbers of a text in one notation: "34,5", "1.250,00" and "1250" → "34.5", "1250"."""
    return {_canonical(match) for match in _NUMBER.findall(text)}


def numbers_grounded(statement: str, grounds: Iterable[str]) -> bool:
    """Whether every number of the statement stands in one of the grounds."""
    known: set[str] = set()
    for ground in grounds:
        known |= numbers_in(ground)
    return numbers_in(statement) <= known


def grounded(
    statement: Statement,
    citations: Sequence[Citation],
    texts: Mapping[str, str],
    *,
    also: Sequence[str] = (),
) -> bool:
    """Whether the statement may be shown.

    Each citation it names exists and is verbatim, there is at least one (or a calculation's
    words in `also`), and each number of it stands in a quote or in `also`.
    """
    if not statement.text.strip() or not all(0 <= i < len(citations) for i in statement.citations):
        return False
    own = [citations[i] for i in statement.citations]
    if not own and not also:
        return False
    if not all(verbatim(c, texts) for c in own):
        return False
    return numbers_grounded(statement.text, [*(c.quote for c in own), *also])


def _canonical(number: str) -> str:
    """One notation for a number; a dotted one that is no decimal (7.1.2, 1.250) stays apart."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", number):
        number = number.replace(".", "")
    number = number.replace(",", ".")
    if number.count(".") == 1:
        number = number.rstrip("0").rstrip(".")
    return number.lstrip("0") or "0"
