"""What a number of days counts: absence, truancy, search: a softmax model over the words around it.

"Hij zocht er 9", "two days with a note", "on en est à 14" are more ways to say it than a list can
hold. The weights are data (`counted.json`), fitted by `python -m evals.counted` on labelled turns,
never written by hand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import holding, sentences
from assistant.dialogue.surroundings import Place, of_part, parts
from assistant.dialogue.weighing import Weights

WEIGHTS = Weights(Path(__file__).parent / "counted.json")
_CONCEPTS = (
    *("absence", "unjustified", "used", "search", "last_school_year", "anew", "negative"),
    *("question_word", "extension", "condition", "count_out_of"),
)
_SUBJECTS = ("absence", "unjustified", "used", "workplace_gone", "search", "screening", "work")
_UNITS = (("days_count", 1), ("weeks_count", 5))  # a week has five days of school
LIMITS = frozenset({20, 40})  # the days of the search itself (omzendbrief 7.1)
_CUES = ("absence", "unjustified", "used")
_NEAR = 15.0
_REACH, _REMEMBERED = 9, 64
_MOST = 12
_SURE, _LIKELY = 0.5, 0.3


class Counts(StrEnum):
    """What a number counts."""

    ABSENT = "absent"  # days of absence with a reason
    UNJUSTIFIED = "unjustified"
    USED = "used"  # days searched this school year
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of plain text with its place; `unit` is its days where it has a unit, else 0."""

    place: Place
    number: int
    unit: int

    @property
    def days(self) -> int:
        """How many days it is; a number by itself is one of days."""
        return self.number * (self.unit or 1)


def amounts(text: str) -> list[Amount]:
    """The whole numbers of plain text; an article only where days or weeks follow.

    No more than a dozen: a turn with more of them is a table, and no telling.
    """
    articles = lexicon.data("numbers")["articles"]
    found: list[Amount] = []
    for match in lexicon.find_numbers(text):
        if len(found) == _MOST:
            break
        value = lexicon.number(match.group())
        unit = _unit(text, match.start())
        if value is not None and value == int(value) and (unit or match.group() not in articles):
            found.append(Amount(Place(match.start(), match.end()), int(value), unit))
    return found


def without_wholes(text: str) -> str:
    """The text with what a number is a part of blanked: "3 van de 5 dagen" is three days."""
    for match in lexicon.find("count_out_of", text):
        first = lexicon.find_numbers(match.group())[0].end() + match.start()
        text = text[:first] + " " * (match.end() - first) + text[match.end() :]
    return text


def _unit(text: str, start: int) -> int:
    return next((days for name, days in _UNITS if lexicon.pattern(name).match(text, start)), 0)


def counted(text: str, amount: Amount, others: Sequence[Amount]) -> Counts:
    """What a number of plain text counts; what is not sure counts as something else.

    `others`: all numbers of the turn.
    """
    told = signals(text, amount, others)
    heard = WEIGHTS.shares(told)
    if heard[Counts.USED] >= _LIKELY and _is_plainly_used(text, amount, told):
        return Counts.USED
    best = max(heard, key=lambda counts: heard[counts])
    return Counts(best) if heard[best] >= _SURE else Counts.OTHER


def _is_plainly_used(text: str, amount: Amount, told: Mapping[str, float]) -> bool:
    """Whether words of searching stand nearest to a number that is not a limit or of last year."""
    inside = holding(sentences(text), amount.place.start)
    earlier = inside is not None and lexicon.has("last_year", inside.text)
    return "nearest used" in told and amount.number not in {0, *LIMITS} and not earlier


def signals(text: str, amount: Amount, others: Sequence[Amount]) -> dict[str, float]:
    """The words around a number, its unit, and what the turn is about."""
    unit = f"unit {amount.unit}"
    found = {"always": 1.0, unit: 1.0, f"numbers {min(len(others), 3)}": 1.0}
    if amount.number in LIMITS:
        found["limit"] = 1.0
    if amount is others[-1]:
        found["last"] = 1.0
    for subject in _subjects(text):
        found[f"turn says {subject}"] = 1.0
        found[f"turn says {subject}, {unit}"] = 1.0
    for name, value in _near(text, amount.place):
        found[name] = value
    places = [other.place for other in others if other is not amount]
    for part in parts(text, amount.place, places):
        for name, value in of_part(part, _CONCEPTS, _REACH):
            found[name] = max(value, found.get(name, 0.0))
    return found


def _near(text: str, place: Place) -> Iterator[tuple[str, float]]:
    """How near the words of each thing that days may count stand in the sentence."""
    inside = holding(sentences(text), place.start)
    if inside is None:
        return
    near = {}
    for concept in _CUES:
        gaps = [
            max(inside.start + match.start() - place.end, place.start - inside.start - match.end())
            for match in lexicon.find(concept, inside.text)
        ]
        if gaps:
            near[concept] = max(min(gaps), 0)
            yield f"near {concept}", math.exp(-near[concept] / _NEAR)
    if near:
        yield f"nearest {min(near, key=lambda cue: near[cue])}", 1.0


@lru_cache(_REMEMBERED)
def _subjects(text: str) -> tuple[str, ...]:
    """What a turn is about; the same for each of its numbers."""
    return tuple(subject for subject in _SUBJECTS if lexicon.has(subject, text))
