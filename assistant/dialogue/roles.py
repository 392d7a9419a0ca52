"""What each day in a turn is the day of: birth, first lesson, enrolment, absence and so on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import Span, clauses, is_negated, sentences
from assistant.dialogue.day_roles import WEIGHTS, signals
from assistant.dialogue.mention import Mention

ROLES = (
    "other",
    "lost",
    "birth",
    "first",
    "enrolled",
    "recognition",
    "absence",
    "local_off",
    "submitted",
    "claim",
    "no_pupil",
)
# Days that no input is read from: what is asked about, or said in passing.
_AS_ROLE = {"entry": "", "start": "", "pay": "", "count_day": "no_pupil", "today": "other"}
_MORE_WORDS = {"birth": ("turned",)}
_NO_INPUT = frozenset({"other", "claim"})
_HEARD, _HEARD_AGAINST = 0.5, 0.8
_AFTER_PENALTY, _BESIDE = 6, 2
_CLAUSE_PENALTY = 12
_FARTHEST = 90
_FEW_WORDS = 7
_OTHER_PART = re.compile(
    r"(?P<words>[^\d.;?!]{1,40}?)\b"
    r"(?:(?P<year>20\d\d)|(?P<day>3[01]|[12]\d|[1-9])(?:e|er|ste|de|st|nd|rd|th)?)"
    r"(?=\s*(?:[.,;:?!)]|$))(?!\.\d)"
)
_Cue = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Dated:
    """A day and what it is the day of; `role` is "" where no word says."""

    mention: Mention
    role: str
    cue: str = ""

    @property
    def day(self) -> date | None:
        """The day; None where only a month is named."""
        return self.mention.day


def dated(text: str, mentions: tuple[Mention, ...], on: date) -> tuple[Dated, ...]:
    """The days of plain text with their roles; `on` is the day asked on."""
    found = [_with_role(text, place, mentions, on) for place in places(text, mentions)]
    return tuple(_without_taken_back(text, found))


@dataclass(frozen=True, slots=True)
class Place:
    """A day with its sentence, and the nearest word of each role: how far it is, and the word."""

    mention: Mention
    sentence: Span | None
    near: dict[str, tuple[int, str]]


def places(text: str, mentions: tuple[Mention, ...]) -> Iterator[Place]:
    """The days of plain text with what their sentences say of roles."""
    spans = sentences(text)
    cues = [_cues(span) if any(_holds(span, m) for m in mentions) else [] for span in spans]
    for mention in mentions:
        number = next((n for n, span in enumerate(spans) if _holds(span, mention)), None)
        near: dict[str, tuple[int, str]] = {}
        for role, start, end, words in [] if number is None else cues[number]:
            distance = _distance(text, mention, start, end, mentions)
            if distance < near.get(role, (_FARTHEST, ""))[0]:
                near[role] = (distance, words)
        yield Place(mention, None if number is None else spans[number], near)


def _holds(span: Span, mention: Mention) -> bool:
    return span.start <= mention.start < span.end


def _cues(span: Span) -> list[_Cue]:
    """The words of a sentence that say what a day is the day of, with their places in the text."""
    return [
        (role, span.start + cue.start(), span.start + cue.end(), cue.group())
        for role in ROLES
        for concept in (role, *_MORE_WORDS.get(role, ()))
        for cue in lexicon.find(concept, span.text)
    ]


def _moved(text: str, mention: Mention) -> Mention:
    """As in "8 september, pardon, le 9": the day with the day or year that corrects it."""
    after = _OTHER_PART.match(text, mention.end)
    if mention.day is None or after is None or not taken_back(after["words"]):
        return mention
    part = {name: int(after[name]) for name in ("year", "day") if after[name]}
    try:
        return replace(mention, day=mention.day.replace(**part))
    except ValueError:
        return mention


def _without_taken_back(text: str, found: list[Dated]) -> list[Dated]:
    """The days without those that the next one corrects; that one has their role."""
    kept: list[Dated] = []
    for one in found:
        before = kept[-1] if kept else None
        if before and taken_back(text[before.mention.end : one.mention.start]):
            kept[-1] = replace(one, role=before.role, cue=before.cue)
        else:
            kept.append(one)
    return kept


def taken_back(between: str) -> bool:
    """Whether the few words between two things say that the second replaces the first."""
    return len(between.split()) <= _FEW_WORDS and lexicon.has("self_correction", between)


def _with_role(text: str, place: Place, mentions: tuple[Mention, ...], on: date) -> Dated:
    """A day with the role that is heard in the words around it, else that of the nearest word."""
    near = {role: distance for role, (distance, _) in place.near.items()}
    told = signals(text, place.mention, place.sentence, mentions, near, on)
    shares = WEIGHTS.shares(told)
    heard = max(shares, key=lambda role: shares[role])
    role, nearest = _AS_ROLE.get(heard, heard), min(near, key=lambda name: near[name], default="")
    if place.mention.day == on and _only_tells_when(text, place.mention, mentions):
        role = "other"
    elif shares[heard] < (_HEARD_AGAINST if nearest in _NO_INPUT else _HEARD):
        role = nearest
    cue = place.near.get(role, (0, ""))[1]
    return Dated(_moved(text, place.mention), role, cue)


def _only_tells_when(text: str, mention: Mention, mentions: tuple[Mention, ...]) -> bool:
    """As in "vandaag (12/10) is die nog niet binnen": today is the day of nothing else."""
    twice = any(m.day == mention.day and 0 <= mention.start - m.end <= _BESIDE for m in mentions)
    return twice or any(is_negated(s.text) for s in clauses(text) if _holds(s, mention))


def _distance(
    text: str, mention: Mention, start: int, end: int, mentions: tuple[Mention, ...]
) -> int:
    """How far a word is from a day; after it, past a comma or past another day counts more."""
    if end <= mention.start:
        between, distance = text[end : mention.start], mention.start - end
        low, high = end, mention.start
    else:
        between, distance = text[mention.end : start], start - mention.end + _AFTER_PENALTY
        low, high = mention.end, start
    crossed = sum(
        low <= other.start < high
        for other in mentions
        if (other.start, other.end) != (mention.start, mention.end)
    )
    breaks = between.count(",") + lexicon.has("clause_break", between)
    breaks += between.count(":") if start >= mention.end else 0
    return max(distance, 0) + _CLAUSE_PENALTY * (breaks + crossed)
