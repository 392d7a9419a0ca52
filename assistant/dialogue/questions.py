"""Questions back, their ready answers, and the outcomes side by side when a user does not know."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

from assistant.dialogue.inputs import Inputs
from assistant.dialogue.plan import Question
from tools import InvalidInputError, NotCoveredError, run_tool

Alternative = tuple[str, dict[str, Any]]
UNKNOWN = "unknown"
FLAGS = frozenset(
    {
        "third_degree_first_year_completed",
        "second_degree_completed",
        "buso_qualification_phase_completed",
        "first_two_years_attended",
        "aanloop_pupil_enrolled",
        "ran_last_year",
        "ran_year_before",
        "extension_granted",
    }
)
DAYS = frozenset(
    {
        "first_attended_on",
        "enrolled_on",
        "born_on",
        "recognition_from",
        "recognition_until",
        "submitted_on",
    }
)
SCHOOL_YEARS = frozenset({"school_year", "start_school_year"})
KINDS = ("workplace_search", "aanloop_screening", "programmatie", "entry_by_right")
_POSSIBLE: dict[str, tuple[Any, ...]] = {
    "alternating_years_completed": (0, 1, 2),
    "hours_real": (14, 20),
}
_DECIDES = {
    "allowance": ("band",),
    "agreement": ("overeenkomst", "reason"),
    "deadline": ("met", "date", "may_run_this_year", "new_application_needed"),
}


def question(slot: str, why: str = "") -> Question:
    """The question back for an input; `why` is "vague" or "invalid" where an answer fell short."""
    key = f"ask_{slot}_{why}" if why and slot in DAYS else f"ask_{slot}"
    return Question(slot, key, _options(slot))


def _options(slot: str) -> tuple[tuple[str, Any], ...]:
    unknown = ("option_unknown", UNKNOWN)
    if slot in FLAGS:
        return (("option_yes", True), ("option_no", False), unknown)
    if slot == "alternating_years_completed":
        return (("option_years_0", 0), ("option_years_1", 1), ("option_years_2", 2), unknown)
    if slot == "kind":
        return tuple((f"option_kind_{kind}", kind) for kind in KINDS)
    return (unknown,) if slot == "hours_real" else ()


def possible_values(slot: str) -> tuple[Any, ...]:
    """What an input that is not known can turn out to be; empty where that has no end."""
    return (False, True) if slot in FLAGS else _POSSIBLE.get(slot, ())


def alternatives(given: Inputs, on: date) -> tuple[Alternative, ...]:
    """The outcomes for what a user does not know: one for each outcome that differs."""
    found: dict[tuple[Any, ...], Alternative] = {}
    for values in product(*(possible_values(slot) for slot in given.missing)):
        chosen = dict(zip(given.missing, values, strict=True))
        arguments = {**given.arguments, **chosen}
        outcome = _outcome(given.tool, arguments, on)
        if outcome is not None:
            found.setdefault(outcome, (_label(given, chosen, outcome), arguments))
    return tuple(found.values())


def _outcome(tool: str, arguments: dict[str, Any], on: date) -> tuple[Any, ...] | None:
    try:
        value = run_tool(tool, arguments, on=on).value
    except (InvalidInputError, NotCoveredError):
        return None
    return tuple(value.get(name) for name in _DECIDES[tool])


def _label(given: Inputs, chosen: dict[str, Any], outcome: tuple[Any, ...]) -> str:
    if given.tool == "allowance" and len(chosen) > 1:
        return f"alternative_band_{outcome[0]}"
    slot, value = next(iter(chosen.items()))
    if given.tool == "deadline" and len(chosen) > 1:
        return "alternative_" + "_".join(_word(v) for v in chosen.values())
    return f"alternative_{slot}_{_word(value)}"


def _word(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
