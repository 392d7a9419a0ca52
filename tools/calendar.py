"""The Flemish school year: school holidays by rule, public holidays, opleidingsdagen.

Legal source: the school holidays of the Flemish Community. The calendars it published for
2018-2019 to 2025-2026 and 2027-2028 match the rules below; the one exception, autumn 2020, stands
in parameters/calendar.yaml. Belgian public holidays come from the library `holidays`.
11 July and 27 September are no days off for Flemish schools by rule.

An opleidingsdag is "elke kalenderdag waarop opleiding onder de vorm van lessen of ermee
gelijkgestelde activiteiten […] of opleiding op de werkplek wordt georganiseerd" (omzendbrief 2).
A pupil without a workplace is full-time at school (omzendbrief 7.1, 11), so here it is a Monday to
Friday that is no school holiday, no public holiday and no day off of the school itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

import holidays

from tools.errors import InvalidInputError, NotCoveredError
from tools.parameter_files import load_yaml, rule
from tools.wording import Message, message

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
MONDAY, SATURDAY, SUNDAY = 0, 5, 6


@dataclass(frozen=True, order=True)
class SchoolYear:
    """A school year, from 1 September of `start` to 31 August of the year after."""

    start: int

    @classmethod
    def named(cls, name: str) -> SchoolYear:
        """Return the school year written as "2026-2027".

        Raises:
            ValueError: the name is not written so, or lies outside the computed years.
        """
        match = re.fullmatch(r"(\d{4})-(\d{4})", name, re.ASCII)
        years = rule("calendar")
        if not match or int(match[2]) != int(match[1]) + 1:
            raise ValueError(name)
        if not years["first_year"] <= int(match[1]) <= years["last_year"]:
            raise ValueError(name)
        return cls(int(match[1]))

    @property
    def name(self) -> str:
        """The school year as "2026-2027"."""
        return f"{self.start}-{self.start + 1}"

    @property
    def first_day(self) -> date:
        """1 September."""
        return date(self.start, 9, 1)

    @property
    def last_day(self) -> date:
        """31 August."""
        return date(self.start + 1, 8, 31)

    def day(self, month: int, day: int) -> date:
        """Return the day with this month and day that falls in the school year."""
        return date(self.start if month >= self.first_day.month else self.start + 1, month, day)

    def shifted(self, years: int) -> SchoolYear:
        """Return the school year `years` later."""
        return SchoolYear(self.start + years)


@dataclass(frozen=True)
class Holiday:
    """A school holiday of whole days, `first` and `last` included."""

    name: str
    first: date
    last: date


@dataclass(frozen=True)
class DayOff:
    """Why a day is no opleidingsdag: a reason key, and the name of the holiday if it has one."""

    reason: str
    name: str

    @property
    def text(self) -> Message:
        """The reason in words."""
        return message(f"days_off.{self.name}")


def school_year_of(day: date) -> SchoolYear:
    """Return the school year in which `day` falls; July and August close a school year."""
    return SchoolYear(day.year if day.month >= 9 else day.year - 1)


def school_holidays(year: SchoolYear) -> tuple[Holiday, ...]:
    """Return the five school holidays of `year`, in order, by the rules of the Flemish Community.

    Raises:
        NotCoveredError: `year` is not computed.
    """
    covered = rule("calendar")
    if not covered["first_year"] - 1 <= year.start <= covered["last_year"]:
        raise NotCoveredError(message("errors.calendar_range", **covered))
    spring = year.start + 1
    by_rule = (
        _weeks("autumn", 1, _autumn(year.start)),
        _weeks("christmas", 2, _christmas(year.start)),
        _weeks("krokus", 1, _easter(spring) + DAY - 7 * WEEK),
        _weeks("easter", 2, _easter_break(_easter(spring))),
        Holiday("summer", date(spring, 7, 1), date(spring, 8, 31)),
    )
    return tuple(_with_exception(holiday, year) for holiday in by_rule)


def _autumn(year: int) -> date:
    """One week from the Monday of the week of 1 November; the day after if that is a Sunday."""
    first = date(year, 11, 1)
    return first + DAY if first.weekday() == SUNDAY else _monday_of(first)


def _christmas(year: int) -> date:
    """Two weeks from the Monday of the week of 25 December; the Monday after if in a weekend."""
    christmas = date(year, 12, 25)
    return _monday_of(christmas) + (WEEK if christmas.weekday() >= SATURDAY else 0 * DAY)


def _easter_break(easter: date) -> date:
    """Two weeks from the first Monday of April, unless Easter falls in March or after 15 April."""
    if easter.month == 3:
        return easter + DAY
    if easter > date(easter.year, 4, 15):
        return easter + DAY - 2 * WEEK
    return _monday_of(date(easter.year, 4, 7))


def _monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weeks(name: str, weeks: int, monday: date) -> Holiday:
    return Holiday(name, monday, monday + weeks * WEEK - DAY)


def exceptions_of(year: SchoolYear) -> list[dict[str, object]]:
    """Return the known departures from the rules in `year`."""
    known: list[dict[str, object]] = load_yaml("parameters/calendar.yaml")["exceptions"]
    return [item for item in known if item["school_year"] == year.name]


def _with_exception(holiday: Holiday, year: SchoolYear) -> Holiday:
    for item in exceptions_of(year):
        if item["holiday"] == holiday.name and isinstance(item["last"], date):
            return Holiday(holiday.name, holiday.first, item["last"])
    return holiday


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """Return the Belgian public holidays of a calendar year, by day, with our key for each."""
    keys = load_yaml("parameters/calendar.yaml")["public_holidays"]
    found = holidays.country_holidays("BE", years=year, language="en_US")
    return {day: keys[name] for day, name in sorted(found.items())}


def _easter(year: int) -> date:
    return next(day for day, key in public_holidays(year).items() if key == "easter_sunday")


@cache
def days_off(year: SchoolYear) -> Mapping[date, DayOff]:
    """Return every day off of a school year but weekends, with the reason."""
    found: dict[date, DayOff] = {}
    for calendar_year in (year.start, year.start + 1):
        for day, name in public_holidays(calendar_year).items():
            found[day] = DayOff("public_holiday", name)
            if name == "ascension":
                found[day + DAY] = DayOff("bridge_day", "day_after_ascension")
    for holiday in school_holidays(year):
        for day in days_from(holiday.first, holiday.last):
            found[day] = DayOff("school_holiday", holiday.name)
    return found


def day_off_reason(day: date, local_days_off: Collection[date] = ()) -> DayOff | None:
    """Return why `day` is no opleidingsdag; None when it is one."""
    known = days_off(school_year_of(day)).get(day)
    if known:
        return known
    if day.weekday() >= SATURDAY:
        return DayOff("weekend", "weekend")
    return DayOff("local_day_off", "local_day_off") if day in local_days_off else None


def is_training_day(day: date, local_days_off: Collection[date] = ()) -> bool:
    """Return whether `day` is an opleidingsdag for a pupil who is full-time at school."""
    return day_off_reason(day, local_days_off) is None


def days_from(first: date, last: date) -> Iterator[date]:
    """Yield every calendar day from `first` to `last`, both included."""
    return (first + number * DAY for number in range((last - first).days + 1))


def training_days_between(
    first: date, last: date, local_days_off: Collection[date] = ()
) -> tuple[date, ...]:
    """Return the opleidingsdagen from `first` to `last`, both included."""
    return tuple(day for day in days_from(first, last) if is_training_day(day, local_days_off))


def next_training_day(day: date, local_days_off: Collection[date] = ()) -> date:
    """Return `day` itself if it is an opleidingsdag, else the first one after it."""
    while not is_training_day(day, local_days_off):
        day += DAY
    return day


def add_training_days(start: date, number: int, local_days_off: Collection[date] = ()) -> date:
    """Return the last of `number` opleidingsdagen, with `start` (or the first after it) as day 1.

    Raises:
        InvalidInputError: `number` is below 1.
    """
    if number < 1:
        raise InvalidInputError("number", number, message("allowed.at_least", minimum=1))
    day = next_training_day(start, local_days_off)
    for _ in range(number - 1):
        day = next_training_day(day + DAY, local_days_off)
    return day


def first_school_day(year: int, month: int, local_days_off: Collection[date] = ()) -> date:
    """Return the first opleidingsdag of a month of a calendar year; in summer, of September."""
    return next_training_day(date(year, month, 1), local_days_off)
