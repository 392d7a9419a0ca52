"""Fits the model that hears what a number of days counts (`assistant/dialogue/counted.json`).

    python -m evals.counted

The examples are the numbers of `wordings/told.jsonl` and `wordings/deadlines.jsonl`, each labelled,
and those of the `dev` cases on deadlines that are an argument of the gold call. Prints how well
each source is heard by a model fitted without its turns (eight folds). `test` is never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from assistant.dialogue import lexicon
from assistant.dialogue.counted import WEIGHTS, Amount, Counts, amounts, signals, without_wholes
from assistant.dialogue.dates import mentions
from assistant.dialogue.mention import without_mentions
from evals.cases import load
from evals.labelled import DAY, RIDGE, numbered, plain
from evals.weighing import Example, Fit, fit

_OF_LABEL = {
    "days_absent": Counts.ABSENT,
    "days_unjustified": Counts.UNJUSTIFIED,
    "days_used": Counts.USED,
}
_OF_ARGUMENT = {"justified_absence_days": Counts.ABSENT, "days_used": Counts.USED}


def main() -> None:
    """Fits, writes the weights and prints how well each source is heard without its turns."""
    fit(examples(), Fit(tuple(Counts), RIDGE), WEIGHTS.path)


def examples() -> list[Example]:
    """The numbers of all labelled turns."""
    found: list[Example] = []
    for batch, number, data in numbered("told", "deadlines"):
        text = _counting(data["text"], DAY)
        named = amounts(text)
        labels = dict(_labelled(text, named, data["numbers"]))
        found += _of_turn(text, named, labels, number, batch)
    for number, case in enumerate(load("dev")):
        tool, on = case.gold.tool, date.fromisoformat(case.on)
        if tool is not None and tool.name == "deadline":
            text = _counting(case.turns[-1], on)
            named = amounts(text)
            found += _of_turn(text, named, _implied(named, tool.arguments), number, "dev")
    return found


def _of_turn(
    text: str, named: Sequence[Amount], labels: Mapping[Amount, Counts], turn: int, batch: str
) -> Iterator[Example]:
    for amount in named:
        label = labels.get(amount, Counts.OTHER)
        yield Example(turn, batch, signals(text, amount, named), label)


def _labelled(
    text: str, named: Sequence[Amount], labels: Sequence[Mapping[str, str]]
) -> Iterator[tuple[Amount, Counts]]:
    """What the numbers of a turn count, by the place of their words."""
    begin = 0
    for label in labels:
        words = lexicon.plain(label["words"])
        places = [a for a in named if text.startswith(words, a.place.start)]
        amount = next((a for a in places if a.place.start >= begin), None)
        if amount is not None:
            begin = amount.place.end
            yield amount, _OF_LABEL.get(label["role"], Counts.OTHER)


def _implied(named: Sequence[Amount], told: Mapping[str, Any]) -> dict[Amount, Counts]:
    """The numbers that are an argument."""
    return {
        amount: counts
        for slot, counts in _OF_ARGUMENT.items()
        for amount in named
        if isinstance(told.get(slot), int) and amount.days == told[slot]
    }


def _counting(text: str, on: date) -> str:
    shown = plain(text)
    return without_wholes(without_mentions(shown, mentions(shown, on)))


if __name__ == "__main__":
    main()
