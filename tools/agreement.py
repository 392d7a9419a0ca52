"""The type of overeenkomst and what comes with it (omzendbrief 7.3, 3.1, 2; ROF B2).

"Het type overeenkomst kan niet bepaald worden in onderling overleg met de betrokken partijen maar
wordt vastgelegd in het standaardtraject van de opleiding. Hiervan kan men niet afwijken."
So the standaardtraject decides where it is known; otherwise the hours point to a type. Where the
texts are silent or differ, no type is chosen for the reader: the result says so with both quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.agreement_changes import Change, changes
from tools.agreement_terms import basis, rule_in_words, term_steps, terms
from tools.agreement_types import Indication, Situation, hours, indicated
from tools.agreement_warnings import warnings
from tools.errors import InvalidInputError
from tools.parameter_files import rule
from tools.result import Finding
from tools.wording import Message, message

if TYPE_CHECKING:
    from tools.arguments import AgreementArguments


def agreement(arguments: AgreementArguments) -> Finding:
    """Return the type of overeenkomst, what comes with it and what would change it.

    Raises:
        InvalidInputError: the hours that decide are missing, too many hours together, or a
            standaardtraject outside duaal leren.
    """
    situation = _situation(arguments)
    pointed_to = indicated(situation)
    outcome = _settled(arguments.standaardtraject, pointed_to)
    other = changes(situation, outcome)
    return Finding(
        value={
            "overeenkomst": outcome.overeenkomst,
            "reason": outcome.reason,
            "candidates": list(outcome.candidates),
            "system": situation.system,
            "hours_total": situation.hours_total,
            **terms(situation.system, outcome),
            "decisive_input": outcome.decisive_input,
            "would_change_if": [change.as_value() for change in other],
        },
        steps=_steps(situation, pointed_to, outcome, other),
        assumptions=_assumptions(arguments, situation, outcome),
        warnings=warnings(situation, pointed_to, outcome),
        provisions=basis(situation.system, pointed_to, outcome),
    )


def _situation(arguments: AgreementArguments) -> Situation:
    situation = Situation(
        system=arguments.system or "duaal",
        hours_real=arguments.hours_real,
        hours_simulated=arguments.hours_simulated,
        sector=arguments.sector,
        employer=arguments.employer,
    )
    _check_hours(situation)
    if situation.system == "dbso" and arguments.standaardtraject:
        only_dual = message("allowed.no_standaardtraject")
        raise InvalidInputError("standaardtraject", arguments.standaardtraject, only_dual)
    return situation


def _check_hours(situation: Situation) -> None:
    """Refuse more hours together than a week of work has."""
    total, maximum = situation.hours_total, hours("total_maximum")
    if total is not None and total > maximum:
        limit = message("allowed.hours_together", real=situation.hours_real, maximum=maximum)
        raise InvalidInputError("hours_simulated", situation.hours_simulated, limit)


def _settled(standaardtraject: str | None, pointed_to: Indication) -> Indication:
    """Return the outcome: what the standaardtraject names, else what the hours point to."""
    if standaardtraject is not None:
        return Indication(standaardtraject, "standaardtraject", "standaardtraject")
    if pointed_to.reason == "hours_unknown":
        asked = message("fields.hours_real")
        raise InvalidInputError("hours_real", None, asked, missing=("hours_real",))
    return pointed_to


def _steps(
    situation: Situation, pointed_to: Indication, outcome: Indication, other: tuple[Change, ...]
) -> tuple[Message, ...]:
    found: list[Message] = []
    if situation.hours_total is not None:
        found.append(_hours_step(situation))
    if pointed_to.reason != "hours_unknown":
        found.append(rule_in_words(pointed_to))
    if situation.system == "duaal":
        found.append(_standaardtraject_step(outcome))
    found.append(message("agreement.decisive", input=message(f"inputs.{outcome.decisive_input}")))
    return (*found, *term_steps(situation.system, outcome), *map(_change_step, other))


def _hours_step(situation: Situation) -> Message:
    return message(
        "agreement.hours",
        real=situation.hours_real,
        simulated=situation.hours_simulated,
        total=situation.hours_total,
    )


def _standaardtraject_step(outcome: Indication) -> Message:
    if outcome.reason == "standaardtraject":
        return message("agreement.standaardtraject_names", overeenkomst=outcome.overeenkomst)
    return message("agreement.standaardtraject_decides")


def _change_step(change: Change) -> Message:
    to = message(f"inputs.{change.to}") if isinstance(change.to, str) else change.to
    types = message("agreement.or_da") if change.overeenkomst is None else change.overeenkomst
    name = message(f"inputs.{change.input}")
    return message("agreement.would_change", input=name, to=to, overeenkomst=types)


def _assumptions(
    arguments: AgreementArguments, situation: Situation, outcome: Indication
) -> tuple[Message, ...]:
    found = [message("agreement.average_over_year")]
    if arguments.system is None:
        found.append(message("agreement.assumed_dual"))
    if situation.system == "dbso" and situation.hours_simulated:
        found.append(message("agreement.dbso_real_hours_only"))
    if outcome.overeenkomst == "SBO":
        found.append(
            message("agreement.assumed_sbo_hours", hours=rule("hours")["sbo_minimum_a_year"])
        )
    return tuple(found)
