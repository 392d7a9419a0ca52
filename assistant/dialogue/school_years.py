"""School years and calendar years as people name them."""

from __future__ import annotations

import re
from datetime import date

from assistant.dialogue import lexicon
from assistant.dialogue.calendar_days import HOLIDAYS
from assistant.dialogue.mention import Mention
from tools.calendar import SchoolYear, school_holidays, school_year_of

_NAMED = re.compile(r"(?<!\d)(20\d\d)\s?[-/–]\s?(?:20)?(\d\d)(?!\d)")
_SHORT = re.compile(
    r"(?:schooljaar|school year|annee scolaire|sj\.?)\s(\d\d)\s?[-/–]\s?(\d\d)(?!\d)"
)
_YEAR = re.compile(r"(?<![\d/.,-])(20[1-4]\d)(?![\d/.,-]\d)")
_RELATIVE = (("school_year_after_next", 2), ("next_school_year", 1), ("this_school_year", 0))
_SCHOOL_YEAR_STARTS, _CENTURY, _BESIDE = 9, 2000, 16
_LATE = ("krokus", "easter", "summer")


def named(text: str, on: date) -> tuple[str, str] | None:
    """The school year that plain text names, and the words that do; None where it names none."""
    match = _NAMED.search(text)
    if match and int(match[2]) == (int(match[1]) + 1) % 100:
        return SchoolYear(int(match[1])).name, match.group()
    short = _SHORT.search(text)
    if short and int(short[2]) == int(short[1]) + 1:
        return SchoolYear(_CENTURY + int(short[1])).name, short.group()
    for concept, shift in _RELATIVE:
        found = lexicon.pattern(concept).search(text)
        if found:
            return current(on).shifted(shift).name, found.group()
    return None


def all_named(text: str) -> list[str]:
    """Every school year that plain text names in figures."""
    found = _NAMED.finditer(text)
    return [SchoolYear(int(m[1])).name for m in found if int(m[2]) == (int(m[1]) + 1) % 100]


def current(on: date) -> SchoolYear:
    """The school year of a day; the summer still belongs to the one before."""
    return school_year_of(on)


def starting(text: str, days: tuple[Mention, ...]) -> tuple[str, str] | None:
    """The school year that starts in the year or month named: "september 2028", "in 2028"."""
    for mention in days:
        year = mention.day.year if mention.day and not mention.assumed else mention.year
        month = mention.day.month if mention.day else mention.month
        if year and month == _SCHOOL_YEAR_STARTS:
            return SchoolYear(year).name, text[mention.start : mention.end]
    match = _YEAR.search(text)
    if match and not days:
        return SchoolYear(int(match[1])).name, match.group()
    return None


def holding(text: str, days: tuple[Mention, ...]) -> tuple[str, str] | None:
    """The school year that holds the day named, such as 1 October 2026.

    A day that only dates a year before ("last year, on 1 October 2025") is not the one meant.
    """
    for mention in days:
        if mention.day and not mention.assumed and not dates_a_year_before(text, mention):
            return school_year_of(mention.day).name, text[mention.start : mention.end]
    return None


def dates_a_year_before(text: str, mention: Mention) -> bool:
    """Whether "last year" stands just before a day or is part of it."""
    near = text[max(mention.start - _BESIDE, 0) : mention.end]
    return lexicon.has("last_school_year", near)


def of_holiday(text: str, on: date) -> tuple[str, str, bool] | None:
    """The school year of the holiday asked about, the words, and whether it was assumed."""
    match = _YEAR.search(text)
    if match and lexicon.has("spring_day_off", text):
        return SchoolYear(int(match[1]) - 1).name, match.group(), False
    name = next((n for n in HOLIDAYS if lexicon.has(f"{n}_holiday", text)), None)
    if name is None:
        return None
    if match:
        return SchoolYear(int(match[1]) - (name in _LATE)).name, match.group(), False
    return _coming(name, on).name, "", True


def _coming(name: str, on: date) -> SchoolYear:
    """The school year of the next time a holiday comes, seen from `on`."""
    year = current(on)
    passed = any(h.name == name and h.last < on for h in school_holidays(year))
    return year.shifted(1) if passed else year
