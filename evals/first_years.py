"""Fits the model that hears whether the first two years were attended (`first_years.json`).

    python -m evals.first_years

The examples are the turns of `wordings/` about compulsory schooling and the `dev` cases whose gold
call tells it, that name a year of secondary education. Prints how well each source is heard by a
model fitted without its turns (eight folds). `test` is never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from assistant.dialogue.affirmed import Says
from assistant.dialogue.first_years import WEIGHTS, levels, signals
from evals.cases import load
from evals.labelled import numbered, plain
from evals.weighing import Example, Fit, fit

_SLOT, _ABOUT = "first_two_years_attended", "compulsory_schooling"
_RIDGE = 3.0  # few turns: held back more than the other models


def main() -> None:
    """Fits, writes the weights and prints how well each source is heard without its turns."""
    fit(examples(), Fit(tuple(Says), _RIDGE), WEIGHTS.path)


def examples() -> list[Example]:
    """The turns that name a year; what is not told follows only where all that is told is."""
    found: list[Example] = []
    for batch, number, data in numbered("told", "deadlines"):
        if data["about"] == _ABOUT:
            found += _of_turn(data["text"], data["told"], number, batch)
    for number, case in enumerate(load("dev")):
        tool = case.gold.tool
        if tool is not None and _SLOT in tool.arguments:
            naming = [turn for turn in case.turns if levels(plain(turn))]
            if len(naming) == 1:  # which of several turns tells it is not labelled
                found += _of_turn(naming[0], tool.arguments, number, "dev")
    return found


def _of_turn(turn: str, told: Mapping[str, Any], number: int, batch: str) -> Iterator[Example]:
    text = plain(turn)
    named = levels(text)
    if named:
        yield Example(number, batch, signals(text, named), Says.of(told.get(_SLOT)))


if __name__ == "__main__":
    main()
