"""Hours a week told as days of so many hours: "drie dagen van 8 uur", "7,5 h par jour, 4 jours"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from assistant.dialogue import lexicon

_MOST_DAYS, _MOST_HOURS_A_DAY = 6, 12
_MINUTES, _DIGITS = 60, 2
_LIKE_A_DAY = 10
_HALF, _QUARTER = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class DailyHours:
    """Days times hours, with its place in the text; `told` is what stands between the two."""

    value: float
    start: int
    end: int
    told: str


def _either(concept: str) -> str:
    return "|".join(lexicon.expanded(entry) for entry in lexicon.words(concept))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    number = lexicon.number_body()
    half = _either("and_half")
    unit = _either("day_unit")
    days = (
        rf"(?<![\w,.])(?P<days>{number})(?P<half>\s+(?:{half}))?"
        rf"\s+(?:[^\W\d][\w-]*\s+)?(?:{unit})"
    )
    of = rf"(?:\s*,)?\s+(?:(?:{_either('days_of')})\s+)+"
    hours = (
        r"(?:(?P<clock>\d{1,2})\s?[uh:]\s?(?P<minutes>[0-5]\d)(?!\w)"
        rf"|(?P<each>{number})(?:\s?|\s-\s)(?:{_either('hours_unit')})(?!\w))"
    )
    each = rf"\s*(?:{_either('each_day')})(?!\w)"
    between = r"(?P<told>[^.;?!\d]{0,40}?)"
    return (
        re.compile(rf"{days}(?P<told>(?:\s+[\w'-]+){{0,4}}?){of}{hours}(?:{each})?"),
        re.compile(rf"{days}{between}\s{hours}{each}"),
        re.compile(rf"(?<![\w,.]){hours}{each}{between}{days}"),
        re.compile(
            rf"(?<![\w,.])(?P<days>{number})(?P<told>)\s(?P<clock>)(?P<each>{number})"
            rf"[-\s](?:{_either('hour_of_day')})[-\s]?(?:{_either('day_unit')})(?!\w)"
        ),
        re.compile(rf"(?<![\w,.])(?P<days>\d)(?P<told>)\s?[x×]\s?{hours}"),
    )


def daily_hours(text: str) -> list[DailyHours]:
    """Every place where plain text gives days of so many hours."""
    found: list[DailyHours] = []
    for pattern in _patterns():
        for match in pattern.finditer(text):
            if any(match.start() < d.end and match.end() > d.start for d in found):
                continue
            value = None if _one_of_several(match, text) else _product(match)
            if value is not None:
                found.append(DailyHours(value, match.start(), match.end(), match["told"]))
    return found


def _one_of_several(match: re.Match[str], text: str) -> bool:
    """As in "4 dagen, telkens een volle dag van 8 uur": the day is one of so many."""
    rest = text[: match.start()] + text[match.end() :]
    return match["days"] in lexicon.data("numbers")["articles"] and lexicon.has("some_days", rest)


def _product(match: re.Match[str]) -> float | None:
    days = lexicon.number(match["days"]) or 0.0
    days += part_of_hour(match.groupdict().get("half"))
    if match["clock"]:
        each = int(match["clock"]) + int(match["minutes"]) / _MINUTES
    else:
        each = lexicon.number(match["each"]) or 0.0
    if not (0 < days <= _MOST_DAYS and 0 < each <= _MOST_HOURS_A_DAY):
        return None
    return round(days * each, _DIGITS)


def may_be_a_day(value: float, text: str) -> bool:
    """Whether a number of hours in a turn that speaks of days could be those of one day."""
    return value <= _LIKE_A_DAY and lexicon.has("some_days", text)


def part_of_hour(words: str | None) -> float:
    """What "en een half" or "en drie kwartier" adds to whole hours."""
    if not words:
        return 0.0
    if lexicon.has("three_quarters", words):
        return 1 - _QUARTER
    return _QUARTER if lexicon.has("quarter", words) else _HALF
