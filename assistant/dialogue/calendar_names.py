"""The names of months and days of the week, and the words that go with them, as plain text."""

from __future__ import annotations

from functools import cache

from assistant.dialogue import lexicon


@cache
def calendar_names() -> frozenset[str]:
    """The names of months and days of the week."""
    return frozenset(months()) | frozenset(weekdays())


@cache
def weekdays() -> dict[str, int]:
    """The days of the week by name, Monday 0."""
    lists = lexicon.data("dates")["weekdays"].values()
    return {name: place for one in lists for place, name in enumerate(one)}


@cache
def months() -> dict[str, int]:
    """The months by name, January 1."""
    lists = lexicon.data("dates")["months"].values()
    return {name: place for one in lists for place, name in enumerate(one, start=1)}


@cache
def any_of(name: str) -> str:
    """The words of a list of `lexicon/dates.yaml`, in all languages, as a regular expression."""
    lists = lexicon.data("dates")[name].values()
    return "|".join(sorted((e for one in lists for e in one), key=len, reverse=True))
