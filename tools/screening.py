"""By when a pupil in the aanloopfase is screened (omzendbrief 8).

"Een leerling die inschrijft in de aanloopfase moet gescreend worden bij de aanbieder van de
aanloopfase. Deze screening moet binnen de 10 opleidingsdagen gebeuren en bepaalt of de leerling
ingeschreven mag blijven". The text does not say from when: enrolment is assumed, and said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.calendar import (
    add_training_days,
    next_training_day,
    school_year_of,
    training_days_between,
)
from tools.day_table import calendar_assumptions, day_table, exception_warnings, skipped_steps
from tools.parameter_files import rule
from tools.result import Finding
from tools.wording import Message, message

if TYPE_CHECKING:
    from datetime import date

    from tools.arguments import AanloopScreeningArguments


def aanloop_screening(arguments: AanloopScreeningArguments) -> Finding:
    """Return the last day for the screening, with its opleidingsdagen day by day."""
    local = arguments.local_days_off
    first = next_training_day(arguments.enrolled_on, local)
    last = add_training_days(first, rule("aanloop_screening")["days"], local)
    rows = day_table(arguments.enrolled_on, last, local)
    return Finding(
        value={**_value(arguments, first, last), "days": rows},
        steps=(
            message("screening.rule", days=rule("aanloop_screening")["days"]),
            message("screening.first_day", first=first),
            *skipped_steps(rows),
            message("screening.last_day", last=last),
        ),
        assumptions=(message("screening.assumed_start"), *calendar_assumptions(local)),
        warnings=_warnings(first, last),
        provisions=("screening", "training_day", "school_holidays_followed"),
    )


def _value(arguments: AanloopScreeningArguments, first: date, last: date) -> dict[str, object]:
    granted: int = rule("aanloop_screening")["days"]
    on, local = arguments.on, arguments.local_days_off
    counted = len(training_days_between(first, min(on, last), local)) if on else 0
    return {
        "kind": arguments.kind,
        "date": last,
        "passed": None if on is None else on > last,
        "first_day": first,
        "last_day": last,
        "days_granted": granted,
        "days_counted": counted,
        "days_left": granted - counted,
        "as_of": on,
    }


def _warnings(first: date, last: date) -> tuple[Message, ...]:
    crosses = school_year_of(first) != school_year_of(last)
    next_year = (message("screening.next_school_year"),) if crosses else ()
    return (*next_year, *exception_warnings(first, last))
