"""Whether a year that a turn names was completed: a softmax model over the words around it.

"Zijn vierde heeft hij", "la 4e, ratée", "through his fifth": there are more ways to say it than a
list can hold, so the words around a year are weighed. The weights are data (`outcomes.json`),
fitted by `python -m evals.outcomes` on labelled sentences, never written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import Span, clauses
from assistant.dialogue.rungs import Rung
from assistant.dialogue.weighing import Weights, of_words

WEIGHTS = Weights(Path(__file__).parent / "outcomes.json")
_CONCEPTS = (
    *("achieved", "negative", "unsure", "current", "done", "possesses", "only_some"),
    *("starts_now", "no_years_yet", "passes_this_year", "affirms", "modal", "condition"),
    *("last_year", "attended", "alternating", "question_word"),
)
_WORD = re.compile(r"\w+|[():?]")
_REACH, _FEW, _ADJACENT = 9, 1, 2


class Outcome(StrEnum):
    """What the words say of a year."""

    PASSED = "passed"
    REACHED = "reached"  # under way or next, so that the year before is done
    LACKING = "lacking"  # not completed, failed
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of the turn beside a year; `weight` is less the farther it is."""

    name: str
    text: str
    weight: float


def outcomes(text: str, rung: Rung, others: Sequence[Rung]) -> dict[Outcome, float]:
    """How likely plain text says each thing of a year that it names.

    Args:
        text: the plain text of the turn.
        rung: the year.
        others: all years that the text names.
    """
    heard = WEIGHTS.shares(signals(text, rung, others))
    return {Outcome(name): share for name, share in heard.items()}


def signals(text: str, rung: Rung, others: Sequence[Rung]) -> dict[str, float]:
    """The words around a year, by where they stand, with their stems and what they mean."""
    found = {"always": 1.0, f"kind {rung.kind}": 1.0, f"level {rung.kind} {rung.level}": 1.0}
    parts = list(_parts(text, rung, [o for o in others if o != rung]))
    for part in parts:
        for name, value in _of_part(part):
            found[name] = max(value, found.get(name, 0.0))
    own = parts[0].text if parts else ""
    denied, achieved = lexicon.has("negative", own), lexicon.has("achieved", own)
    found["denied"] = float(denied and not lexicon.has("unsure", own))
    found["achieved"] = float(achieved)
    found["denied and achieved"] = found["denied"] * found["achieved"]
    found["bare"] = float(len(own.split()) <= _FEW)
    return found


def _parts(text: str, rung: Rung, others: Sequence[Rung]) -> Iterator[_Part]:
    """The clause of a year up to the next year on either side, its rest, and the clauses beside."""
    spans = clauses(text)
    place = next((n for n, s in enumerate(spans) if s.start <= rung.start < s.end), None)
    if place is None:
        return
    own = spans[place]
    low = max([o.end for o in others if own.start <= o.end <= rung.start], default=own.start)
    high = min([o.start for o in others if rung.end <= o.start <= own.end], default=own.end)
    left, right = text[low : rung.start], text[rung.end : max(high, rung.end)]
    yield _Part("own", f"{left} {right}", 1.0)
    yield _Part("left", left, 1.0)
    yield _Part("right", right, 1.0)
    yield _Part("far left", text[own.start : low], 0.5)
    yield _Part("far right", text[high : own.end], 0.5)
    bare = len(f"{left} {right}".split()) <= _FEW
    if bare and place + 1 < len(spans):  # as in "la quatrième, il l'a"
        yield _Part("said after", spans[place + 1].text, 1.0)
    for name, weight, at in (("before", 0.4, place - 1), ("after", 0.6, place + 1)):
        if 0 <= at < len(spans):
            yield _Part(name + _named(spans[at], others), spans[at].text, weight)


def _named(span: Span, others: Sequence[Rung]) -> str:
    """A mark for a clause that names a year of its own."""
    return " of another" if any(span.start <= o.start < span.end for o in others) else ""


def _of_part(part: _Part) -> Iterator[tuple[str, float]]:
    words = _WORD.findall(part.text)
    if part.name.startswith("before"):
        words = words[-_REACH:]
    if part.name.startswith("after"):
        words = words[:_REACH]
    yield from of_words(part.name, words, part.weight)
    beside = {"left": words[::-1], "right": words}.get(part.name, [])
    for distance, word in enumerate(beside[:_ADJACENT], start=1):
        yield f"{part.name} {distance}: {word}", part.weight
    for concept in _CONCEPTS:
        if lexicon.has(concept, part.text):
            yield f"{part.name} says {concept}", part.weight
