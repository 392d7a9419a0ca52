"""What says in words of which year a day is: "volgend jaar op 14 maart", "3 July last year"."""

from __future__ import annotations

import re
from functools import cache

from assistant.dialogue import lexicon

Patterns = dict[int, re.Pattern[str]]


def said_after(text: str, place: int) -> tuple[int, int] | None:
    """How many years on the words that begin at a place put what stands before it.

    Returns:
        The years on from now (-1 is last year), and where the words end; None where none stand.
    """
    for years, pattern in _after().items():
        match = pattern.match(text, place)
        if match:
            return years, match.end()
    return None


def said_before(text: str, place: int) -> int | None:
    """How many years on the words that end at a place put what follows; None where none stand."""
    return next((n for n, pattern in _before().items() if pattern.search(text[:place])), None)


@cache
def _after() -> Patterns:
    return {
        years: re.compile(rf",?\s+(?:van\s+|of\s+|de\s+)?(?:{words})(?!\w)")
        for years, words in _words().items()
    }


@cache
def _before() -> Patterns:
    return {
        years: re.compile(rf"(?<!\w)(?:{words}),?\s+(?:op\s+|on\s+|le\s+)?$")
        for years, words in _words().items()
    }


def _words() -> dict[int, str]:
    lists = lexicon.data("dates")["of_year"]
    return {int(years): "|".join(words) for years, words in lists.items()}
