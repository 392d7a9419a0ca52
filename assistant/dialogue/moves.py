"""Turns that go on with a calculation: a reply, a change, a question about it, what was missing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from assistant.dialogue import lexicon
from assistant.dialogue.calculation import LEFT_OVER, Step, calculated
from assistant.dialogue.clauses import sentences
from assistant.dialogue.corrections import corrected, placed, time_of_pay, years_later
from assistant.dialogue.finding import Findings
from assistant.dialogue.inputs import fields_of, inputs, main_day
from assistant.dialogue.leaning import (
    asks_outright,
    asks_where_or_why,
    changes_subject,
    goes_on,
    is_question,
    joined,
    leans,
)
from assistant.dialogue.questions import DAYS, FLAGS, UNKNOWN, question
from assistant.dialogue.reading import Reading, read
from assistant.dialogue.replies import NUMBERS, count, day, is_vague_day, knows_not, reply
from assistant.dialogue.state import State, relevant, with_findings, without_topic
from assistant.dialogue.subjects import subject
from assistant.dialogue.together import tells
from assistant.dialogue.topics import is_personal

_FEW_WORDS, _A_SENTENCE = 4, 3
_COUNTS = NUMBERS - {"hours_simulated"}
_OF_THE_CASE = ("weak_reference", "strong_reference", "starter", "correction")


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
    spans = sentences(reading.text)
    if state.pending is None or len(spans) == 1:
        return reading
    for span in spans:
        part = read(reading.raw[span.start : span.end].strip(), on)
        asks = reading.text[span.end : span.end + 1] == "?" or is_question(part)
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
        part = _told_part(reading, on) if found and is_question(reading) else None
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
    return topic == "allowance" and reading.says("correction") and reading.says("only_some")


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


def completion(state: State, reading: Reading, number: int, on: date) -> Step | None:
    """Inputs told after a question that the text answered, and that now make a calculation.

    They may also come back to a calculation that another subject broke off.
    """
    if state.calculating:
        return None
    if is_question(reading):
        told = _told_part(reading, on) if state.topic is not None else None
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


def _told_part(reading: Reading, on: date) -> Reading | None:
    """The opening sentence of a turn that tells something before it asks; None where none does."""
    spans = sentences(reading.text)
    if len(spans) == 1 or reading.text[spans[0].end : spans[0].end + 1] == "?":
        return None
    part = read(reading.raw[spans[0].start : spans[0].end].strip(), on)
    return None if is_question(part) or not part.findings else part


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
