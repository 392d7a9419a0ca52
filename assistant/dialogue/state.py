"""What a conversation has come to: the inputs known, the question open, what to search with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from assistant.dialogue.finding import Finding
from assistant.dialogue.inputs import fields_of
from assistant.dialogue.plan import Question, Understood
from assistant.dialogue.reading import Reading

_MARKS = {
    "allowance": ("passes_this_year", "buso_mentioned"),
    "agreement": ("simulated_of_total",),
    "workplace_search": (
        "workplace_lost",
        "lost_on",
        "absent",
        "recognition_pending",
        "asks_days_left",
    ),
    "no_pupil_on_1_october": ("checked_school_year",),
    "entry_by_right": ("checked_school_year",),
    "school_calendar": ("holiday_school_year", "start_school_year"),
    "programmatie": ("school_year",),
}
_PERSONS_OWN = frozenset({"year_of_programme", "passes_this_year"})


@dataclass(frozen=True, slots=True)
class State:
    """The conversation so far.

    `topic` is the subject of the last turn that had one, `calculating` whether it is being
    computed; `changed` the input given last; `asked` how many questions were asked back in a row
    on this topic; `paused` a calculation whose question was left open for another subject; `last`
    the topic computed last; `offered` what would have been asked
    of a case of somebody's own; `base` the question that a follow-up leans on, `search` all of it;
    `told` what was told since without a question.
    """

    topic: str | None = None
    calculating: bool = False
    slots: dict[str, Understood] = field(default_factory=dict)
    pending: Question | None = None
    asked: int = 0
    changed: str | None = None
    personal: bool = False
    paused: str | None = None
    last: str | None = None
    offered: Question | None = None
    base: str = ""
    search: str = ""
    told: str = ""
    tool: str | None = None
    arguments: dict[str, Any] = field(default_factory=dict)


def with_findings(state: State, found: dict[str, Finding], reading: Reading, turn: int) -> State:
    """The state with the inputs of a turn; what is said last wins."""
    slots = dict(state.slots)
    changed = state.changed
    for slot, finding in found.items():
        if slot.startswith("vague:"):
            continue
        if slot == "simulated_of_total":
            _take_simulated(slots, found)
            continue
        evidence = reading.evidence(finding)
        slots[slot] = Understood(slot, finding.value, evidence, turn, finding.assumed)
        changed = slot
    return replace(state, slots=slots, changed=changed)


def _take_simulated(slots: dict[str, Understood], found: dict[str, Finding]) -> None:
    """As in "6 uur daarvan is gesimuleerd": comes off the hours that were given before."""
    real, simulated = slots.get("hours_real"), found.get("hours_simulated")
    if real is not None and simulated is not None and real.value >= simulated.value:
        slots["hours_real"] = replace(real, value=real.value - simulated.value)


def marks_of(topic: str) -> frozenset[str]:
    """What a topic's inputs are derived from, without being an argument of the tool."""
    return frozenset(_MARKS.get(topic, ()))


def relevant(topic: str, found: dict[str, Finding]) -> dict[str, Finding]:
    """The findings that a topic uses."""
    wanted = fields_of(topic) | set(_MARKS.get(topic, ()))
    return {slot: finding for slot, finding in found.items() if slot in wanted}


def without_topic(state: State, topic: str) -> State:
    """The state without the inputs of a topic, for a new case of it."""
    gone = fields_of(topic) | set(_MARKS.get(topic, ()))
    return replace(state, slots={k: v for k, v in state.slots.items() if k not in gone})
