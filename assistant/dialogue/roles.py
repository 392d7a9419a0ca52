"""What each day in a turn is the day of: birth, first lesson, enrolment, absence and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import Span, sentences
from assistant.dialogue.dates import Mention

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
_AFTER_PENALTY = 6
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


def dated(text: str, mentions: tuple[Mention, ...]) -> tuple[Dated, ...]:
    """The days of plain text with their roles."""
    spans = sentences(text)
    cues = [_cues(span) if any(_holds(span, m) for m in mentions) else [] for span in spans]
    found = []
    for mention in mentions:
        place = next((n for n, span in enumerate(spans) if _holds(span, mention)), None)
        near = [] if place is None else cues[place]
        found.append(_with_role(text, _moved(text, mention), mentions, near))
    return tuple(_without_taken_back(text, found))


def _holds(span: Span, mention: Mention) -> bool:
    return span.start <= mention.start < span.end


def _cues(span: Span) -> list[_Cue]:
    """The words of a sentence that say what a day is the day of, with their places in the text."""
    return [
        (role, span.start + cue.start(), span.start + cue.end(), cue.group())
        for role in ROLES
        for cue in lexicon.find(role, span.text)
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


def _with_role(
    text: str, mention: Mention, mentions: tuple[Mention, ...], cues: list[_Cue]
) -> Dated:
    best = (_FARTHEST, "", "")
    for role, start, end, words in cues:
        distance = _distance(text, mention, start, end, mentions)
        if distance < best[0]:
            best = (distance, role, words)
    return Dated(mention, best[1], best[2])


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
