"""Turns that the text answers: by themselves, or joined with what they lean on."""

from __future__ import annotations

from dataclasses import replace

from assistant.dialogue.calculation import Step
from assistant.dialogue.leaning import asks_where_or_why, content_words, joined, leans, own_question
from assistant.dialogue.plan import Intent, Plan
from assistant.dialogue.questions import question
from assistant.dialogue.reading import Reading
from assistant.dialogue.state import State, with_findings
from assistant.dialogue.subjects import subject
from assistant.dialogue.topics import is_personal

_FEW_WORDS = 2


def text_turn(state: State, reading: Reading, number: int) -> Step:
    """A question for the text: by itself, or joined with what it leans on."""
    follow_up = bool(state.search) and leans(reading)
    if not follow_up and _wants_a_date(reading):
        return _ask_kind(state, reading, number)
    search = _searched(state, reading) if follow_up else own_question(reading)
    told = with_findings(state, reading.findings, reading, number)
    topic = subject(reading) or (state.topic if follow_up else None)
    state = replace(
        told,
        topic=topic,
        calculating=state.calculating and follow_up and topic == state.topic,
        personal=is_personal(reading) if not follow_up else state.personal,
        pending=None,
        offered=None,
        paused=state.topic if state.pending and state.topic != "kind" else state.paused,
        base=state.base if follow_up else search,
        search=search,
        tool=None,
        arguments={},
    )
    plan = Plan(
        Intent.TEXT, search=search, follow_up=follow_up, notes={"move": "text", "topic": topic}
    )
    return state, plan


def _searched(state: State, reading: Reading) -> str:
    """A follow-up that refers back leans on all before it, another on the first question."""
    if reading.says("strong_reference") or asks_where_or_why(reading):
        return joined(state.search, reading)
    return joined(state.base, reading)


def _wants_a_date(reading: Reading) -> bool:
    """Whether a turn wants a deadline without saying which."""
    if not reading.says("deadline_word") or not is_personal(reading):
        return False
    return subject(reading) is None and len(content_words(reading.text)) <= _FEW_WORDS


def _ask_kind(state: State, reading: Reading, number: int) -> Step:
    asked = question("kind")
    state = replace(
        with_findings(state, reading.findings, reading, number),
        topic="kind",
        calculating=True,
        pending=asked,
        asked=0,
        base=reading.raw,
        search=reading.raw,
    )
    plan = Plan(
        Intent.CALCULATION, search=reading.raw, tool="deadline", ask=asked, notes={"move": "kind"}
    )
    return state, plan
