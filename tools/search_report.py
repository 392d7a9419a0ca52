"""The search for a workplace in words: steps, assumptions, warnings (omzendbrief 7.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.calendar import school_year_of
from tools.day_table import calendar_assumptions, day_table, exception_warnings, skipped_steps
from tools.result import Finding
from tools.search_inputs import (
    absent_days,
    absent_days_off,
    lengthening_days,
    overlapping_days,
    recognition_end,
    recognition_pending,
)
from tools.wording import Message, message
from tools.workplace_search import SearchPeriod, search_period

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.arguments import WorkplaceSearchArguments

Rows = list[dict[str, object]]


def workplace_search(arguments: WorkplaceSearchArguments) -> Finding:
    """Return the last day to find a workplace, the days granted, counted and left, day by day.

    Raises:
        InvalidInputError: the inputs do not fit each other or the school calendar.
    """
    period = search_period(arguments)
    rows = _rows(arguments, period)
    return Finding(
        value=_value(arguments, period, rows),
        steps=tuple(_steps(arguments, period, rows)),
        assumptions=tuple(_assumptions(arguments, period)),
        warnings=tuple(_warnings(arguments, period)),
        provisions=tuple(_provisions(arguments, period)),
    )


def _rows(arguments: WorkplaceSearchArguments, period: SearchPeriod) -> Rows:
    if period.last_day is None:
        return []
    return day_table(
        arguments.first_attended_on,
        period.last_day,
        arguments.local_days_off,
        numbered_from=arguments.days_used + 1,
        lengthens=lengthening_days(arguments),
    )


def _value(
    arguments: WorkplaceSearchArguments, period: SearchPeriod, rows: Rows
) -> dict[str, object]:
    on, counted = arguments.on, period.counted(arguments.on)
    return {
        "kind": arguments.kind,
        "date": period.last_day,
        "passed": _passed(arguments, period),
        "first_day": arguments.first_attended_on,
        "last_day": period.last_day,
        "days_granted": period.granted,
        "days_counted": counted,
        "days_left": period.granted - counted,
        "as_of": on,
        "made_of": {
            "base": period.base,
            "justified_absence": period.absence,
            "recognition": period.recognition,
            "extension": period.extension,
            "used_before": period.used,
        },
        "ends_with_school_year": not period.complete,
        "provisional": recognition_pending(arguments),
        "days": rows,
    }


def _passed(arguments: WorkplaceSearchArguments, period: SearchPeriod) -> bool | None:
    if arguments.on is None:
        return None
    return period.last_day is None or arguments.on > period.last_day


def _steps(
    arguments: WorkplaceSearchArguments, period: SearchPeriod, rows: Rows
) -> Iterator[Message]:
    yield message("search.base", days=period.base)
    yield message("search.first_day", first=arguments.first_attended_on)
    for situation in ("absence", "recognition", "extension", "used"):
        days = getattr(period, situation)
        if days:
            yield message(f"search.{situation}", days=days)
    yield message("search.granted", days=period.granted, left=period.granted - period.used)
    yield from skipped_steps(rows)
    if period.last_day:
        yield message("search.last_day", last=period.last_day)
    if arguments.on:
        counted = period.counted(arguments.on)
        left = period.granted - counted
        yield message("search.as_of", on=arguments.on, counted=counted, left=left)


def _assumptions(arguments: WorkplaceSearchArguments, period: SearchPeriod) -> Iterator[Message]:
    yield message("search.assumed_day_one")
    yield message("search.full_time")
    yield from calendar_assumptions(arguments.local_days_off)
    if period.absence:
        yield message("search.assumed_justified")
    if isinstance(arguments.justified_absence_days, int) and period.absence:
        yield message("search.assumed_absence")
    if arguments.recognition_from:
        yield message("search.assumed_recognition")
    if period.used:
        yield message("search.assumed_used", first=arguments.first_attended_on)


def _warnings(arguments: WorkplaceSearchArguments, period: SearchPeriod) -> Iterator[Message]:
    if recognition_pending(arguments):
        yield message("search.pending", on=recognition_end(arguments))
    if arguments.recognition_from and not period.recognition:
        yield message("search.recognition_without_days")
    for day in overlapping_days(arguments):
        yield message("search.overlap", day=day)
    for day in absent_days_off(arguments):
        yield message("search.absent_on_day_off", day=day)
    for day in absent_days(arguments):
        if period.last_day and day > period.last_day:
            yield message("search.absent_after_end", day=day)
    if not period.complete:
        year = school_year_of(arguments.first_attended_on)
        yield message("search.school_year_ends", year=year.name, days=period.base)
    if _passed(arguments, period) or not period.days:
        yield message("search.over")
    if period.last_day:
        yield from exception_warnings(arguments.first_attended_on, period.last_day)


def _provisions(arguments: WorkplaceSearchArguments, period: SearchPeriod) -> Iterator[str]:
    yield from ("search_period", "search_start")
    for situation in ("absence", "recognition", "extension", "used"):
        if getattr(period, situation):
            yield f"search_{situation}"
    if period.absence:
        yield "intake_is_justified"
    if arguments.recognition_from:
        yield "search_recognition_applied"
    if not period.complete:
        yield "search_new_year"
    yield from ("search_over", "training_day", "full_time_at_school", "school_holidays_followed")
