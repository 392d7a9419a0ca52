"""The day-by-day table of a counted term: which days count, and why the others do not."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from tools.calendar import SATURDAY, day_off_reason, days_from, exceptions_of, school_year_of
from tools.wording import Message, message

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


def day_table(
    first: date,
    last: date,
    local_days_off: Collection[date],
    *,
    numbered_from: int = 1,
    lengthens: Mapping[date, str] | None = None,
) -> list[dict[str, object]]:
    """Return a row for every calendar day from `first` to `last`.

    A row holds `date`, `counted`, `number` (of the opleidingsdag), `reason` and `reason_text` (why
    it does not count), `lengthens` (the situation for which the day lengthens the term).
    """
    rows: list[dict[str, object]] = []
    number = numbered_from
    for day in days_from(first, last):
        off = day_off_reason(day, local_days_off)
        rows.append(
            {
                "date": day,
                "counted": off is None,
                "number": number if off is None else None,
                "reason": off.reason if off else None,
                "reason_text": off.text if off else None,
                "lengthens": (lengthens or {}).get(day) if off is None else None,
            }
        )
        number += off is None
    return rows


def skipped_steps(rows: Sequence[Mapping[str, object]]) -> tuple[Message, ...]:
    """Return a step for every run of days off in the table, weekends left out."""
    off = [row for row in rows if row["reason"] and not _only_weekend(row)]
    runs = [list(run) for _, run in groupby(off, key=lambda row: row["reason_text"])]
    return tuple(
        message("days.skipped_day", name=run[0]["reason_text"], first=run[0]["date"])
        if len(run) == 1
        else message(
            "days.skipped_days",
            name=run[0]["reason_text"],
            first=run[0]["date"],
            last=run[-1]["date"],
        )
        for run in runs
    )


def _only_weekend(row: Mapping[str, object]) -> bool:
    """Return whether a day is off as a weekend only, or as a public holiday that falls in one."""
    day = row["date"]
    weekend = isinstance(day, date) and day.weekday() >= SATURDAY
    return weekend and row["reason"] != "school_holiday"


def calendar_assumptions(local_days_off: Collection[date]) -> tuple[Message, ...]:
    """Return what the count takes for granted about school days."""
    given = message("days.local_given", number=len(local_days_off))
    own = given if local_days_off else message("days.local_none")
    return (message("days.lesson_days"), own, message("calendar.rules"))


def exception_warnings(first: date, last: date) -> tuple[Message, ...]:
    """Warn when the days counted touch a year whose calendar left the rules."""
    years = dict.fromkeys((school_year_of(first), school_year_of(last)))
    left_the_rule = [item for year in years for item in exceptions_of(year)]
    return tuple(message("days.exception", last=item["last"]) for item in left_the_rule)
