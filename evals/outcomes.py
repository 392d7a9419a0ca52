"""Fits the model that hears whether a year was completed (`assistant/dialogue/outcomes.json`).

    python -m evals.outcomes

The examples are the years named in `wordings/years.jsonl`, each labelled, and in the turns of
`wordings/told.jsonl` and of the `dev` cases, whose labels follow from what the whole turn tells.
Prints how well each source is heard by a model fitted without its turns (eight folds).
`test` is never read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.dialogue.outcomes import WEIGHTS, Outcome, signals
from assistant.dialogue.rungs import Kind, Rung, rungs
from evals.cases import load
from evals.labelled import RIDGE, labelled, plain
from evals.weighing import Example, Fit, fit

_OF_LABEL = {
    "passed": Outcome.PASSED,
    "failed": Outcome.LACKING,
    "current": Outcome.REACHED,
    "future": Outcome.REACHED,
    "unknown": Outcome.UNKNOWN,
}
_BUSO = "buso_qualification_phase_completed"
_SCHOOL_SLOTS = {4: "second_degree_completed", 5: "third_degree_first_year_completed"}


def main() -> None:
    """Fits, writes the weights and prints how well each source is heard without its turns."""
    fit(examples(), Fit(tuple(Outcome), RIDGE, same=_judged), WEIGHTS.path)


def _judged(outcome: str) -> str:
    """A year that was reached and one that is lacking are both not completed."""
    return Outcome.LACKING if outcome == Outcome.REACHED else outcome


def examples() -> list[Example]:
    """The years of all labelled turns."""
    turns: list[tuple[str, str, dict[int, Outcome]]] = []
    for data in labelled("years"):
        turns.append(("years", plain(data["text"]), _labelled(data)))
    for data in labelled("told"):
        if data["about"] == "allowance":
            turns.append(("told", *_implied(data["text"], data["told"], told_all=True)))
    for case in load("dev"):
        tool = case.gold.tool
        if tool is not None and tool.name == "allowance" and len(case.turns) == 1:
            turns.append(("dev", *_implied(case.turns[0], tool.arguments, told_all=False)))
    return [
        Example(number, batch, signals(text, rung, named), labels[rung.start])
        for number, (batch, text, labels) in enumerate(turns)
        for named in [rungs(text)]
        for rung in named
        if rung.start in labels
    ]


def _labelled(data: Mapping[str, Any]) -> dict[int, Outcome]:
    """The outcome of each year of a turn by its place; one that bears no label is unknown."""
    text = plain(data["text"])
    places: dict[str, int] = {}
    labels = []
    for one in [*data["years"], *data["programme"]]:
        words = plain(one["words"])
        start = text.find(words, places.get(words, 0))
        places[words] = start + 1
        labels.append((start, start + len(words), _OF_LABEL[one["outcome"]]))
    found = {}
    for rung in rungs(text):
        over = [o for start, end, o in labels if start < rung.end and rung.start < end]
        found[rung.start] = over[0] if over else Outcome.UNKNOWN
    return found


def _implied(
    text: str, told: Mapping[str, Any], *, told_all: bool
) -> tuple[str, dict[int, Outcome]]:
    """The plain text, and the outcomes that follow from what the turn as a whole tells.

    `told_all`: whether what is not among `told` was not told; else nothing follows from it.
    """
    shown = plain(text)
    found = {rung.start: _outcome(rung, told, told_all=told_all) for rung in rungs(shown)}
    return shown, {place: outcome for place, outcome in found.items() if outcome is not None}


def _outcome(rung: Rung, told: Mapping[str, Any], *, told_all: bool) -> Outcome | None:
    untold = Outcome.UNKNOWN if told_all else None
    if rung.kind in {Kind.SCHOOL, Kind.BUSO}:
        return _of_school(rung, told, untold)
    if rung.kind is Kind.PROGRAMME and told.get("year_of_programme") == rung.level:
        return Outcome.REACHED
    years = told.get("alternating_years_completed")
    if years is None:
        return untold
    return Outcome.PASSED if years >= rung.level else Outcome.LACKING


def _of_school(rung: Rung, told: Mapping[str, Any], untold: Outcome | None) -> Outcome | None:
    """A fifth year that was not completed by who has the fourth was reached."""
    slot = _BUSO if rung.kind is Kind.BUSO else _SCHOOL_SLOTS.get(rung.level, "")
    if not slot:
        return None
    done = told.get(slot)
    if done is None:
        return untold
    if done:
        return Outcome.PASSED
    reached = slot != _BUSO and told.get(_SCHOOL_SLOTS.get(rung.level - 1, ""))
    return Outcome.REACHED if reached else Outcome.LACKING


if __name__ == "__main__":
    main()
