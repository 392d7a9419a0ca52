"""Whether the person said what a model puts into a tool.

A figure or a day that nobody named would give an exact answer to a question that nobody asked.
Choices and yes or no can't be told from words this way; the answer's steps show them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from assistant.dialogue.reading import read
from assistant.grounding import numbers_in

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_COUNTED = 3  # a year or two are told in words of all sorts: "vorig jaar ook al", "for two years"


def unsaid(arguments: Mapping[str, Any], said: Sequence[str], on: date) -> list[str]:
    """The inputs whose figure or day stands nowhere in the person's words, as "name=value".

    Args:
        arguments: of a tool, as the model gave them.
        said: the person's turns.
        on: the day asked on; a day in words is read from there.
    """
    numbers, days = _named(said, on)
    return [
        f"{name}={value}" for name, value in arguments.items() if not _known(value, numbers, days)
    ]


def _named(said: Sequence[str], on: date) -> tuple[set[str], set[date]]:
    """The numbers and days of the turns, those in words included."""
    numbers: set[str] = set()
    days = {on}
    for turn in said:
        reading = read(turn, on)
        numbers |= numbers_in(turn)
        for finding in reading.findings.values():
            numbers |= numbers_in(str(finding.value))
        days |= {m.mention.day for m in reading.days if m.mention.day}
    return numbers, days


def _known(value: Any, numbers: set[str], days: set[date]) -> bool:
    if isinstance(value, bool):
        return True
    if isinstance(value, (int, float)):
        return 0 <= value <= _COUNTED or numbers_in(f"{value:g}") <= numbers
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return _day(value) in days
    if isinstance(value, str) and re.fullmatch(r"\d+(?:\.\d+)?", value):
        return numbers_in(value) <= numbers
    if isinstance(value, list):
        return all(_known(item, numbers, days) for item in value)
    return True


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
