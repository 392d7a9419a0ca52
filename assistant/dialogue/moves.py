"""Turns that go on with a calculation: a change, a question about it, or nothing new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from assistant.dialogue import lexicon
from assistant.dialogue.calculation import Step, calculated
from assistant.dialogue.clauses import sentences
from assistant.dialogue.corrections import corrected, placed, time_of_pay, years_later
from assistant.dialogue.inputs import fields_of, inputs
from assistant.dialogue.leaning import (
    asks_where_or_why,
    changes_subject,
    goes_on,
    is_question,
    joined,
    leans,
)
from assistant.dialogue.questions import DAYS, FLAGS, question
from assistant.dialogue.reading import Reading
from assistant.dialogue.replies import NUMBERS
from assistant.dialogue.state import State, relevant, with_findings, without_topic
from assistant.dialogue.subjects import subject
from assistant.dialogue.together import tells, told_part

_A_SENTENCE = 3
_OF_SCHOOL = frozenset({"second_degree_completed", "third_degree_first_year_completed"})
_COUNTS = NUMBERS - {"hours_simulated"}
_OF_THE_CASE = ("weak_reference", "strong_reference", "starter", "correction")


def change(state: State, reading: Reading, number: int, on: date) -> Step | None:
    """A new or corrected input of the calculation at hand."""
    if reading.says("why_form"):
        return None
    if reading.says("back_to") and state.last and not state.calculating:
        state = replace(state, topic=state.last, calculating=True)
    elif changes_subject(reading):
        return None
    if state.topic is None or state.topic == "kind" or not state.calculating:
        return None
    topic = state.topic
    told = {**time_of_pay(topic, reading), **relevant(topic, reading.findings)}
    told |= years_later(topic, reading, state.slots)
    found = placed(told, state.slots, reading)
    if not found or reading.says("correction") or reading.says("denied_reference"):
        found = {**corrected(state.changed, topic, reading, state.slots), **found}
    if not found or not _is_change(reading):
        part = told_part(reading, on) if found and is_question(reading) else None
        return change(state, part, number, on) if part else None
    before = inputs(topic, state.slots, on)
    if relevant(topic, reading.findings) and _tells_anew(topic, reading):
        state = without_topic(state, topic)
    state = with_findings(state, found, reading, number)
    now = inputs(topic, state.slots, on)
    if (now.arguments, now.missing) == (before.arguments, before.missing):
        return None
    state = replace(state, search=joined(state.base, reading))
    return calculated(state, reading, on, follow_up=True, move="change")


def _tells_anew(topic: str, reading: Reading) -> bool:
    """Whether a correction says all that counts: "nee, ik heb alleen mijn vierde gehaald"."""
    if topic != "allowance" or not (reading.says("correction") and reading.says("only_some")):
        return False
    return bool(_OF_SCHOOL & reading.findings.keys())


def _is_change(reading: Reading) -> bool:
    """Whether a turn with inputs goes on with the calculation, and is no question of its own."""
    if not is_question(reading) or reading.says("correction"):
        return True
    return leans(reading) or goes_on(reading) or reading.says("back_to")


def about_calculation(state: State, reading: Reading, number: int, on: date) -> Step | None:
    """A question about the outcome: why, where it stands, whether it is paid, when decided."""
    if state.topic in {None, "kind"} or not state.calculating or state.pending is not None:
        return None
    if asks_where_or_why(reading) and not reading.says("push_back"):
        return calculated(state, reading, on, follow_up=True, move="why", also_text=True)
    if changes_subject(reading) or not leans(reading):
        return None
    paid = state.topic == "agreement" and (reading.says("paid_form") or reading.says("pay"))
    paid = paid and not reading.says("pay_other")
    more = state.topic == "programmatie" and reading.says("programming_more")
    if paid or more:
        state = replace(state, search=joined(state.base, reading))
        return calculated(state, reading, on, follow_up=True, move="about", also_text=True)
    return None


def still(state: State, reading: Reading, number: int, on: date) -> Step | None:
    """What is told of the case at hand and changes no input: the outcome, and what the text says.

    The text stands beside it because the words may hold something that no input takes up.
    """
    if state.topic in {None, "kind"} or not state.calculating or state.pending is not None:
        return None
    replies = _answers(reading)
    if changes_subject(reading) or reading.says("push_back") or not (tells(reading) or replies):
        return None
    known = relevant(str(state.topic), reading.findings)
    if not known and _asks_in_a_sentence(reading):
        return None
    if not (known or replies or any(reading.says(concept) for concept in _OF_THE_CASE)):
        return None
    if not _opens_with_reply(reading) and subject(reading) not in {None, state.topic}:
        return None
    state = replace(state, search=joined(state.base, reading))
    doubted = _told_last(state) if reading.says("takes_back") else None
    if doubted is not None:  # what was wrong is not understood: the old outcome is not repeated
        asked = question(doubted)
        _, plan = calculated(state, reading, on, follow_up=True, move="taken back")
        return replace(state, pending=asked, asked=1), replace(plan, ask=asked)
    return calculated(state, reading, on, follow_up=True, move="still", also_text=True)


def _told_last(state: State) -> str | None:
    """The input that a turn takes back without saying which: the last, or what counts most."""
    fields = fields_of(str(state.topic))
    known = [slot for slot in state.slots if slot in fields]
    kinds = (_COUNTS, DAYS, FLAGS)
    if state.changed in known and any(state.changed in kind for kind in kinds):
        return state.changed
    return next((slot for kind in kinds for slot in known if slot in kind), None)


def _asks_in_a_sentence(reading: Reading) -> bool:
    """Whether one of a turn's sentences is a question, and not only a word: "buso? nee"."""
    return any(
        reading.text[span.end : span.end + 1] == "?" and len(span.text.split()) >= _A_SENTENCE
        for span in sentences(reading.text)
    )


def _answers(reading: Reading) -> bool:
    """Whether a turn only adds to what was said, or denies it: "non, c'est un garage"."""
    if is_question(reading) or goes_on(reading):
        return False
    whole = reading.raw.strip().endswith(".") and len(reading.text.split()) >= _A_SENTENCE
    return whole or _opens_with_reply(reading) or reading.says("negative")


def _opens_with_reply(reading: Reading) -> bool:
    text = reading.text.strip()
    return any(lexicon.pattern(concept).match(text) for concept in ("yes", "no"))
