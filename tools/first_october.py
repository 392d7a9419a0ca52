"""A dual programme without a pupil on 1 October (omzendbrief 3.1, 8; ROF A3).

"indien er op 1 oktober geen regelmatige leerling is ingeschreven in een duale opleiding of een
daaraan gekoppeld aanloopstructuuronderdeel […], mag de opleiding niet aangeboden worden in de rest
van het schooljaar en moet de aanbieder een nieuwe programmatieaanvraag indienen". But "programmatie
is enkel maar noodzakelijk indien het (aanloop)structuuronderdeel op 1 oktober van de twee
voorafgaande schooljaren niet werd ingericht. Indien [het] één jaar niet werd ingericht […], maar
het jaar voordien wel werd ingericht, is een programmatie niet noodzakelijk."

The application is for the school year after `school_year`, so the "twee voorafgaande schooljaren"
are `school_year` itself, in which the programme did not run, and the one before: `ran_last_year`.
A run two years before (`ran_year_before`) does not save it in that reading; a warning says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.calendar import SchoolYear
from tools.errors import InvalidInputError
from tools.parameter_files import rule
from tools.programmatie import apply_by_for
from tools.result import Finding, quoted
from tools.wording import Message, message

if TYPE_CHECKING:
    from datetime import date

    from tools.arguments import NoPupilArguments

PROVISIONS = (
    "no_pupil",
    "no_pupil_two_years",
    "no_pupil_one_year",
    "no_pupil_aanloop_moves",
    "no_pupil_rof",
    "no_pupil_rof_exception",
    "programmatie_apply_by",
)


def no_pupil_on_1_october(arguments: NoPupilArguments) -> Finding:
    """Return whether the programme may run this year and needs a new application for the next.

    Raises:
        InvalidInputError: an input that can still change the outcome is missing.
    """
    _check_known(arguments)
    year = SchoolYear.named(arguments.school_year)
    may_run = bool(arguments.aanloop_pupil_enrolled)
    needed = not may_run and not arguments.ran_last_year
    return Finding(
        value={
            "kind": arguments.kind,
            "check_date": year.day(**rule("no_pupil")["check"]),
            "may_run_this_year": may_run,
            "new_application_needed": needed,
            "new_application_needed_rof": not may_run,
            "for_school_year": year.shifted(1).name,
            **_application(year, arguments.on, needed=needed),
        },
        steps=_steps(arguments, year, needed=needed),
        warnings=_warnings(arguments, needed=needed),
        provisions=PROVISIONS,
    )


def _application(year: SchoolYear, on: date | None, *, needed: bool) -> dict[str, object]:
    """Return by when to apply again for the school year after `year`, if that is needed."""
    if not needed:
        return {"date": None, "apply_by": None, "passed": None}
    apply_by = apply_by_for(year.shifted(1))
    return {"date": apply_by, "apply_by": apply_by, "passed": None if on is None else on > apply_by}


def _check_known(arguments: NoPupilArguments) -> None:
    """Ask for what can still change the outcome: an aanloop pupil settles it alone."""
    asked = ("aanloop_pupil_enrolled", "ran_last_year")
    missing = tuple(name for name in asked if getattr(arguments, name) is None)
    if missing and not arguments.aanloop_pupil_enrolled:
        raise InvalidInputError(missing[0], None, message(f"fields.{missing[0]}"), missing=missing)


def _steps(arguments: NoPupilArguments, year: SchoolYear, *, needed: bool) -> tuple[Message, ...]:
    check_date = year.day(**rule("no_pupil")["check"])
    if arguments.aanloop_pupil_enrolled:
        return (
            message("no_pupil.aanloop_counts", day=check_date),
            message("no_pupil.aanloop_moves"),
        )
    stops = message("no_pupil.stops", day=check_date, year=year.name)
    following = year.shifted(1)
    if not needed:
        ran = message("no_pupil.ran", ran=year.shifted(-1).name, next=following.name)
        return (stops, ran)
    names = {"year": year.name, "before": year.shifted(-1).name, "next": following.name}
    needs = message("no_pupil.needs_application", apply_by=apply_by_for(following), **names)
    return (stops, needs)


def _warnings(arguments: NoPupilArguments, *, needed: bool) -> tuple[Message, ...]:
    quotes = {"circular": quoted("no_pupil_two_years"), "rof": quoted("no_pupil_rof")}
    found = [message("no_pupil.texts_differ", **quotes)]
    if needed and arguments.ran_year_before:
        found.append(message("no_pupil.two_years_reading", circular=quoted("no_pupil_one_year")))
    return tuple(found)
