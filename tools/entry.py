"""Until when a pupil may enter by right (omzendbrief 5).

"Een instap in een duale opleiding kan van rechtswege tot en met de eerste lesdag van november […].
Na de eerste lesdag van november kan een instap in duaal leren ook nog maar moet deze verlopen via
een toelatingsklassenraad."
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.calendar import SchoolYear, first_school_day
from tools.day_table import calendar_assumptions, day_table, exception_warnings, skipped_steps
from tools.parameter_files import rule
from tools.result import Finding
from tools.wording import message

if TYPE_CHECKING:
    from tools.arguments import EntryByRightArguments


def entry_by_right(arguments: EntryByRightArguments) -> Finding:
    """Return the first school day of November: the last day to enter by right."""
    local, on = arguments.local_days_off, arguments.on
    year = SchoolYear.named(arguments.school_year)
    month_begins = year.day(month=rule("entry_by_right")["month"], day=1)
    last = first_school_day(month_begins.year, month_begins.month, local)
    return Finding(
        value={
            "kind": arguments.kind,
            "date": last,
            "passed": None if on is None else on > last,
            "school_year": year.name,
            "by_right_until": last,
            "after_that": "toelatingsklassenraad",
        },
        steps=(
            message("entry.rule"),
            *skipped_steps(day_table(month_begins, last, local)),
            message("entry.last_day", last=last, year=year.name),
            message("entry.after", last=last),
        ),
        assumptions=calendar_assumptions(local),
        warnings=exception_warnings(month_begins, last),
        provisions=("entry_by_right", "entry_after"),
    )
