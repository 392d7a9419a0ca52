"""Hours a week told as days of so many hours: "drie dagen van 8 uur", "7,5 h par jour, 4 jours"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import sentences

_MOST_DAYS, _MOST_HOURS_A_DAY = 6, 12
_MINUTES, _DIGITS = 60, 2
_LIKE_A_DAY = 10
_ENDS = 2
_HALF, _QUARTER = 0.5, 0.25


@dataclass(frozen=True, slots=True)
class DailyHours:
    """Days times hours, with its place in the text; `told` is what stands between the two."""

    value: float
    start: int
    end: int
    told: str


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    number = lexicon.number_body()
    half = lexicon.any_of("and_half")
    unit = lexicon.any_of("day_unit")
    days = (
        rf"(?<![\w,.])(?P<days>{number})(?P<half>\s+(?:{half}))?"
        rf"\s+(?:[^\W\d][\w-]*\s+)?(?:{unit})"
    )
    of = rf"(?:\s*,)?\s+(?:(?:{lexicon.any_of('days_of')})\s+)+"
    hours = _hours()
    each = rf"\s*(?:{lexicon.any_of('each_day')})(?!\w)"
    between = r"(?P<told>[^.;?!\d]{0,40}?)"
    return (
        re.compile(rf"{days}(?P<told>(?:\s+[\w'-]+){{0,4}}?){of}{hours}(?:{each})?"),
        re.compile(rf"{days}{between}\s{hours}{each}"),
        re.compile(rf"(?<![\w,.]){hours}{each}{between}{days}"),
        re.compile(rf"{days}{between}\s(?:{lexicon.any_of('each_day')})\s{hours}"),
        re.compile(
            rf"(?<![\w,.])(?P<days>{number})(?P<told>)\s(?P<clock>)(?P<each>{number})"
            rf"[-\s](?:{lexicon.any_of('hour_of_day')})[-\s]?(?:{lexicon.any_of('day_unit')})(?!\w)"
        ),
        re.compile(rf"(?<![\w,.])(?P<days>\d)(?P<told>)\s?[x×]\s?{hours}"),
    )


def _hours(after: str = "") -> str:
    """A number of hours as a regular expression; `after` goes behind the names of its groups."""
    return (
        rf"(?:(?P<clock{after}>\d{{1,2}})\s?[uh:]\s?(?P<minutes{after}>[0-5]\d)(?!\w)"
        rf"|(?P<each{after}>{lexicon.number_body()})(?:\s?|\s-\s)(?:{lexicon.any_of('hours_unit')})(?!\w))"
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
    return found or list(_on_named_days(text))


def _on_named_days(text: str) -> Iterator[DailyHours]:
    """As in "op maandag en dinsdag, telkens 8 uur": the days of a week by their names."""
    for sentence in sentences(text):
        days = _named_days(sentence.text)
        match = _each_day().search(sentence.text)
        if match is None or not 1 < days <= _MOST_DAYS:
            continue
        each = _hours_each(match)
        if 0 < each <= _MOST_HOURS_A_DAY:
            start = sentence.start + match.start()
            told = sentence.text[: match.start()]
            yield DailyHours(round(days * each, _DIGITS), start, sentence.start + match.end(), told)


@cache
def _each_day() -> re.Pattern[str]:
    """So many hours each day, in either order."""
    hours, each = _hours(), rf"(?:{lexicon.any_of('each_day')})(?!\w)"
    return re.compile(rf"(?<![\w,.])(?:{hours}\s*{each}|{each}\s+{_hours(after='_')})")


def _named_days(text: str) -> int:
    """How many days of the week are named; those between the ends of a range too."""
    names = lexicon.data("dates")
    places = [
        (match.start(), match.end(), day)
        for one in (*names["weekdays"].values(), *names["short_weekdays"].values())
        for day, name in enumerate(one)
        for match in re.finditer(rf"(?<!\w){name}(?:en|s)?(?!\w)", text)
    ]
    named = sorted(places)
    if len(named) == _ENDS and lexicon.has("named_range", text[named[0][1] : named[1][0]]):
        return max(named[1][2] - named[0][2] + 1, 0)
    return len({day for _, _, day in named})


def _one_of_several(match: re.Match[str], text: str) -> bool:
    """As in "4 dagen, telkens een volle dag van 8 uur": the day is one of so many."""
    if lexicon.has("part_of_day", match.group()):
        return False
    rest = text[: match.start()] + text[match.end() :]
    return match["days"] in lexicon.data("numbers")["articles"] and lexicon.has("some_days", rest)


def _product(match: re.Match[str]) -> float | None:
    days = lexicon.number(match["days"]) or 0.0
    days += part_of_hour(match.groupdict().get("half"))
    each = _hours_each(match)
    if not (0 < days <= _MOST_DAYS and 0 < each <= _MOST_HOURS_A_DAY):
        return None
    return round(days * each, _DIGITS)


def _hours_each(match: re.Match[str]) -> float:
    """The hours of one day, in either place of a pattern."""
    told = {name.rstrip("_"): value for name, value in match.groupdict().items() if value}
    if "clock" in told:
        return int(told["clock"]) + int(told["minutes"]) / _MINUTES
    return lexicon.number(told["each"]) or 0.0


def may_be_a_day(value: float, text: str) -> bool:
    """Whether a number of hours in a turn that speaks of days could be those of one day."""
    days = lexicon.has("some_days", text) or lexicon.has("part_of_day", text)
    return value <= _LIKE_A_DAY and days


def part_of_hour(words: str | None) -> float:
    """What "en een half" or "en drie kwartier" adds to whole hours."""
    if not words:
        return 0.0
    if lexicon.has("three_quarters", words):
        return 1 - _QUARTER
    return _QUARTER if lexicon.has("quarter", words) else _HALF
