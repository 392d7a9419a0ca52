"""Turns that reply to what was asked, or tell what was missing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.dialogue import lexicon
from assistant.dialogue.calculation import LEFT_OVER, Step, calculated
from assistant.dialogue.clauses import sentences
from assistant.dialogue.finding import Findings
from assistant.dialogue.inputs import inputs, main_day
from assistant.dialogue.leaning import asks_outright, changes_subject, is_question, joined
from assistant.dialogue.questions import UNKNOWN
from assistant.dialogue.reading import Reading, read
from assistant.dialogue.replies import count, day, is_vague_day, knows_not, reply
from assistant.dialogue.state import State, relevant, with_findings
from assistant.dialogue.subjects import subject
from assistant.dialogue.together import by_sentence, told_part
from assistant.dialogue.topics import is_personal

_FEW_WORDS = 4


def answer(state: State, reading: Reading, number: int, on: date) -> Step | None:
    """A reply to the question that is open."""
    if state.pending is None or state.topic is None or _is_other_question(state, reading, on):
        return None
    if state.pending.slot == LEFT_OVER:
        reading = read(f"{state.pending.about}: {reading.raw}", on)
    elif _is_puzzled(reading):
        return calculated(state, reading, on, follow_up=True, move="asked again")
    reading = _told(state, reading, on)
    if knows_not(reading) or reading.text.strip() == UNKNOWN:
        return calculated(state, reading, on, follow_up=True, move="unknown")
    given = reply(state.pending, reading)
    found: Findings = dict(relevant(state.topic, reading.findings)) if state.topic != "kind" else {}
    if given is not None:
        found[state.pending.slot] = given
    if state.pending.slot == "kind":
        return _kind_named(state, reading, number, on, str(given.value) if given else None)
    why = "vague" if is_vague_day(reading) else ""
    state = with_findings(state, found, reading, number)
    return calculated(state, reading, on, follow_up=True, move="reply", why=why)


def _is_other_question(state: State, reading: Reading, on: date) -> bool:
    """Whether a turn is a question of its own and no reply to the one open."""
    if changes_subject(reading):
        return True
    if not asks_outright(reading) or state.pending is None or _is_puzzled(reading):
        return False
    if reply(state.pending, reading, bare=False) is not None or knows_not(reading):
        return False
    return _told(state, reading, on) is reading


def _is_puzzled(reading: Reading) -> bool:
    """Whether a turn asks only what was meant: "hoe bedoel je?"."""
    return lexicon.pattern("puzzled").fullmatch(reading.text.strip(" .?!,")) is not None


def _told(state: State, reading: Reading, on: date) -> Reading:
    """The sentence of a turn that replies beside one that asks; the turn where none does."""
    if state.pending is None or len(sentences(reading.text)) == 1:
        return reading
    for part, asks in by_sentence(reading, on):
        if not asks and reply(state.pending, part) is not None:
            return part
    return reading


def _kind_named(
    state: State, reading: Reading, number: int, on: date, kind: str | None
) -> Step | None:
    if kind is None:
        return None
    state = replace(state, topic=kind, personal=True, search=f"{state.search} {reading.raw}")
    state = with_findings(replace(state, pending=None), reading.findings, reading, number)
    return calculated(state, reading, on, follow_up=True, move="kind")


def taken_up(state: State, reading: Reading, number: int, on: date) -> Step | None:
    """A reply to what the rule in general left open ("1 jaar"), or whom it is for ("voor Sam")."""
    if state.offered is None or is_question(reading) or changes_subject(reading):
        return None
    replies = len(reading.text.split()) <= _FEW_WORDS and reply(state.offered, reading) is not None
    if not replies and not _says_for_whom(state, reading):
        return None
    own = replace(
        state, calculating=True, personal=True, pending=state.offered, offered=None, asked=1
    )
    return answer(own, reading, number, on)


def _says_for_whom(state: State, reading: Reading) -> bool:
    """Whether a turn only says whose case it is: "het gaat om een jongen in de aanloopfase"."""
    opens = lexicon.pattern("for_somebody").match(reading.text.strip())
    return opens is not None and subject(reading) in {None, state.topic}


def completion(state: State, reading: Reading, number: int, on: date) -> Step | None:
    """Inputs told after a question that the text answered, and that now make a calculation.

    They may also come back to a calculation that another subject broke off.
    """
    if state.calculating:
        return None
    if is_question(reading):
        told = told_part(reading, on) if state.topic is not None else None
        if told is None or changes_subject(reading):
            return None
        done = completion(state, told, number, on)
        return (done[0], replace(done[1], also_text=True)) if done else None
    if state.topic not in {None, "kind"}:
        done = _completed(state, reading, number, on)
        if done is not None:
            return done
    if state.paused is None:
        return None
    return _completed(replace(state, topic=state.paused, personal=True), reading, number, on)


def _is_bare_number(reading: Reading) -> bool:
    return not re.search(r"[^\d.,\s]", reading.text)


def _completed(state: State, reading: Reading, number: int, on: date) -> Step | None:
    topic = str(state.topic)
    found = relevant(topic, reading.findings)
    given, main = day(reading), main_day(topic)
    if given and main and main not in found:
        found = {**found, main: given}
    if topic == "agreement" and not found and _is_bare_number(reading):
        hours = count("hours_real", reading)
        found = {"hours_real": hours} if hours else {}
    if not found.keys() - {"overeenkomst", "system"}:
        return None
    state = with_findings(state, found, reading, number)
    personal = state.personal or state.offered is not None or is_personal(reading)
    if not inputs(topic, state.slots, on).complete and not personal:
        return None
    state = replace(
        state,
        calculating=True,
        personal=personal,
        paused=None,
        offered=None,
        search=joined(state.search, reading),
    )
    return calculated(state, reading, on, follow_up=True, move="completed")
