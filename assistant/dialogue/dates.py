"""Days and months in words and figures, in three languages, as a turn names them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from assistant.dialogue import lexicon
from assistant.dialogue.calendar_days import after_day, by_holiday, by_month
from assistant.dialogue.calendar_names import any_of, months
from assistant.dialogue.days_from_today import by_number, relative
from assistant.dialogue.mention import Mention, real_day
from assistant.dialogue.said_years import said_after, said_before
from tools.calendar import school_year_of

_SUMMER = (7, 8)
_ALSO_WORDS = ("may", "mars", "jan")
_GROUP_LIMIT = 31
_MOST_DAYS = 24


def mentions(text: str, on: date) -> tuple[Mention, ...]:
    """The days and months named in plain text, in order, without overlaps."""
    found: list[Mention] = []
    for reader in (by_holiday, by_month, _in_words, _in_figures, by_number, relative, _months):
        taken = tuple(found)
        for mention in reader(text, on):
            if all(mention.end <= m.start or mention.start >= m.end for m in taken):
                found.append(mention)
    named = sorted(found, key=lambda m: m.start)[:_MOST_DAYS]
    return tuple(_beside(text, tuple(_in_one_month(named))))


def _beside(text: str, named: Sequence[Mention]) -> Iterator[Mention]:
    """As in "the day after 11 November": the day that stands beside the one named."""
    moved = [after_day(text, m.start, m.day) if m.day else None for m in named]
    starts = [place[0] for place in moved if place]
    for mention, place in zip(named, moved, strict=True):
        if place is not None:
            yield replace(mention, start=place[0], day=place[1])
        elif mention.start not in starts:  # the weekday of "the Monday after 14 September"
            yield mention


def _in_one_month(found: list[Mention]) -> Iterator[Mention]:
    """As in "8 september, pardon, de 9de": a day by its number is of the month named before it."""
    month: date | None = None
    for mention in found:
        if mention.day and mention.of_month and month:
            day = real_day(month.year, month.month, mention.day.day) or mention.day
            yield replace(mention, day=day)
            continue
        month = mention.day or month
        yield mention


def nearest_year(month: int, day: int, on: date) -> date | None:
    """The reading of a day without a year: in the school year of `on`, in summer the nearest."""
    readings = [real_day(on.year + shift, month, day) for shift in (-1, 0, 1)]
    known = [reading for reading in readings if reading is not None]
    if on.month in _SUMMER:
        return min(known, key=lambda d: abs(d - on), default=None)
    year = school_year_of(on)
    return next((d for d in known if year.first_day <= d <= year.last_day), None)


@cache
def _worded() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Day before month ("1, 2 en 3 september 2026"), month before day ("September 1, 2026")."""
    ordinals = "|".join(lexicon.data("dates")["ordinals"])
    one = rf"(?:\d{{1,2}}(?:\s?(?:e|er|ste|de|st|nd|rd|th))?|{ordinals})"
    through = "|".join(e for o in lexicon.data("dates")["through"].values() for e in o)
    join = rf"\s*(?:,|\s(?:{any_of('and')}|{through})\s)\s*(?:le\s+|de\s+|the\s+)?"
    year = r"(?:,?\s+(\d{4}))?"
    return (
        re.compile(
            rf"(?<![\w/.-])({one}(?:{join}{one}){{0,12}})\s+(?:of\s+|de\s+)?({any_of('months')})\b\.?{year}(?!\d)"
        ),
        re.compile(
            rf"\b({any_of('months')})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?[:u/h]){year}(?!\d)"
        ),
    )


def _in_words(text: str, on: date) -> Iterator[Mention]:
    day_first, month_first = _worded()
    for match in day_first.finditer(text):
        yield from _listed(match, on)
    for match in month_first.finditer(text):
        if not day_first.match(text, match.start(2)):
            month = months()[match[1]]
            yield from _one(match, int(match[2]), month, match[3], on)


def _listed(match: re.Match[str], on: date) -> Iterator[Mention]:
    """Every day of a list before one month; the ends of a range are marked."""
    ordinals = lexicon.data("dates")["ordinals"]
    body = "|".join(ordinals)
    days = [int(ordinals.get(d, d)) for d in re.findall(rf"\d{{1,2}}|{body}", match[1])]
    ranged = len(days) == 2 and bool(re.search(rf"\b(?:{any_of('through')})\b", match[1]))
    for day in days[:_GROUP_LIMIT]:
        for mention in _one(match, day, months()[match[2]], match[3], on):
            yield replace(mention, ranged=ranged)


def _one(
    match: re.Match[str], day: int, month: int, year: str | None, on: date
) -> Iterator[Mention]:
    said, end = (int(year), match.end()) if year else _year_in_words(match, on)
    found = nearest_year(month, day, on) if said is None else real_day(said, month, day)
    if found is not None:
        open_ = said is None
        yield Mention(match.start(), end, found, assumed=open_, of_year=open_)


def _year_in_words(match: re.Match[str], on: date) -> tuple[int | None, int]:
    """The year that words say of a day, and where it ends then: "3 july next year"."""
    after = said_after(match.string, match.end())
    if after is not None:
        return on.year + after[0], after[1]
    before = said_before(match.string, match.start())
    return (None if before is None else on.year + before), match.end()


_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}|\d{2}))?(?![\d/])"
)


def _in_figures(text: str, on: date) -> Iterator[Mention]:
    for match in _ISO.finditer(text):
        found = real_day(int(match[1]), int(match[2]), int(match[3]))
        if found:
            yield Mention(match.start(), match.end(), found)
    for match in _NUMERIC.finditer(text):
        with_slash = "/" in match.group() or match[3] is not None
        if with_slash and 1 <= int(match[2]) <= 12:
            yield from _one(match, int(match[1]), int(match[2]), _full_year(match[3]), on)


def _full_year(year: str | None) -> str | None:
    return f"20{year}" if year and len(year) == 2 else year


_MONTH_YEAR = r"\b({month})\.?(?:\s+(?:van\s+|de\s+)?(\d{{4}}))?\b"


@cache
def _month_pattern() -> re.Pattern[str]:
    return re.compile(_MONTH_YEAR.format(month=any_of("months")))


def _months(text: str, on: date) -> Iterator[Mention]:
    """Months without a day: vague as a day, but good for an amount or a school year."""
    for match in _month_pattern().finditer(text):
        if match[1] in _ALSO_WORDS and not match[2]:
            continue
        month = months()[match[1]]
        year = int(match[2]) if match[2] else None
        yield Mention(match.start(), match.end(), None, month=month, year=year)
