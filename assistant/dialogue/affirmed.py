"""Whether a turn says yes or no of what it names: a softmax model over the words around it.

A pupil of the aanloop, a year that the course ran in, an extension, a workplace that was lost: "ni
l'an dernier", "stond leeg", "gave him another go" are more ways to say it than a list can hold. The
weights are data (`affirmed.json`), fitted by `python -m evals.affirmed` on labelled turns, never
written by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path

from assistant.dialogue.surroundings import Place, of_part, parts
from assistant.dialogue.weighing import Weights

WEIGHTS = Weights(Path(__file__).parent / "affirmed.json")
_CONCEPTS = (
    *("negative", "nobody", "unsure", "condition", "modal", "affirms", "ran", "granted"),
    *("applied", "same_again", "attended", "question_word", "one_of_it", "none_of_it"),
)
_DENIALS = frozenset({"negative", "nobody", "none_of_it"})
_AFFIRMATIONS = frozenset({"affirms", "ran", "granted", "attended", "one_of_it"})
_REACH = 9
_SURE = 0.55


class Kind(StrEnum):
    """What is named."""

    AANLOOP = "aanloop"
    RAN = "ran"
    EXTENSION = "extension"
    LOST = "lost"


class Says(StrEnum):
    """What the words say of it."""

    YES = "yes"
    NO = "no"
    OPEN = "open"

    @classmethod
    def of(cls, told: bool | None) -> Says:
        """What is said where so much is told; None is nothing."""
        return cls.OPEN if told is None else cls.YES if told else cls.NO


def affirmed(text: str, kind: Kind, place: Place, others: Sequence[Place]) -> bool | None:
    """Whether plain text affirms what it names at `place`; None where it leaves that open.

    `others`: the other places of the turn where something is named.
    """
    heard = WEIGHTS.shares(signals(text, kind, place, others))
    best = max(heard, key=lambda says: heard[says])
    return None if best == Says.OPEN or heard[best] < _SURE else best == Says.YES


def signals(text: str, kind: Kind, place: Place, others: Sequence[Place]) -> dict[str, float]:
    """The words around a place and within it, by themselves and for what is named."""
    found = {"always": 1.0, f"is {kind}": 1.0, f"{kind}: {text[place.start : place.end]}": 1.0}
    for part in parts(text, place, [o for o in others if o != place]):
        for name, value in of_part(part, _CONCEPTS, _REACH):
            found[name] = max(value, found.get(name, 0.0))
            found[f"{kind} {name}"] = found[name]
    if "?" in text[place.end :]:
        found[f"{kind} asked later"] = 1.0
    for name in _meanings(found):
        found[name] = 1.0
        found[f"{kind} {name}"] = 1.0
    return found


def _meanings(found: Mapping[str, float]) -> Iterator[str]:
    """What the words of the own clause come to together: denied, done, or left open."""
    says = {concept for concept in _CONCEPTS if f"own says {concept}" in found}
    if says & {"unsure", "question_word", "modal"}:
        yield "left open"
    elif says & _DENIALS:
        yield "denied"
    elif says & _AFFIRMATIONS:
        yield "done"
    else:
        yield "neither"
