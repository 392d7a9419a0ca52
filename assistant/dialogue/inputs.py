"""From what was understood to the arguments of a tool, and what is still missing.

What follows from the words without being said is filled in as an assumption, so that it is shown
and not asked: no second degree means no year of the third, a start after the second degree too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from assistant.dialogue import school_years
from assistant.dialogue.plan import Understood
from tools import InvalidInputError, NotCoveredError, arguments_model, run_tool
from tools.calendar import next_training_day

Slots = Mapping[str, Understood]
_ENOUGH_YEARS = 2  # two alternating years give the highest band (ROF B3)
_OF_A_DAY = frozenset({"no_pupil_on_1_october", "entry_by_right"})
MAIN_DAYS = ("first_attended_on", "enrolled_on", "born_on")


@dataclass(frozen=True, slots=True)
class Inputs:
    """A tool's arguments; `missing` the inputs to ask, `invalid` the one the tool refuses."""

    tool: str
    arguments: dict[str, Any]
    understood: tuple[Understood, ...]
    missing: tuple[str, ...] = ()
    invalid: str | None = None

    @property
    def complete(self) -> bool:
        """Whether the tool answers."""
        return not self.missing and self.invalid is None


def tool_of(topic: str) -> str:
    """The tool that answers a topic."""
    return topic if topic in {"allowance", "agreement"} else "deadline"


def fields_of(topic: str) -> frozenset[str]:
    """The inputs of a topic."""
    return frozenset(arguments_model(tool_of(topic), {"kind": topic}).model_fields) - {"kind"}


def main_day(topic: str) -> str | None:
    """The day that a topic turns on; None where it turns on none."""
    return next((slot for slot in MAIN_DAYS if slot in fields_of(topic)), None)


def inputs(topic: str, slots: Slots, on: date) -> Inputs:
    """The arguments for a topic from the slots, with what they leave open."""
    known = {name: slots[name] for name in fields_of(topic) if name in slots}
    _derive(topic, known, slots, on)
    arguments = {name: given.value for name, given in known.items()}
    if tool_of(topic) == "deadline":
        arguments["kind"] = topic
    understood = tuple(sorted(known.values(), key=lambda u: (u.turn, u.slot)))
    return _checked(Inputs(tool_of(topic), arguments, understood), slots, on)


def _checked(given: Inputs, slots: Slots, on: date) -> Inputs:
    """The inputs with what the tool itself still asks for or refuses."""
    searching = given.arguments.get("kind") == "workplace_search"
    if searching and "workplace_lost" in slots and "days_used" not in given.arguments:
        return replace(given, missing=("days_used",))
    if searching and "absent" in slots and "justified_absence_days" not in given.arguments:
        return replace(given, missing=_besides(given, "justified_absence_days", on))
    if searching and "recognition_pending" in slots and "recognition_from" not in given.arguments:
        return replace(given, missing=_besides(given, "recognition_from", on))
    try:
        run_tool(given.tool, given.arguments, on=on)
    except InvalidInputError as error:
        if error.missing:
            return replace(given, missing=error.missing)
        return replace(given, invalid=error.field)
    except NotCoveredError:
        return given
    return given


def _besides(given: Inputs, slot: str, on: date) -> tuple[str, ...]:
    """What to ask where something was told of, but not how long or when: the first day first."""
    try:
        run_tool(given.tool, given.arguments, on=on)
    except InvalidInputError as error:
        if error.missing:
            return (*error.missing, slot)
    except NotCoveredError:
        pass
    return (slot,)


def _derive(topic: str, known: dict[str, Understood], slots: Slots, on: date) -> None:
    if topic == "allowance":
        _derive_schooling(known, slots)
    elif topic == "workplace_search":
        _derive_search(known, slots, on)
    else:
        _derive_school_year(topic, known, slots, on)


def _assume(
    known: dict[str, Understood], slot: str, value: Any, because: Understood | None
) -> None:
    if slot not in known:
        evidence, turn = (because.evidence, because.turn) if because else ("", 0)
        known[slot] = Understood(slot, value, evidence, turn, assumed=True)


def _derive_schooling(known: dict[str, Understood], slots: Slots) -> None:
    """What follows from schooling for an OAO; other types carry no leervergoeding to decide."""
    if "overeenkomst" in known and known["overeenkomst"].value != "OAO":
        return
    if "passes_this_year" in slots:
        _after_this_year(known, slots["passes_this_year"])
    second, years = (
        known.get(n) for n in ("second_degree_completed", "alternating_years_completed")
    )
    if (second and second.value is False) or (second and years and years.value == 0):
        _assume(known, "third_degree_first_year_completed", False, second)
    third = known.get("third_degree_first_year_completed")
    if "buso_mentioned" in slots:
        return
    if not (third and third.value) and not (years and years.value >= _ENOUGH_YEARS):
        _assume(known, "buso_qualification_phase_completed", False, None)


def _after_this_year(known: dict[str, Understood], going: Understood) -> None:
    """As in "als ik dit jaar slaag": one alternating year more than now."""
    years = known.get("alternating_years_completed")
    value = (years.value if years else 0) + 1
    known["alternating_years_completed"] = Understood(
        "alternating_years_completed", value, going.evidence, going.turn, assumed=True
    )
    known.pop("year_of_programme", None)


def _derive_search(known: dict[str, Understood], slots: Slots, on: date) -> None:
    """After the loss of a workplace what is left runs from the next school day.

    That will do for a number of days; a last day needs to know when the search began anew.
    """
    used, lost = known.get("days_used"), slots.get("lost_on")
    if used and lost:
        known["first_attended_on"] = _as(lost, "first_attended_on")
    if used and "first_attended_on" not in known and "asks_days_left" in slots:
        day = next_training_day(on + timedelta(days=1))
        _assume(known, "first_attended_on", day.isoformat(), used)


def _derive_school_year(topic: str, known: dict[str, Understood], slots: Slots, on: date) -> None:
    if topic == "no_pupil_on_1_october" and _is_to_come(known.get("school_year"), on):
        known.pop("school_year")  # "l'an prochain" is when they want to start again
    checked, told = slots.get("checked_school_year"), known.get("school_year")
    if topic in _OF_A_DAY and checked and not (told and told.turn > checked.turn):
        known["school_year"] = _as(checked, "school_year")
    if topic == "entry_by_right" and "start_school_year" in slots:
        known.setdefault("school_year", _as(slots["start_school_year"], "school_year"))
    if topic == "school_calendar" and "holiday_school_year" in slots:
        known.setdefault("school_year", _as(slots["holiday_school_year"], "school_year"))
    if topic == "school_calendar" and "start_school_year" in slots:
        known.setdefault("school_year", _as(slots["start_school_year"], "school_year"))
    if "school_year" in fields_of(topic):
        _assume(known, "school_year", school_years.current(on).name, None)
    if topic == "programmatie" and "start_school_year" not in known and "school_year" in slots:
        known["start_school_year"] = _as(slots["school_year"], "start_school_year")


def _is_to_come(year: Understood | None, on: date) -> bool:
    return year is not None and str(year.value) > school_years.current(on).name


def _as(given: Understood, slot: str) -> Understood:
    return replace(given, slot=slot)
