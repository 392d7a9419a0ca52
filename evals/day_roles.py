"""Fits the model that hears what a day is the day of (`assistant/dialogue/day_roles.json`).

    python -m evals.day_roles

The examples are the days of `wordings/told.jsonl`, each labelled, and those of the `dev` cases that
are an argument of the gold call. Prints how well each source is heard by a model fitted without its
turns (eight folds). `test` is never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from assistant.dialogue.dates import mentions
from assistant.dialogue.day_roles import WEIGHTS, signals
from assistant.dialogue.mention import Mention
from assistant.dialogue.roles import places
from evals.cases import load
from evals.labelled import DAY, RIDGE, labelled, plain
from evals.weighing import Example, Fit, fit

_OF_LABEL = {
    "recognition_from": "recognition",
    "recognition_until": "decided",
    "school_start": "start",
}
_OF_ARGUMENT = {
    "born_on": "birth",
    "first_attended_on": "first",
    "enrolled_on": "enrolled",
    "submitted_on": "submitted",
    "recognition_from": "recognition",
    "recognition_until": "decided",
    "local_days_off": "local_off",
    "justified_absence_days": "absence",
}
ROLES = (
    *("birth", "first", "enrolled", "absence", "unjustified", "local_off", "submitted", "lost"),
    *("recognition", "decided", "entry", "start", "count_day", "claim", "today", "pay", "other"),
)
# These days are no input, so that it does not matter which of them one is taken for.
_NO_INPUT = frozenset({"entry", "start", "count_day", "claim", "today", "pay", "other"})


def main() -> None:
    """Fits, writes the weights and prints how well each source is heard without its turns."""
    fit(examples(), Fit(ROLES, RIDGE, same=_judged), WEIGHTS.path)


def examples() -> list[Example]:
    """The days of all labelled turns."""
    return [*_of_told(), *_of_cases()]


def _judged(role: str) -> str:
    return "other" if role in _NO_INPUT else role


def _of_told() -> Iterator[Example]:
    for number, data in enumerate(labelled("told")):
        text = plain(data["text"])
        labels = [
            (text.find(words), text.find(words) + len(words), one["role"])
            for one in data["days"]
            for words in [plain(one["words"])]
        ]
        named = mentions(text, DAY)
        roles = {
            mention: _OF_LABEL.get(role, role)
            for mention in named
            for start, end, role in labels
            if start < mention.end and mention.start < end
        }
        yield from _examples(text, named, roles, DAY, number, "told")


def _of_cases() -> Iterator[Example]:
    for number, case in enumerate(load("dev")):
        tool, on = case.gold.tool, date.fromisoformat(case.on)
        if tool is None or len(case.turns) > 1:
            continue
        text = plain(case.turns[0])
        named = mentions(text, on)
        roles = dict(_roles(named, tool.arguments))
        yield from _examples(text, named, roles, on, number, "dev")


def _roles(named: tuple[Mention, ...], told: Mapping[str, Any]) -> Iterator[tuple[Mention, str]]:
    """The days that are an argument; a birthday may be told without its year."""
    for slot, role in _OF_ARGUMENT.items():
        value = told.get(slot, [])
        for day in value if isinstance(value, list) else [value]:
            for mention in named:
                shown = mention.day.isoformat() if mention.day else ""
                birthday = slot == "born_on" and mention.assumed and shown[4:] == str(day)[4:]
                if shown and (shown == str(day) or birthday):
                    yield mention, role


def _examples(
    text: str,
    named: tuple[Mention, ...],
    roles: Mapping[Mention, str],
    on: date,
    turn: int,
    batch: str,
) -> Iterator[Example]:
    for place in places(text, named):
        if place.mention in roles:
            near = {role: distance for role, (distance, _) in place.near.items()}
            told = signals(text, place.mention, place.sentence, named, near, on)
            yield Example(turn, batch, told, roles[place.mention])


if __name__ == "__main__":
    main()
