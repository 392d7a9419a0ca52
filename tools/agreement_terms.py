"""What comes with a type of overeenkomst: parameters/agreement.yaml read for one outcome.

Omzendbrief 7.3 for insurance and welfare, 3.1 for the hours a week, 2 and ROF B2 for holidays and
pay. Where two types are still possible, only what both have in common is filled in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tools.agreement_types import hours
from tools.parameter_files import load_yaml, rule
from tools.wording import Message, message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.agreement_types import Indication

FILE = "parameters/agreement.yaml"
TERMS = (
    "paid",
    "holidays",
    "accident_insurance_by",
    "welfare_responsibility",
    "weekly_training_hours",
)


def settled_types(outcome: Indication) -> tuple[str, ...]:
    """Return the one type of the outcome, or the two that omzendbrief 7.3 leaves open."""
    if outcome.overeenkomst:
        return (outcome.overeenkomst,)
    return outcome.candidates if outcome.reason == "oao_or_da" else ()


def terms(system: str, outcome: Indication) -> dict[str, object]:
    """Return what comes with the outcome; None where the texts do not say or the types differ."""
    by_type = load_yaml(FILE)["terms"][system]
    known = [by_type[name] for name in settled_types(outcome)]
    shared = {term: _shared(term, known) for term in TERMS}
    return {**shared, "before_signing": list(load_yaml(FILE)["before_signing"][system])}


def _shared(term: str, known: list[Mapping[str, Any]]) -> object:
    values = [item.get(term) for item in known]
    return values[0] if values and all(value == values[0] for value in values) else None


def term_steps(system: str, outcome: Indication) -> tuple[Message, ...]:
    """Return pay, holidays, insurance and hours in words, type by type, then what comes first."""
    group = "dual" if system == "duaal" else "dbso"
    names = [f"agreement.terms_{group}_{name.lower()}" for name in settled_types(outcome)]
    return (*(message(name, **_weekly()) for name in names), message(f"agreement.before_{group}"))


def _weekly() -> dict[str, object]:
    """Return the hours a week of a dual programme (omzendbrief 3.1)."""
    figures = rule("hours")
    return {
        "usual": figures["training_usual_oao"],
        "minimum": figures["training_minimum"],
        "buso": figures["training_minimum_buso_ov3"],
    }


def rule_in_words(pointed_to: Indication) -> Message:
    """Return the line of the text that the hours fit, or the gap they fall in."""
    return message(
        f"agreement.hours_{pointed_to.reason}",
        minimum=hours("dual_minimum"),
        maximum=hours("sao_maximum"),
        paid=hours("paid_minimum"),
    )


def basis(system: str, pointed_to: Indication, outcome: Indication) -> tuple[str, ...]:
    """Return the provisions: the decisive line first, then what comes with the type."""
    names = load_yaml(FILE)["provisions"]
    rules = list(names["reasons"].get(pointed_to.reason, ()))
    come_with = [item for name in settled_types(outcome) for item in names["terms"][name]]
    decides = list(names[system])
    if outcome.reason == "standaardtraject":
        return (*decides, *names["types"][outcome.overeenkomst], *rules, *come_with)
    return (*rules, *decides, *come_with)
