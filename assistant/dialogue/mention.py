"""A day as words name it, which the readers of days find and the dialogue weighs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A day as the words name it.

    `day` is None when only a month is named (`month`, `year`); `assumed` when the words leave the
    year or the week open; `ranged` marks both ends of a range, `of_year` a day without its year,
    `of_month` one of which only the number was said.
    """

    start: int
    end: int
    day: date | None
    month: int | None = None
    year: int | None = None
    assumed: bool = False
    ranged: bool = False
    of_year: bool = False
    of_month: bool = False


def real_day(year: int, month: int, day: int) -> date | None:
    """The day of a year, month and number; None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def without_mentions(text: str, named: Sequence[Mention]) -> str:
    """The text with its days blanked: their figures count nothing."""
    for mention in named:
        blank = " " * (mention.end - mention.start)
        text = text[: mention.start] + blank + text[mention.end :]
    return text
