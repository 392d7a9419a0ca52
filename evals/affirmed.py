"""Fits the model that hears yes or no of what a turn names (`assistant/dialogue/affirmed.json`).

    python -m evals.affirmed

The examples are the aanloop, the years before, the extensions and the lost workplaces named in
`wordings/told.jsonl`, in `wordings/deadlines.jsonl` and in the `dev` cases; their labels follow
from what the whole turn tells. Prints how well each source is heard by a model fitted without its
turns (eight folds). `test` is never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.dialogue.affirmed import WEIGHTS, Kind, Says, signals
from assistant.dialogue.dates import mentions
from assistant.dialogue.first_october import SLOTS, years
from assistant.dialogue.surroundings import Place, places
from evals.cases import load
from evals.labelled import DAY, RIDGE, numbered, plain
from evals.weighing import Example, Fit, fit

_NAMED = (
    (Kind.EXTENSION, "extension", "extension_granted"),
    (Kind.LOST, "workplace_gone", "workplace_lost"),
)


def main() -> None:
    """Fits, writes the weights and prints how well each source is heard without its turns."""
    fit(examples(), Fit(tuple(Says), RIDGE), WEIGHTS.path)


def examples() -> list[Example]:
    """What is named in all labelled turns."""
    found: list[Example] = []
    for batch, number, data in numbered("told", "deadlines"):
        found += _of_turn(data["text"], data["told"], DAY, number, batch)
    for number, case in enumerate(load("dev")):
        tool = case.gold.tool
        corrected = case.kind == "correction"  # an early turn tells what the gold takes back
        if tool is not None and tool.name == "deadline" and not corrected:
            for turn in case.turns:
                on = date.fromisoformat(case.on)
                found += _of_turn(turn, tool.arguments, on, number, "dev")
    return found


def _of_turn(
    turn: str, told: Mapping[str, Any], on: date, number: int, batch: str
) -> Iterator[Example]:
    """The examples of a turn; what is not told follows only where all that is told is labelled."""
    text = plain(turn)
    for kind, place, others, slot in _named(text, on):
        value = told.get(slot)
        if value is None and batch == "dev":
            continue
        yield Example(number, batch, signals(text, kind, place, others), Says.of(value))


def _named(text: str, on: date) -> Iterator[tuple[Kind, Place, Sequence[Place], str]]:
    aanloop, before = places("aanloop", text), years(text, mentions(text, on), on)
    others = [*aanloop, *(year.place for year in before)]
    for place in aanloop:
        yield Kind.AANLOOP, place, others, "aanloop_pupil_enrolled"
    for year in before:
        yield Kind.RAN, year.place, others, SLOTS[year.back[0]]
    for kind, concept, slot in _NAMED:
        named = places(concept, text)
        for place in named:
            yield kind, place, named, slot


if __name__ == "__main__":
    main()
