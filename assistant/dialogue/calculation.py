"""The plan of a calculation: computed, asked about, shown for each possibility, or the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.dialogue.inputs import Inputs, inputs, tool_of
from assistant.dialogue.leftovers import leftover
from assistant.dialogue.plan import Intent, Plan, Question, Understood
from assistant.dialogue.questions import alternatives, possible_values, question
from assistant.dialogue.reading import Reading
from assistant.dialogue.state import State
from tools import InvalidInputError, NotCoveredError, run_tool

Step = tuple[State, Plan]
_MOST_QUESTIONS = 3
_TELLING = frozenset({"asked", "change", "completed", "still"})
LEFT_OVER = "left_over"


def calculated(
    state: State,
    reading: Reading,
    on: date,
    *,
    follow_up: bool,
    move: str,
    why: str = "",
    also_text: bool = False,
) -> Step:
    """The state and plan for the topic at hand.

    Args:
        state: with the inputs of the turn in it.
        reading: the turn.
        on: the day asked on.
        follow_up: whether the turn leans on earlier ones.
        move: what the turn does, for the notes; "unknown" when the user does not know.
        why: "vague" when a reply named no exact day.
        also_text: whether the text is asked for too.
    """
    topic = str(state.topic)
    given = inputs(topic, state.slots, on)
    plan = Plan(
        Intent.CALCULATION,
        search=state.search,
        tool=tool_of(topic),
        arguments=given.arguments,
        understood=given.understood,
        also_text=also_text or not state.personal or reading.says("second_question"),
        follow_up=follow_up,
        notes={"move": move, "topic": topic, "missing": given.missing},
    )
    words = leftover(topic, reading, given.understood)
    if given.complete and words and state.personal and move in _TELLING:
        asked = Question(LEFT_OVER, f"ask_{LEFT_OVER}", about=words)
        return replace(state, pending=asked), replace(plan, ask=asked)
    if given.complete:
        done = replace(
            state, pending=None, asked=0, last=topic, tool=plan.tool, arguments=given.arguments
        )
        return done, plan
    return _incomplete(state, given, plan, reading, on, unknown=move == "unknown", why=why)


def _incomplete(
    state: State, given: Inputs, plan: Plan, reading: Reading, on: date, *, unknown: bool, why: str
) -> Step:
    slot = given.invalid or given.missing[0]
    if not state.personal and given.invalid is None:
        return _from_text(replace(state, offered=question(slot)), plan)
    if unknown or state.asked >= _MOST_QUESTIONS:
        return _without_answer(state, given, plan, on)
    if given.invalid:
        why = "invalid"
    elif f"vague:{slot}" in reading.findings:
        why = "vague"
    asked = question(slot, why)
    return replace(state, pending=asked, asked=state.asked + 1), replace(plan, ask=asked)


def _from_text(state: State, plan: Plan) -> Step:
    """Pupils in general: the text says it for all of them, nothing is asked back."""
    state = replace(state, calculating=False, pending=None, tool=None, arguments={})
    text = Plan(
        Intent.TEXT,
        search=plan.search,
        follow_up=plan.follow_up,
        notes={**plan.notes, "general": True},
    )
    return state, text


def _without_answer(state: State, given: Inputs, plan: Plan, on: date) -> Step:
    """The outcomes side by side, or the rule where they have no end."""
    state = replace(state, pending=None, asked=0)
    endless = [slot for slot in given.missing if not possible_values(slot)]
    if endless or not given.missing:
        return _from_text(state, plan)
    return state, replace(plan, alternatives=alternatives(given, on), also_text=True)


def with_type_of_hours(state: State, on: date) -> State:
    """The state with the type of overeenkomst that the hours point to, as an assumption."""
    given = inputs("agreement", state.slots, on)
    try:
        named = run_tool("agreement", given.arguments, on=on).value["overeenkomst"]
    except (InvalidInputError, NotCoveredError):
        return state
    if named is None:
        return state
    hours = state.slots["hours_real"]
    typed = Understood("overeenkomst", named, hours.evidence, hours.turn, assumed=True)
    return replace(state, slots={**state.slots, "overeenkomst": typed})
