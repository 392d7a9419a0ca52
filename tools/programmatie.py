"""When to apply for a new dual programme, and when the decision comes (omzendbrief 3.1, ROF A1).

"Programmatieaanvragen moeten ingediend worden tegen 30 november van het voorafgaande schooljaar
waarna de beslissing volgt tegen 31 maart." It starts "vanaf 1 september van het daaropvolgende
schooljaar". The ROF page has another day for the decision, "ten laatste 4 maanden na de aanvraag",
and one step more: in Brussels the ROF must know of the application first.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from tools.calendar import SchoolYear
from tools.parameter_files import rule
from tools.result import Finding, quoted
from tools.wording import Message, message

if TYPE_CHECKING:
    from tools.arguments import ProgrammatieArguments

PROVISIONS = (
    "programmatie_apply_by",
    "programmatie_start",
    "programmatie_apply_by_rof",
    "programmatie_rof_known",
    "programmatie_decision_rof",
    "programmatie_site",
)


@dataclass(frozen=True)
class Dates:
    """The days of one application."""

    apply_by: date
    decision_by: date
    decision_by_rof: date
    starts_on: date


def dates_of(year: SchoolYear, submitted: date | None) -> Dates:
    """Return the days for a start in `year`; the ROF page counts from the application."""
    figures, apply_by = rule("programmatie"), apply_by_for(year)
    return Dates(
        apply_by=apply_by,
        decision_by=year.shifted(-1).day(**figures["decision_by"]),
        decision_by_rof=months_later(submitted or apply_by, figures["decision_months_rof"]),
        starts_on=year.day(**figures["start"]),
    )


def programmatie(arguments: ProgrammatieArguments) -> Finding:
    """Return the last day to apply for a start in a school year, and both days of decision."""
    year, submitted = SchoolYear.named(arguments.start_school_year), arguments.submitted_on
    dates = dates_of(year, submitted)
    return Finding(
        value={
            "kind": arguments.kind,
            "date": dates.apply_by,
            "passed": None if arguments.on is None else arguments.on > dates.apply_by,
            "start_school_year": year.name,
            **asdict(dates),
            "submitted_on": submitted,
            "submitted_in_time": None if submitted is None else submitted <= dates.apply_by,
        },
        steps=_steps(year, dates, submitted),
        warnings=_warnings(submitted, dates.apply_by),
        provisions=PROVISIONS,
    )


def _steps(year: SchoolYear, dates: Dates, submitted: date | None) -> tuple[Message, ...]:
    rof = "programmatie.decision_rof" if submitted else "programmatie.decision_rof_latest"
    return (
        message("programmatie.apply_by", year=year.name, apply_by=dates.apply_by),
        message("programmatie.rof_first"),
        message("programmatie.decision", decision_by=dates.decision_by),
        message(rof, decision_by=dates.decision_by_rof),
        message("programmatie.start", starts_on=dates.starts_on),
    )


def apply_by_for(year: SchoolYear) -> date:
    """Return the last day to apply for a start in `year` (omzendbrief 3.1)."""
    return year.shifted(-1).day(**rule("programmatie")["apply_by"])


def months_later(day: date, months: int) -> date:
    """Return the day `months` later, or the last day of that month if it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _warnings(submitted: date | None, apply_by: date) -> tuple[Message, ...]:
    quotes = {
        "circular": quoted("programmatie_apply_by"),
        "rof": quoted("programmatie_decision_rof"),
    }
    found = [message("programmatie.decisions_differ", **quotes), message("programmatie.exception")]
    if submitted and submitted > apply_by:
        late = {"submitted": submitted, "apply_by": apply_by}
        found.insert(0, message("programmatie.too_late", **late))
    return tuple(found)
