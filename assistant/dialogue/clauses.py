"""Clauses of a turn, and what is said of a thing in its clause: yes, no or neither."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.dialogue import lexicon

_SENTENCE = re.compile(r"[;!?\n]+|\.(?!\d)\s*")
_BREAK = re.compile(r"[,.;:?!]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of plain text with its place in it."""

    start: int
    end: int
    text: str


def clauses(text: str) -> list[Span]:
    """The clauses of plain text; an opening "nee wacht" denies nothing of what follows it."""
    opened = lexicon.pattern("opening_denial").match(text.lstrip())
    begin = opened.end() + len(text) - len(text.lstrip()) if opened else 0
    rest = _split(text, _break("french_break" if _is_french(text) else "clause_break"), begin)
    return [Span(0, begin, text[:begin]), *rest] if begin else rest


def _is_french(text: str) -> bool:
    """Whether "en" in plain text is the French preposition and not the Dutch conjunction."""
    return len(lexicon.find("french", text)) > len(lexicon.find("dutch", text))


@cache
def _break(concept: str) -> re.Pattern[str]:
    return re.compile(rf"[,;:!?\n()]|\.(?!\d)|{lexicon.pattern(concept).pattern}")


def sentences(text: str) -> list[Span]:
    """The sentences of plain text; a comma does not end one."""
    return _split(text, _SENTENCE)


def _split(text: str, at: re.Pattern[str], begin: int = 0) -> list[Span]:
    found = []
    for match in at.finditer(text, begin):
        found.append(Span(begin, match.start(), text[begin : match.start()]))
        begin = match.end()
    found.append(Span(begin, len(text), text[begin:]))
    return [span for span in found if span.text.strip()]


def holding(spans: Iterable[Span], place: int) -> Span | None:
    """The stretch that a place of the text stands in; None where it is in none."""
    return next((span for span in spans if span.start <= place < span.end), None)


def just_before(text: str, start: int, words: int) -> str:
    """So many words before a place, up to the last break."""
    return " ".join(_BREAK.split(text[:start])[-1].split()[-words:])


def is_negated(text: str) -> bool:
    """Whether a clause denies what it names; a doubt is no denial."""
    return lexicon.has("negative", text) and not lexicon.has("unsure", text)


def is_unsure(text: str) -> bool:
    """Whether the user says not to know."""
    return lexicon.has("unsure", text)


def is_achieved(text: str) -> bool:
    """Whether a clause says that something was completed with success."""
    return lexicon.has("achieved", text)
