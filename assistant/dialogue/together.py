"""Turns read as one, or sentence by sentence.

People tell their case in a few messages and ask about it in the last, or do both in one message.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import sentences
from assistant.dialogue.leaning import (
    asks_where_or_why,
    changes_subject,
    content_words,
    goes_on,
    is_question,
    leans,
)
from assistant.dialogue.reading import Reading, read
from assistant.dialogue.state import State
from assistant.dialogue.subjects import subject
from assistant.dialogue.topics import is_personal

_OPENING, _FEW = 2, 2
_FORMS = ("until_form", "amount_form", "type_form", "days_left_form", "count_form", "when_must")
_ENDS = ".?!;:"


def tells(reading: Reading) -> bool:
    """Whether a turn tells something and asks nothing."""
    if "?" in reading.text or (reading.says("asks") and reading.says("question_word")):
        return False
    if any(reading.says(form) for form in _FORMS) or (goes_on(reading) and is_question(reading)):
        return False
    if not (reading.findings or is_personal(reading)):
        return False
    return not lexicon.has("question_word", " ".join(reading.text.split()[:_OPENING]))


def with_told(state: State, reading: Reading, on: date) -> Reading:
    """The turn with what was told right before it, as one message; the turn where nothing was."""
    if not state.told or state.pending is not None:
        return reading
    if tells(reading) and reading.says("correction"):
        return reading
    if changes_subject(reading):
        return reading
    return read(sentence_after(state.told, reading.raw), on)


def with_question(state: State, reading: Reading, on: date) -> Reading | None:
    """The turn and the question before it as one message, where it could give a calculation.

    None where the turn has a subject of its own, or neither tells an input nor asks for an outcome.
    """
    if state.calculating or not state.search or changes_subject(reading):
        return None
    if subject(reading) not in {None, state.topic} or asks_where_or_why(reading):
        return None
    told = tells(reading) and bool(reading.findings)
    asks = leans(reading) and any(reading.says(form) for form in (*_FORMS, "concrete"))
    return read(sentence_after(state.search, reading.raw), on) if told or asks else None


def in_its_place(state: State, reading: Reading, on: date) -> Reading:
    """A turn that leans on the question before it, as one message with it; any other by itself.

    So does a short one without a subject of its own: "à partir de quelle date pour moi ?".
    """
    if not state.search or changes_subject(reading):
        return reading
    short = subject(reading) is None and len(content_words(reading.text)) <= _FEW
    if not (short or leans(reading)):
        return reading
    return read(sentence_after(state.search, reading.raw), on)


def told_part(reading: Reading, on: date) -> Reading | None:
    """The opening sentence of a turn that tells something before it asks; None where none does."""
    if len(sentences(reading.text)) == 1:
        return None
    part, asks = next(by_sentence(reading, on))
    return None if asks or not part.findings else part


def by_sentence(reading: Reading, on: date) -> Iterator[tuple[Reading, bool]]:
    """Each sentence of a turn by itself, and whether it asks."""
    for span in sentences(reading.text):
        part = read(reading.raw[span.start : span.end].strip(), on)
        yield part, reading.text[span.end : span.end + 1] == "?" or is_question(part)


def sentence_after(before: str, turn: str) -> str:
    """Two messages as one text, each its own sentence."""
    before = before.strip()
    if not before:
        return turn
    return f"{before} {turn}" if before.endswith(tuple(_ENDS)) else f"{before}. {turn}"
