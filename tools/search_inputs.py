"""The days that lengthen the search for a workplace, and the inputs that contradict each other.

Omzendbrief 7.1, situations 1 and 2: a day counts for the length of an absence or of a recognition
only when it is an opleidingsdag. A day that is both lengthens the period once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from tools.calendar import day_off_reason, school_year_of, training_days_between
from tools.errors import InvalidInputError
from tools.wording import message

if TYPE_CHECKING:
    from datetime import date

    from tools.arguments import WorkplaceSearchArguments


def check(arguments: WorkplaceSearchArguments) -> None:
    """Refuse inputs that contradict each other or the school calendar.

    Raises:
        InvalidInputError: names the first input that does not fit.
    """
    _check_first_day(arguments)
    _check_recognition(arguments)
    _check_absence(arguments)


def _check_first_day(arguments: WorkplaceSearchArguments) -> None:
    first = arguments.first_attended_on
    off = day_off_reason(first, arguments.local_days_off)
    if off:
        school_day = message("allowed.school_day", name=off.text)
        raise InvalidInputError("first_attended_on", first.isoformat(), school_day)


def _check_recognition(arguments: WorkplaceSearchArguments) -> None:
    """Ask for the application: no recognition counts that was not applied for (omzendbrief 7.1)."""
    begin, end = arguments.recognition_from, recognition_end(arguments)
    if begin is None and end is None:
        return
    if begin is None:
        _ask("recognition_from")
    elif end is None:
        _ask("recognition_until")
    elif end < begin:
        limit = message("allowed.until_day", last=end)
        raise InvalidInputError("recognition_from", begin.isoformat(), limit)


def _ask(field: str) -> NoReturn:
    raise InvalidInputError(field, None, message(f"fields.{field}"), missing=(field,))


def recognition_end(arguments: WorkplaceSearchArguments) -> date | None:
    """Return the end of the recognition; `on` while it is pending."""
    if arguments.recognition_until or not arguments.recognition_from:
        return arguments.recognition_until
    return arguments.on


def recognition_pending(arguments: WorkplaceSearchArguments) -> bool:
    """Return whether the recognition was applied for and has no end yet."""
    return bool(arguments.recognition_from) and not arguments.recognition_until


def _check_absence(arguments: WorkplaceSearchArguments) -> None:
    """Refuse absence in another school year, or before the search began."""
    begin, end = _search_from(arguments), school_year_of(arguments.first_attended_on).last_day
    outside = [day for day in absent_days(arguments) if not begin <= day <= end]
    if outside:
        limit = message("allowed.between_days", first=begin, last=end)
        raise InvalidInputError("justified_absence_days", outside[0].isoformat(), limit)


def _search_from(arguments: WorkplaceSearchArguments) -> date:
    """Return the day from which a day can lengthen: earlier this school year if days were used."""
    first = arguments.first_attended_on
    return school_year_of(first).first_day if arguments.days_used else first


def absent_days(arguments: WorkplaceSearchArguments) -> tuple[date, ...]:
    """Return the days of absence that were given one by one."""
    days = arguments.justified_absence_days
    return days if isinstance(days, tuple) else ()


def lengthening_days(arguments: WorkplaceSearchArguments) -> dict[date, str]:
    """Return the opleidingsdagen that lengthen the period, with the situation they belong to."""
    found = dict.fromkeys(_recognition_days(arguments), "recognition")
    for day in absent_days(arguments):
        if day_off_reason(day, arguments.local_days_off) is None:
            found[day] = "justified_absence"
    return found


def _recognition_days(arguments: WorkplaceSearchArguments) -> tuple[date, ...]:
    begin, end = arguments.recognition_from, recognition_end(arguments)
    if begin is None or end is None:
        return ()
    year_end = school_year_of(arguments.first_attended_on).last_day
    first, last = max(begin, _search_from(arguments)), min(end, year_end)
    return training_days_between(first, last, arguments.local_days_off)


def overlapping_days(arguments: WorkplaceSearchArguments) -> tuple[date, ...]:
    """Return the days that are both absence and recognition."""
    recognition = set(_recognition_days(arguments))
    return tuple(day for day in absent_days(arguments) if day in recognition)


def absent_days_off(arguments: WorkplaceSearchArguments) -> tuple[date, ...]:
    """Return the days of absence that are no opleidingsdag and so lengthen nothing."""
    local = arguments.local_days_off
    return tuple(day for day in absent_days(arguments) if day_off_reason(day, local))
