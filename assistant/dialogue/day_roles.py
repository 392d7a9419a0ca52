"""What a day is the day of, by how it sounds: a softmax model over the words around it.

It weighs how near the words of each role stand (`roles.yaml`) with all the other words of the
sentence, the year, and what the turn is about. The weights are data (`day_roles.json`), fitted by
`python -m evals.day_roles` on labelled turns, never written by hand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import Span
from assistant.dialogue.mention import Mention
from assistant.dialogue.weighing import Weights, of_words

WEIGHTS = Weights(Path(__file__).parent / "day_roles.json")
_WORD = re.compile(r"\w+|[():?]")
_REACH, _ADJACENT, _NEAR = 7, 2, 15.0
_FAR = 12
_LONG_AGO, _REMEMBERED = 9, 64
_SUBJECTS = (
    *("search", "screening", "programming_strong", "first_october", "pay", "general_education"),
    *("schooling_duty", "entry", "workplace_lost", "recognition", "absence", "until_form"),
    *("days_left_form", "work", "may_start", "apply_form", "aanloop"),
)


def signals(
    text: str,
    mention: Mention,
    sentence: Span | None,
    mentions: Sequence[Mention],
    near: Mapping[str, int],
    on: date,
) -> dict[str, float]:
    """What stands around a day, by where.

    Args:
        text: the plain text of the turn.
        mention: the day.
        sentence: the sentence that it stands in.
        mentions: all days of the turn.
        near: for each role whose words stand in the sentence, how far the nearest one is.
        on: the day asked on.
    """
    found = {"always": 1.0}
    for role, distance in near.items():
        found[f"near {role}"] = math.exp(-distance / _NEAR)
    if near:
        found[f"nearest {min(near, key=lambda role: near[role])}"] = 1.0
    for name in _of_day(text, mention, mentions, on):
        found[name] = 1.0
    for subject in _subjects(text):
        found[f"says {subject}"] = 1.0
    if sentence is not None:
        for name, value in _of_sentence(text, mention, sentence, mentions):
            found[name] = max(value, found.get(name, 0.0))
    return found


@lru_cache(_REMEMBERED)
def _subjects(text: str) -> tuple[str, ...]:
    """What a turn is about; the same for each of its days."""
    return tuple(subject for subject in _SUBJECTS if lexicon.has(subject, text))


def _of_day(text: str, mention: Mention, mentions: Sequence[Mention], on: date) -> Iterator[str]:
    yield f"days {min(len(mentions), 3)}"
    yield f"place {min(mentions.index(mention), 2)}"
    if mention is mentions[-1]:
        yield "last"
    for name in ("assumed", "ranged"):
        if getattr(mention, name):
            yield name
    if text[mention.start : mention.end] in lexicon.data("dates")["relative"]:
        yield "relative"
    if mention.day is None:
        yield "month"
        return
    if (mention.day.month, mention.day.day) in {(10, 1), (9, 1)}:
        yield f"first of {mention.day.month}"
    if on.year - mention.day.year > _LONG_AGO:
        yield "long ago"
    yield "past" if mention.day <= on else "to come"


def _of_sentence(
    text: str, mention: Mention, sentence: Span, mentions: Sequence[Mention]
) -> Iterator[tuple[str, float]]:
    """The words before and after a day, up to the next day on either side, and beyond."""
    others = [m for m in mentions if m is not mention]
    low = max(
        [m.end for m in others if sentence.start <= m.end <= mention.start], default=sentence.start
    )
    high = min(
        [m.start for m in others if mention.end <= m.start <= sentence.end], default=sentence.end
    )
    before = _WORD.findall(text[low : mention.start])
    after = _WORD.findall(text[mention.end : max(high, mention.end)])
    yield from of_words("before", before[-_REACH:], 1.0)
    yield from of_words("after", after[:_REACH], 0.8)
    yield from of_words("far before", _WORD.findall(text[sentence.start : low])[-_FAR:], 0.3)
    yield from of_words("far after", _WORD.findall(text[high : sentence.end])[:_FAR], 0.3)
    for name, words in (("before", before[::-1]), ("after", after)):
        for distance, word in enumerate(words[:_ADJACENT], start=1):
            yield f"{name} {distance}: {word}", 1.0
