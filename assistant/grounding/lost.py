"""What the quotes deny or restrict, and a statement about them must say too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.grounding.claims import Code, Failure
from assistant.grounding.clauses import Clause
from assistant.grounding.grounds import Ground
from assistant.grounding.markers import Markers
from assistant.grounding.reading import flat, pattern
from assistant.grounding.weights import Weights

Similarity = Callable[[str, str], float]
_TOLD_OF_NEAREST = 0.17


def lost_markers(
    clauses: Sequence[Clause],
    about: Sequence[Sequence[Clause]],
    grounds: Sequence[Ground],
    weights: Weights,
    similarity: Similarity,
) -> Iterator[Failure]:
    """Denials and restrictions of the sentence that is nearest in meaning, which nothing tells."""
    units = by_sentence(grounds)
    for number in dict.fromkeys(c.sentence for c in clauses):
        own = [c for c in clauses if c.sentence == number]
        text = " ".join(c.text for c in own)
        nearest = max(units, key=lambda unit: similarity(text, " ".join(c.text for c in unit)))
        for other in _rules_of(nearest):
            least = max(weights.likeness(other, c) for c in own)
            if least < _TOLD_OF_NEAREST:
                continue
            tellers = [
                c
                for c, near in zip(clauses, about, strict=True)
                if c.sentence == number or any(n is o for n in near for o in nearest)
            ]
            beside = [
                c
                for c, near in zip(clauses, about, strict=True)
                if c.sentence == number or other in near
            ]
            if _set_apart(nearest) and any(_restricts(c.markers) for c in tellers):
                continue
            if other.markers.negated and any(c.markers.lacking for c in nearest):
                tellers = [c for c in tellers if c.markers.negated or not c.markers.lacking]
            yield from untold(other, tellers, beside, text)


def _set_apart(sentence: Sequence[Clause]) -> bool:
    """Whether a sentence denies of the rest what it allows for some: "enkel …, niet …"."""
    return any(_restricts(c.markers) for c in sentence)


def by_sentence(grounds: Sequence[Ground]) -> list[list[Clause]]:
    """The clauses of the quotes by sentence."""
    groups: dict[tuple[int, int], list[Clause]] = {}
    for number, ground in enumerate(grounds):
        for clause in ground.clauses:
            groups.setdefault((number, clause.sentence), []).append(clause)
    return list(groups.values())


def _rules_of(sentence: Sequence[Clause]) -> list[Clause]:
    """The clauses of a sentence without those that say what for."""
    openers = pattern("markers", "purposes", sentence[0].language)
    purposes = [bool(openers.match(flat(c.text).lstrip(" -"))) for c in sentence]
    return [
        c
        for c, purpose, before in zip(sentence, purposes, [False, *purposes], strict=False)
        if not purpose and not (before and flat(c.text).startswith("dat "))
    ]


def untold(
    other: Clause, tellers: Sequence[Clause], beside: Sequence[Clause], text: str
) -> Iterator[Failure]:
    """A denial of the quotes that no teller has, or a restriction that none beside has."""
    there = other.markers
    denied = any(_denies(c.markers) for c in tellers)
    if there.negated and there.lacking:
        denied = any(c.markers.negated for c in tellers)
    if (there.negated or there.lacking) and not denied:
        yield Failure(Code.NEGATION, f"lost: {text}")
    if there.only and not any(_restricts(c.markers) for c in beside):
        yield Failure(Code.EXCLUSIVITY, f"lost: {text}")


def _denies(markers: Markers) -> bool:
    return markers.negated or markers.lacking


def _restricts(markers: Markers) -> bool:
    return markers.only or markers.exception
