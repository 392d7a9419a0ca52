"""The calendar of a school year: school holidays, other days off, first and last school day.

"In duaal leren wordt de schoolvakantieregeling gevolgd" (omzendbrief 2); the attendance register
runs "van 1 september tot en met 30 juni" (omzendbrief 11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.calendar import (
    SATURDAY,
    Holiday,
    SchoolYear,
    days_off,
    first_school_day,
    school_holidays,
    training_days_between,
)
from tools.day_table import exception_warnings
from tools.parameter_files import rule
from tools.result import Finding
from tools.wording import Message, message

if TYPE_CHECKING:
    from tools.arguments import SchoolCalendarArguments


def school_calendar(arguments: SchoolCalendarArguments) -> Finding:
    """Return the school holidays and days off of a school year."""
    year = SchoolYear.named(arguments.school_year)
    first = first_school_day(year.start, year.first_day.month)
    school_days = training_days_between(first, year.day(**rule("attendance")["last"]))
    holidays = school_holidays(year)
    return Finding(
        value={
            "kind": arguments.kind,
            "date": first,
            "school_year": year.name,
            "first_school_day": first,
            "last_school_day": school_days[-1],
            "opleidingsdagen": len(school_days),
            "holidays": [_row(holiday) for holiday in holidays],
            "days_off": _single_days_off(year),
        },
        steps=(
            message("calendar.school_days", first=first, last=school_days[-1]),
            *(_step(holiday) for holiday in holidays),
            *_single_day_steps(year),
        ),
        assumptions=(message("calendar.rules"), message("days.local_none")),
        warnings=exception_warnings(year.first_day, year.last_day),
        provisions=("school_holidays_followed", "attendance_register"),
    )


def _row(holiday: Holiday) -> dict[str, object]:
    return {
        "name": holiday.name,
        "text": message(f"days_off.{holiday.name}"),
        "first": holiday.first,
        "last": holiday.last,
    }


def _single_days_off(year: SchoolYear) -> list[dict[str, object]]:
    """Return the public holidays and the bridge day that fall on a school day otherwise."""
    return [
        {"date": day, "reason": off.reason, "name": off.name, "text": off.text}
        for day, off in sorted(days_off(year).items())
        if off.reason != "school_holiday"
        and year.first_day <= day <= year.last_day
        and day.weekday() < SATURDAY
    ]


def _step(holiday: Holiday) -> Message:
    name = message(f"days_off.{holiday.name}")
    return message("calendar.holiday", name=name, first=holiday.first, last=holiday.last)


def _single_day_steps(year: SchoolYear) -> tuple[Message, ...]:
    return tuple(
        message("calendar.day_off", name=row["text"], day=row["date"])
        for row in _single_days_off(year)
    )
