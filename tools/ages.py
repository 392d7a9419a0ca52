"""Ages that open something: relief from general education, and duaal leren itself.

Relief (omzendbrief 10): "vanaf het schooljaar dat begint in het kalenderjaar waarin de leerling 18
jaar wordt". Full-time compulsory schooling met (omzendbrief 4, 11): "15 jaar zijn en de eerste twee
jaar van het secundair onderwijs hebben gevolgd - geslaagd zijn moet niet – of 16 jaar zijn"; by way
of exception a pupil may enter "vanaf het begin van het schooljaar waarin hij gaat voldoen aan de
voltijdse leerplicht", with advice of the CLB.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tools.calendar import SchoolYear, school_year_of
from tools.errors import InvalidInputError
from tools.parameter_files import rule
from tools.result import Finding
from tools.wording import Message, message

if TYPE_CHECKING:
    from tools.arguments import CompulsorySchoolingArguments, GeneralEducationReliefArguments


def birthday(born_on: date, age: int) -> date:
    """Return the day somebody turns `age`; born on 29 February, 1 March in other years."""
    year = born_on.year + age
    try:
        return born_on.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def check_birth(born_on: date, on: date | None) -> None:
    """Refuse a birth after the day asked on.

    Raises:
        InvalidInputError: the birth lies in the future.
    """
    if on is not None and born_on > on:
        limit = message("allowed.until_day", last=on)
        raise InvalidInputError("born_on", born_on.isoformat(), limit)


def general_education_relief(arguments: GeneralEducationReliefArguments) -> Finding:
    """Return from which school year the klassenraad may give relief (omzendbrief 10)."""
    born, on, age = arguments.born_on, arguments.on, rule("ages")["relief"]
    check_birth(born, on)
    year = SchoolYear(born.year + age)
    turns = birthday(born, age)
    return Finding(
        value={
            "kind": arguments.kind,
            "date": year.first_day,
            "possible": None if on is None else on >= year.first_day,
            "from_school_year": year.name,
            "turns_18_on": turns,
        },
        steps=(
            message("ages.turns", age=age, day=turns),
            message("ages.relief", calendar_year=turns.year, year=year.name, first=year.first_day),
        ),
        warnings=(message("ages.relief_is_a_decision"),),
        provisions=("general_education_relief", "general_education_alternative"),
    )


def compulsory_schooling(arguments: CompulsorySchoolingArguments) -> Finding:
    """Return when full-time compulsory schooling is met, and from when special admission can be.

    Raises:
        InvalidInputError: the first two years can still change the outcome and are not known.
    """
    born, on, ages = arguments.born_on, arguments.on, rule("ages")
    check_birth(born, on)
    attended = _attended(arguments, birthday(born, ages["compulsory"]))
    age = ages["compulsory_with_two_years" if attended else "compulsory"]
    met_on = birthday(born, age)
    year = school_year_of(met_on)
    return Finding(
        value={
            "kind": arguments.kind,
            "date": met_on,
            "met": None if on is None else on >= met_on,
            "age": age,
            "special_admission_from": year.first_day,
            "school_year": year.name,
        },
        steps=_steps(met_on, age, year, attended=attended),
        assumptions=_assumptions(arguments, born),
        provisions=("compulsory_schooling", "special_admission", "special_admission_clb"),
    )


def _attended(arguments: CompulsorySchoolingArguments, sixteen: date) -> bool:
    """Return whether the first two years were attended; at 16 it does not matter any more."""
    if arguments.first_two_years_attended is not None:
        return arguments.first_two_years_attended
    if arguments.on is not None and arguments.on >= sixteen:
        return False
    name = "first_two_years_attended"
    raise InvalidInputError(name, None, message(f"fields.{name}"), missing=(name,))


def _steps(met_on: date, age: int, year: SchoolYear, *, attended: bool) -> tuple[Message, ...]:
    rule_key = "ages.with_two_years" if attended else "ages.without_two_years"
    return (
        message(rule_key, age=age),
        message("ages.met", age=age, day=met_on),
        message("ages.special_admission", first=year.first_day, year=year.name),
    )


def _assumptions(arguments: CompulsorySchoolingArguments, born: date) -> tuple[Message, ...]:
    found = []
    if arguments.first_two_years_attended is None:
        found.append(message("ages.two_years_unknown"))
    if arguments.first_two_years_attended is False:
        found.append(message("ages.two_years_later"))
    if (born.month, born.day) == (2, 29):
        found.append(message("ages.leap_day"))
    return tuple(found)
