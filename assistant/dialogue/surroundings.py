"""The words around a place in a turn, by where they stand: what the small models weigh."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Protocol

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import Span, clauses
from assistant.dialogue.weighing import of_words

_WORD = re.compile(r"\w+|[():?]")
_ASIDE = re.compile(r"\([^()]*\)")
_ADJACENT, _MOST = 3, 12
_REMEMBERED = 64
_FAR, _BEFORE, _AFTER = 0.5, 0.4, 0.6


class Named(Protocol):
    """Anything with a place in plain text."""

    @property
    def start(self) -> int:
        """Where it starts."""
        ...

    @property
    def end(self) -> int:
        """Where it ends."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is named in plain text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the turn beside a place; `weight` is less the farther it is."""

    name: str
    text: str
    weight: float


def places(concept: str, text: str) -> list[Place]:
    """Where plain text names a concept; the first dozen places."""
    named = islice(lexicon.pattern(concept).finditer(text), _MOST)
    return [Place(match.start(), match.end()) for match in named]


def parts(text: str, place: Place, others: Sequence[Place]) -> Iterator[Part]:
    """The surroundings of a place as if what stands between brackets were not there."""
    return parts_as_written(_without_asides(text, place), place, others)


def parts_as_written(text: str, place: Named, others: Sequence[Named]) -> Iterator[Part]:
    """The clause of a place up to the next of `others`, its rest, and the clauses beside it."""
    spans = _clauses(text)
    at = next((n for n, s in enumerate(spans) if s.start <= place.start < s.end), None)
    if at is None:
        return
    own = spans[at]
    low = max([o.end for o in others if own.start <= o.end <= place.start], default=own.start)
    high = min([o.start for o in others if place.end <= o.start <= own.end], default=own.end)
    left, right = text[low : place.start], text[place.end : max(high, place.end)]
    yield Part("own", f"{left} {right}", 1.0)
    yield Part("left", left, 1.0)
    yield Part("right", right, 1.0)
    yield Part("far left", text[own.start : low], _FAR)
    yield Part("far right", text[high : own.end], _FAR)
    for name, weight, beside in (("before", _BEFORE, at - 1), ("after", _AFTER, at + 1)):
        if 0 <= beside < len(spans):
            yield Part(name + _named(spans[beside], others), spans[beside].text, weight)


@lru_cache(_REMEMBERED)
def _clauses(text: str) -> list[Span]:
    """The clauses of a turn; the same for each of its places."""
    return clauses(text)


def _without_asides(text: str, place: Place) -> str:
    """The text with what stands between brackets blanked, unless the place itself does."""
    for aside in _ASIDE.finditer(text):
        if not aside.start() <= place.start < aside.end():
            text = text[: aside.start()] + " " * len(aside.group()) + text[aside.end() :]
    return text


def _named(span: Span, others: Sequence[Named]) -> str:
    """A mark for a clause that names something of its own."""
    return " of another" if any(span.start <= o.start < span.end for o in others) else ""


def of_part(
    part: Part, concepts: Sequence[str], reach: int, *, adjacent: int = _ADJACENT
) -> Iterator[tuple[str, float]]:
    """The signals of a part: its words, the nearest by their distance, and what they mean.

    `reach`: how many words of a clause beside the own one count; `adjacent`: how many words next
    to the place count by their distance.
    """
    words = _WORD.findall(part.text)
    if part.name.startswith("before"):
        words = words[-reach:]
    if part.name.startswith("after"):
        words = words[:reach]
    yield from of_words(part.name, words, part.weight)
    beside = {"left": words[::-1], "right": words}.get(part.name, [])
    for distance, word in enumerate(beside[:adjacent], start=1):
        yield f"{part.name} {distance}: {word}", part.weight
    for concept in concepts:
        if lexicon.has(concept, part.text):
            yield f"{part.name} says {concept}", part.weight
