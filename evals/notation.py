"""When two notations say the same: white space, case, marks, decimal commas, dates and numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any

_MARK = re.compile(r"\[\d+\]")
_MARKDOWN = re.compile(r"(?m)^\s*>\s?|[*_`\\|]")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DOTTED_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_COMMA_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+\.\d+")
_QUOTES = str.maketrans("’‘“”–—‑", "''\"\"---")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """The text as facts are looked up in it: no marks, one case, one white space, one notation."""
    bare = _MARKDOWN.sub(" ", without_marks(text))
    plain = unicodedata.normalize("NFKC", bare).translate(_QUOTES).casefold()
    return " ".join(_DECIMAL.sub(lambda m: canonical(m[0]), plain).split())


def without_marks(text: str) -> str:
    """The text without its citation marks [1]."""
    return _MARK.sub("", text)


def shows(text: str, fact: str) -> bool:
    """Whether the text says the fact; a number only as a whole ("1 mei" is not in "21 mei").

    White space may differ altogether: the source's tables glue their cells.
    """
    return _stands_in(folded(text), folded(fact)) or _stands_in(_glued(text), _glued(fact))


def shows_exactly(text: str, fact: str) -> bool:
    """Like `shows`, with white space where the fact has it: for what must not be said."""
    return _stands_in(folded(text), folded(fact))


def _glued(text: str) -> str:
    return "".join(folded(text).split())


def _stands_in(text: str, fact: str) -> bool:
    before = r"(?<!\d)(?<!\d[.,])" if fact[:1].isdigit() else ""
    after = r"(?!\d|[.,]\d)" if fact[-1:].isdigit() else ""
    return bool(fact) and re.search(before + re.escape(fact) + after, text) is not None


def numbers(text: str) -> set[str]:
    """The numbers of a text in one notation."""
    return {canonical(match).lstrip("0") or "0" for match in _NUMBER.findall(text)}


def canonical(number: str) -> str:
    """One notation: "1.250,50" and "1,250.50" → "1250.5", "34,5" → "34.5", "7.1.2" as it is."""
    if _DOTTED_THOUSANDS.fullmatch(number):
        number = number.replace(".", "")
    elif _COMMA_THOUSANDS.fullmatch(number):
        number = number.replace(",", "")
    number = number.replace(",", ".")
    return number.rstrip("0").rstrip(".") if number.count(".") == 1 else number


def same(gold: Any, found: Any) -> bool:
    """Whether a value of JSON is the one expected: 24 is "24.0", a date is its ISO text.

    A mapping may hold more than expected; a list may not, but may stand in another order.
    """
    if isinstance(gold, Mapping):
        return isinstance(found, Mapping) and all(same(v, found.get(k)) for k, v in gold.items())
    if isinstance(gold, list | tuple):
        return isinstance(found, list | tuple) and _same_items(gold, found)
    if isinstance(gold, bool) or isinstance(found, bool):
        return gold is found
    return bool(_plain(gold) == _plain(found))


def _same_items(gold: Iterable[Any], found: Iterable[Any]) -> bool:
    return sorted(map(repr, map(_plain, gold))) == sorted(map(repr, map(_plain, found)))


def _plain(value: Any) -> Any:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, date | datetime):
        return value.isoformat()
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return str(value).casefold()
