"""Until when a pupil may look for a workplace (omzendbrief 7.1).

"een leerling [heeft] per schooljaar een periode van 20 opleidingsdagen om een overeenkomst met een
werkplek af te sluiten. Deze termijn begint te tellen vanaf de eerste lesbijwoning". It is longer by
1. justified absence: "wordt de periode verlengd met de duur van de gewettigde afwezigheid";
2. a recognition that was applied for: "verlengd met het aantal opleidingsdagen dat in beslag wordt
   genomen door de erkenning";
3. "per schooljaar eenmalig een nieuwe periode" of 20 days, 40 in BuSO OV3 and OV4.
"Als een leerling tijdens het schooljaar zijn werkplek verliest, moet nagegaan worden hoeveel dagen
er nog resteren"; "Bij de start van een nieuw schooljaar wordt opnieuw een nieuwe periode van 20
opleidingsdagen toegekend."
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.calendar import days_from, is_training_day, school_year_of
from tools.errors import InvalidInputError
from tools.parameter_files import rule
from tools.search_inputs import check, lengthening_days
from tools.wording import message

if TYPE_CHECKING:
    from datetime import date

    from tools.arguments import WorkplaceSearchArguments


@dataclass(frozen=True)
class SearchPeriod:
    """The period in opleidingsdagen: what it is made of, and the days it runs over.

    `days` are the opleidingsdagen from the first to the last; `complete` is False when the school
    year ends before the period does.
    """

    base: int
    extension: int
    absence: int
    recognition: int
    used: int
    days: tuple[date, ...]
    complete: bool

    @property
    def granted(self) -> int:
        """All opleidingsdagen of this school year, those used before included."""
        return self.base + self.extension + self.absence + self.recognition

    @property
    def last_day(self) -> date | None:
        """The last day to conclude an overeenkomst; None when no day is left."""
        return self.days[-1] if self.days else None

    def counted(self, on: date | None) -> int:
        """Opleidingsdagen that are over by the end of `on`, those used before included."""
        return self.used + sum(1 for day in self.days if on is not None and day <= on)


def search_period(arguments: WorkplaceSearchArguments) -> SearchPeriod:
    """Return the period of omzendbrief 7.1.

    Raises:
        InvalidInputError: the inputs do not fit each other or the school calendar.
    """
    check(arguments)
    base, extension = rule("workplace_search")["days"], _extension(arguments)
    lengthening = lengthening_days(arguments)
    before = [why for day, why in lengthening.items() if day < arguments.first_attended_on]
    absence = _absence_by_number(arguments)
    to_run = _left(base + extension + absence + len(before), arguments.days_used)
    days = _run(arguments, to_run, lengthening)
    reached = [lengthening[day] for day in days if day in lengthening]
    return SearchPeriod(
        base=base,
        extension=extension,
        absence=absence + (before + reached).count("justified_absence"),
        recognition=(before + reached).count("recognition"),
        used=arguments.days_used,
        days=days,
        complete=len(days) == to_run + len(reached),
    )


def _absence_by_number(arguments: WorkplaceSearchArguments) -> int:
    """Situation 1, where only the number of days is given."""
    absence = arguments.justified_absence_days
    return absence if isinstance(absence, int) else 0


def _extension(arguments: WorkplaceSearchArguments) -> int:
    """Situation 3: a new period by the trajectbegeleider, once a school year."""
    days: int = rule("workplace_search")["extension"][arguments.provider]
    return days if arguments.extension_granted else 0


def _left(granted: int, used: int) -> int:
    """Return the days that remain after a loss of the workplace."""
    if used > granted:
        limit = message("allowed.whole", minimum=0, maximum=granted)
        raise InvalidInputError("days_used", used, limit)
    return granted - used


def _run(
    arguments: WorkplaceSearchArguments, to_run: int, lengthening: dict[date, str]
) -> tuple[date, ...]:
    """Return the opleidingsdagen of the period; a day that lengthens it adds one more."""
    first = arguments.first_attended_on
    year_end = school_year_of(first).last_day
    days: list[date] = []
    for day in days_from(first, year_end):
        if not to_run:
            break
        if is_training_day(day, arguments.local_days_off):
            days.append(day)
            to_run -= day not in lengthening
    return tuple(days)
