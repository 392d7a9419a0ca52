"""Whether a year that a turn names was completed: a softmax model over the words around it.

"Zijn vierde heeft hij", "la 4e, ratée", "through his fifth": there are more ways to say it than a
list can hold, so the words around a year are weighed. The weights are data (`outcomes.json`),
fitted by `python -m evals.outcomes` on labelled sentences, never written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path

from assistant.dialogue import lexicon
from assistant.dialogue.rungs import Rung
from assistant.dialogue.surroundings import Part, Place, of_part, parts_as_written
from assistant.dialogue.weighing import Weights

WEIGHTS = Weights(Path(__file__).parent / "outcomes.json")
_CONCEPTS = (
    *("achieved", "negative", "unsure", "current", "done", "possesses", "only_some"),
    *("starts_now", "no_years_yet", "passes_this_year", "affirms", "modal", "condition"),
    *("last_year", "attended", "alternating", "question_word"),
)
_REACH, _FEW, _ADJACENT = 9, 1, 2
_AND = re.compile(
    r"\s*(?:en|et|and|\+|&)\s+(?:(?:het|'t|t|de|zijn|haar|mijn|mn|hun|sa|la|son|le|ma|the|her|his|my)\s+)?"
)


class Outcome(StrEnum):
    """What the words say of a year."""

    PASSED = "passed"
    REACHED = "reached"  # under way or next, so that the year before is done
    LACKING = "lacking"  # not completed, failed
    UNKNOWN = "unknown"


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
    joined = _named_together(text, rung, others)
    place = Place(joined[0].start, joined[-1].end)
    parts = list(_parts(text, place, [o for o in others if o not in joined]))
    for part in parts:
        for name, value in of_part(part, _CONCEPTS, _REACH, adjacent=_ADJACENT):
            found[name] = max(value, found.get(name, 0.0))
    own = parts[0].text if parts else ""
    denied, achieved = lexicon.has("negative", own), lexicon.has("achieved", own)
    found["denied"] = float(denied and not lexicon.has("unsure", own))
    found["achieved"] = float(achieved)
    found["denied and achieved"] = found["denied"] * found["achieved"]
    found["bare"] = float(len(own.split()) <= _FEW)
    return found


def _named_together(text: str, rung: Rung, others: Sequence[Rung]) -> list[Rung]:
    """The years that one verb is said of: "elle a réussi sa quatrième et sa cinquième"."""
    run: list[Rung] = []
    for one in sorted({rung, *others}, key=lambda r: r.start):
        if run and not _AND.fullmatch(text, run[-1].end, one.start):
            if rung in run:
                break
            run = []
        run.append(one)
    return run


def _parts(text: str, place: Place, others: Sequence[Rung]) -> Iterator[Part]:
    """The surroundings of a year; of a bare one the next clause says what it is of itself."""
    around = list(parts_as_written(text, place, others))
    yield from around
    own = around[0].text.split() if around else []
    after = next((part for part in around if part.name.startswith("after")), None)
    if after and len(own) <= _FEW:  # as in "la quatrième, il l'a"
        yield Part("said after", after.text, 1.0)
