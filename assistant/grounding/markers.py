"""What a clause negates, obliges, permits or restricts, read from the word lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.grounding.reading import compiled, flat, pattern, table

_GROUPS = (
    "may_after_all", "must_after_all", "exempt", "forbidden", "only", "exception", "universal",
    "should", "must", "may", "lacking", "negation",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Markers:
    """What stands in a clause. A forbidden or exempt clause is negated too."""

    negated: bool = False
    must: bool = False
    may: bool = False
    should: bool = False
    only: bool = False
    exception: bool = False
    universal: bool = False
    exempt: bool = False
    forbidden: bool = False
    lacking: bool = False

    def __or__(self, other: Markers) -> Markers:
        """What stands in the one or the other."""
        return Markers(*(getattr(self, f) or getattr(other, f) for f in self.__slots__))


@cache
def markers_in(text: str, language: str) -> Markers:
    """The markers of a clause; a word that one group takes counts for no later one.

    French "ne doit pas" may exempt or forbid, so it is neither: only negated and must.
    """
    plain = _blotted(flat(text), pattern("markers", "masked", language))[1]
    seen: set[str] = set()
    for group in _GROUPS:
        found, plain = _blotted(plain, pattern("markers", group, language))
        if found:
            seen.add(group)
    negated = bool(seen & {"negation", "forbidden", "exempt"})
    must = bool(seen & {"must", "must_after_all"})
    may = bool(seen & {"may", "may_after_all"})
    plainly = negated and not seen & {"forbidden", "exempt"}
    return Markers(
        negated=negated,
        must=must,
        may=may,
        should="should" in seen,
        only="only" in seen,
        exception="exception" in seen,
        universal="universal" in seen,
        exempt="exempt" in seen or (plainly and must and language != "fr"),
        lacking="lacking" in seen,
        forbidden="forbidden" in seen or (plainly and may),
    )


def contraries_in(text: str) -> frozenset[str]:
    """The names of the opposite notions that the text has one of."""
    plain = flat(text)
    return frozenset(name for name, found in _contrary_patterns().items() if found.search(plain))


@cache
def _contrary_patterns() -> dict[str, re.Pattern[str]]:
    return {name: compiled(words) for name, words in table("markers")["contrary_words"].items()}


def _blotted(plain: str, found: re.Pattern[str]) -> tuple[bool, str]:
    after, times = found.subn(lambda m: "¦" * len(m.group()), plain)
    return times > 0, after
