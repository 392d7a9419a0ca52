"""Turns read as one: people tell their case in a few messages and ask about it in the last."""

from __future__ import annotations

from datetime import date

from assistant.dialogue import lexicon
from assistant.dialogue.reading import Reading, read
from assistant.dialogue.state import State
from assistant.dialogue.topics import is_personal

_OPENING = 2
_FORMS = ("until_form", "amount_form", "type_form", "days_left_form", "count_form", "when_must")
_ENDS = ".?!;:"


def tells(reading: Reading) -> bool:
    """Whether a turn tells something and asks nothing."""
    if "?" in reading.text or (reading.says("asks") and reading.says("question_word")):
        return False
    if any(reading.says(form) for form in _FORMS):
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
    if reading.says("subject_change"):
        return reading
    return read(sentence_after(state.told, reading.raw), on)


def sentence_after(before: str, turn: str) -> str:
    """Two messages as one text, each its own sentence."""
    before = before.strip()
    if not before:
        return turn
    return f"{before} {turn}" if before.endswith(tuple(_ENDS)) else f"{before}. {turn}"
