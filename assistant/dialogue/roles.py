"""What each day in a turn is the day of: birth, first lesson, enrolment, absence and so on."""

from __future__ import annotations

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
    found = [_with_role(text, mention, mentions, spans) for mention in mentions]
    return tuple(_without_taken_back(text, found))


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
    text: str, mention: Mention, mentions: tuple[Mention, ...], spans: list[Span]
) -> Dated:
    inside = next((s for s in spans if s.start <= mention.start < s.end), None)
    if inside is None:
        return Dated(mention, "")
    best = (_FARTHEST, "", "")
    for role in ROLES:
        for cue in lexicon.find(role, inside.text):
            start, end = inside.start + cue.start(), inside.start + cue.end()
            distance = _distance(text, mention, start, end, mentions)
            if distance < best[0]:
                best = (distance, role, cue.group())
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
