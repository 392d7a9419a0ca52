"""Days that words place by the school's calendar or by another day.

"De eerste schooldag na de herfstvakantie", "the Monday after Easter break", "le lendemain du 11
novembre". The holidays are those of the Flemish Community (tools.calendar).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from assistant.dialogue import lexicon
from assistant.dialogue.calendar_names import any_of, months, weekdays
from assistant.dialogue.mention import Mention
from assistant.dialogue.said_years import said_after
from tools import NotCoveredError
from tools.calendar import (
    Holiday,
    SchoolYear,
    add_training_days,
    first_school_day,
    is_training_day,
    next_training_day,
    school_holidays,
    school_year_of,
)

HOLIDAYS = ("autumn", "christmas", "krokus", "easter", "summer")
_DAY, _WEEK = timedelta(days=1), 7
_LAST = -1


def by_holiday(text: str, on: date) -> Iterator[Mention]:
    """Days told as so many school days, or a weekday, after or before a school holiday.

    Args:
        text: plain text.
        on: the day asked on; a holiday whose year is not said is that of its school year.

    Yields:
        The days, assumed ones: the words leave the year of the holiday open.
    """
    for match in _near_holiday().finditer(text):
        holiday = _holiday(match, _year_said(text, match.end(), on))
        if holiday is None:
            continue
        day = (
            _weekday_beside(match, holiday)
            if match["weekday"]
            else _school_day_beside(match, holiday)
        )
        if day is not None:
            yield Mention(match.start(), match.end(), day, assumed=True)


def by_month(text: str, on: date) -> Iterator[Mention]:
    """Days, assumed ones, told as the nth school day of a month or of the school year."""
    for match in _of_month().finditer(text):
        year = SchoolYear(int(match["start"])) if match["start"] else school_year_of(on)
        month = months().get(match["month"] or "", year.first_day.month)
        start = year.day(month, 1)
        start = start.replace(year=int(match["year"])) if match["year"] else start
        day = _training_day(first_school_day(start.year, start.month), _place(match["nth"]))
        if day is not None:
            yield Mention(match.start(), match.end(), day, assumed=True)


def after_day(text: str, start: int, day: date) -> tuple[int, date] | None:
    """The day that words just before another day move it to: "de dag na", "the Monday after".

    Args:
        text: plain text.
        start: where the other day's words start.
        day: the other day.

    Returns:
        Where the words start, and the day; None where nothing moves it.
    """
    match = _moves().search(text[:start])
    if match is None:
        return None
    if match["weekday"] is None:
        return match.start(), day + _DAY
    return match.start(), _weekday_after(day, weekdays()[match["weekday"]])


def _holiday(match: re.Match[str], year: SchoolYear) -> Holiday | None:
    name = next(name for name in HOLIDAYS if match[name])
    try:
        return next(h for h in school_holidays(year) if h.name == name)
    except NotCoveredError:
        return None


def _year_said(text: str, end: int, on: date) -> SchoolYear:
    """The school year of a holiday: the one that the words behind it say, else that of `on`."""
    said = said_after(text, end)
    return school_year_of(on).shifted(said[0] if said else 0)


def _school_day_beside(match: re.Match[str], holiday: Holiday) -> date | None:
    place = _place(match["nth"])
    if not match["before"]:
        return None if place == _LAST else _training_day(next_training_day(holiday.last), place)
    day = holiday.first - _DAY
    while not is_training_day(day):
        day -= _DAY
    return day if place == _LAST else None


def _weekday_beside(match: re.Match[str], holiday: Holiday) -> date:
    weekday = weekdays()[match["weekday"]]
    if not match["before"]:
        return _weekday_after(holiday.last, weekday)
    back = (holiday.first.weekday() - weekday - 1) % _WEEK + 1
    return holiday.first - timedelta(days=back)


def _weekday_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday() - 1) % _WEEK + 1)


def _training_day(first: date, place: int) -> date | None:
    return add_training_days(first, place) if place > 0 else None


def _place(word: str | None) -> int:
    """The place in a row that an ordinal names; the first where none stands."""
    names = lexicon.data("dates")
    if word is None:
        return 1
    if word in names["last_of_row"]:
        return _LAST
    found = re.match(r"\d+", word)
    return int(found.group()) if found else int({**names["nth"], **names["ordinals"]}[word])


@cache
def _parts() -> dict[str, str]:
    """The parts of the patterns: ordinals, names, and the words between them."""
    names = lexicon.data("dates")
    ordinals = lexicon.either([*names["nth"], *names["ordinals"], *names["last_of_row"]])
    parts = {
        "nth": rf"(?:{ordinals}|\d{{1,2}}(?:e|er|ste|de|st|nd|rd|th))",
        "weekday": any_of("weekdays"),
        "month": any_of("months"),
    }
    for key in (
        "school_day",
        "after",
        "before",
        "day_after",
        "of_school_year",
        "of_named_school_year",
    ):
        parts[key] = lexicon.either(entry for one in names[key].values() for entry in one)
    return parts


@cache
def _near_holiday() -> re.Pattern[str]:
    part = _parts()
    holidays = "|".join(rf"(?P<{name}>{lexicon.any_of(f'{name}_holiday')})" for name in HOLIDAYS)
    return re.compile(
        rf"(?<!\w)(?:(?:(?P<nth>{part['nth']})\s+)?(?:{part['school_day']})|(?P<weekday>{part['weekday']}))"
        rf",?\s+(?:\w+\s+)?(?:(?:{part['after']})|(?P<before>{part['before']}))"
        rf"\s+(?:[\w']+\s+){{0,2}}?(?:{holidays})(?!\w)"
    )


@cache
def _of_month() -> re.Pattern[str]:
    part = _parts()
    return re.compile(
        rf"(?<!\w)(?P<nth>{part['nth']})\s+(?:{part['school_day']})\s+"
        rf"(?:(?:van|in|de|d'|of|en)\s+(?P<month>{part['month']})(?:\s+(?P<year>20\d\d))?"
        rf"|(?:{part['of_named_school_year']})(?P<start>20\d\d)\s?[-/]\s?(?:20)?\d\d"
        rf"|(?:{part['of_school_year']}))(?!\w)"
    )


@cache
def _moves() -> re.Pattern[str]:
    part = _parts()
    return re.compile(
        rf"(?<!\w)(?:{part['day_after']}|(?P<weekday>{part['weekday']}),?\s+(?:\w+\s+)?(?:{part['after']}))"
        r"\s*(?:(?:de|le|the)\s+)?$"
    )
