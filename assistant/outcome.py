"""The outcome of a calculation in one or two sentences, before how it was computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from assistant.messages import message
from tools.wording import Euro, Percent, written_as

Value = Mapping[str, Any]
_MONEY = ("amount", "ggmmi", "corpus_amount")


def outcome(tool: str, value: Value, language: str) -> list[str]:
    """Sentences that say what came out, in the language.

    Args:
        tool: allowance, agreement or deadline.
        value: the `value` of its ToolResult.
        language: nl, fr or en.
    """
    kind = str(value["kind"]) if tool == "deadline" else tool
    keys = _OUTCOMES[kind](value)
    return [_said(key, value, language) for key in keys]


def _said(key: str, value: Value, language: str) -> str:
    known = {name: _written(name, item, language) for name, item in value.items()}
    if value.get("amount_per_month"):
        known["amount"] = written_as(Euro(Decimal(value["amount_per_month"])), language)
    known["corpus_valid_from"] = known.get("corpus_amount_valid_from", "")
    return message(key, language, **known)


def _written(name: str, item: Any, language: str) -> str:
    """A value of the result in the notation of the language."""
    if name == "candidates":
        return ", ".join(item)
    if not isinstance(item, str):
        return str(item)
    if name in _MONEY:
        return written_as(Euro(Decimal(item)), language)
    if name == "percentage":
        return written_as(Percent(Decimal(item)), language)
    try:
        return written_as(date.fromisoformat(item), language)
    except ValueError:
        return item


def _allowance(value: Value) -> list[str]:
    if value["band"] is None:
        return [f"allowance_none_{value['overeenkomst']}"]
    if value["valid_from"] is None:
        return ["allowance_given", "allowance_corpus"]
    outdated = ["allowance_outdated"] if value["status"] == "outdated" else []
    corpus = ["allowance_corpus"] if value["status"] != "corpus" else []
    return ["allowance_amount", *outdated, *corpus]


def _agreement(value: Value) -> list[str]:
    if value["reason"] == "standaardtraject":
        return ["agreement_standaardtraject"]
    if value["overeenkomst"]:
        return [f"agreement_is_{value['overeenkomst']}", "agreement_decides"]
    if value["reason"] == "below_dual_minimum":
        return ["agreement_below_dual_minimum"]
    first = "agreement_candidates" if value["candidates"] else "agreement_unclear"
    return [first, "agreement_decides"]


def _workplace_search(value: Value) -> list[str]:
    if value["made_of"]["used_before"]:
        return ["workplace_search_remainder", "workplace_search_until"]
    running = value["as_of"] and value["first_day"] <= value["as_of"] <= value["last_day"]
    return ["workplace_search_until", *(["workplace_search_left"] if running else [])]


def _programmatie(value: Value) -> list[str]:
    if value["submitted_on"] is None:
        return ["programmatie_by"]
    in_time = "programmatie_in_time" if value["submitted_in_time"] else "programmatie_late"
    return [in_time, "programmatie_by"]


def _no_pupil(value: Value) -> list[str]:
    runs = value["may_run_this_year"]
    asked = value["new_application_needed"]
    said = [
        "no_pupil_may_run" if runs else "no_pupil_may_not_run",
        "no_pupil_new_application" if asked else "no_pupil_no_application",
    ]
    differs = value["new_application_needed_rof"] and not asked
    return [*said, *(["no_pupil_rof_differs"] if differs else [])]


def _compulsory_schooling(value: Value) -> list[str]:
    if value["met"] is None:
        return ["compulsory_schooling_from"]
    return ["compulsory_schooling_met" if value["met"] else "compulsory_schooling_not_met"]


_OUTCOMES: dict[str, Callable[[Value], list[str]]] = {
    "allowance": _allowance,
    "agreement": _agreement,
    "workplace_search": _workplace_search,
    "aanloop_screening": lambda _: ["aanloop_screening_until"],
    "programmatie": _programmatie,
    "no_pupil_on_1_october": _no_pupil,
    "entry_by_right": lambda _: ["entry_by_right_until"],
    "general_education_relief": lambda _: ["general_education_relief_from"],
    "compulsory_schooling": _compulsory_schooling,
    "school_calendar": lambda _: ["school_calendar_opens"],
}
