"""Days in words and figures, in three languages, relative to the day asked on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from assistant.dialogue import lexicon
from assistant.dialogue.calendar_days import after_day, by_holiday, by_month
from tools.calendar import school_year_of

_SUMMER = (7, 8)
_ALSO_WORDS = ("may", "mars", "jan")
_GROUP_LIMIT = 31
A_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MOST_DAYS = 24


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


def mentions(text: str, on: date) -> tuple[Mention, ...]:
    """The days and months named in plain text, in order, without overlaps."""
    found: list[Mention] = []
    for reader in (_by_calendar, _in_words, _in_figures, _of_month, _relative, _months):
        taken = tuple(found)
        for mention in reader(text, on):
            if all(mention.end <= m.start or mention.start >= m.end for m in taken):
                found.append(mention)
    named = sorted(found, key=lambda m: m.start)[:_MOST_DAYS]
    return tuple(_beside(text, tuple(_in_one_month(named))))


def _by_calendar(text: str, on: date) -> Iterator[Mention]:
    """Days told by the school's calendar; the year of the holiday is assumed."""
    for reader in (by_holiday, by_month):
        for start, end, day in reader(text, on):
            yield Mention(start, end, day, assumed=True)


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
            day = _date(month.year, month.month, mention.day.day) or mention.day
            yield replace(mention, day=day)
            continue
        month = mention.day or month
        yield mention


def nearest_year(month: int, day: int, on: date) -> date | None:
    """The reading of a day without a year: in the school year of `on`, in summer the nearest."""
    readings = [_date(on.year + shift, month, day) for shift in (-1, 0, 1)]
    known = [reading for reading in readings if reading is not None]
    if on.month in _SUMMER:
        return min(known, key=lambda d: abs(d - on), default=None)
    year = school_year_of(on)
    return next((d for d in known if year.first_day <= d <= year.last_day), None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def calendar_names() -> frozenset[str]:
    """The names of months and days of the week, as plain text."""
    return frozenset(_month_numbers()) | frozenset(_weekday_numbers())


@cache
def _weekday_numbers() -> dict[str, int]:
    lists = lexicon.data("dates")["weekdays"].values()
    return {name: place for one in lists for place, name in enumerate(one)}


@cache
def _month_numbers() -> dict[str, int]:
    lists = lexicon.data("dates")["months"].values()
    return {name: place for one in lists for place, name in enumerate(one, start=1)}


@cache
def _month() -> str:
    return "|".join(sorted(_month_numbers(), key=len, reverse=True))


@cache
def _joined(name: str) -> str:
    lists = lexicon.data("dates")[name].values()
    return "|".join(sorted((e for one in lists for e in one), key=len, reverse=True))


@cache
def _worded() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Day before month ("1, 2 en 3 september 2026"), month before day ("September 1, 2026")."""
    ordinals = "|".join(lexicon.data("dates")["ordinals"])
    one = rf"(?:\d{{1,2}}(?:\s?(?:e|er|ste|de|st|nd|rd|th))?|{ordinals})"
    through = "|".join(e for o in lexicon.data("dates")["through"].values() for e in o)
    join = rf"\s*(?:,|\s(?:{_joined('and')}|{through})\s)\s*(?:le\s+|de\s+|the\s+)?"
    year = r"(?:,?\s+(\d{4}))?"
    return (
        re.compile(
            rf"(?<![\w/.-])({one}(?:{join}{one}){{0,12}})\s+(?:of\s+|de\s+)?({_month()})\b\.?{year}(?!\d)"
        ),
        re.compile(rf"\b({_month()})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?[:u/h]){year}(?!\d)"),
    )


def _in_words(text: str, on: date) -> Iterator[Mention]:
    day_first, month_first = _worded()
    for match in day_first.finditer(text):
        yield from _listed(match, on)
    for match in month_first.finditer(text):
        if not day_first.match(text, match.start(2)):
            month = _month_numbers()[match[1]]
            yield from _one(match, int(match[2]), month, match[3], on)


def _listed(match: re.Match[str], on: date) -> Iterator[Mention]:
    """Every day of a list before one month; the ends of a range are marked."""
    ordinals = lexicon.data("dates")["ordinals"]
    body = "|".join(ordinals)
    days = [int(ordinals.get(d, d)) for d in re.findall(rf"\d{{1,2}}|{body}", match[1])]
    ranged = len(days) == 2 and bool(re.search(rf"\b(?:{_joined('through')})\b", match[1]))
    for day in days[:_GROUP_LIMIT]:
        for mention in _one(match, day, _month_numbers()[match[2]], match[3], on):
            yield replace(mention, ranged=ranged)


def _one(
    match: re.Match[str], day: int, month: int, year: str | None, on: date
) -> Iterator[Mention]:
    if year:
        found = _date(int(year), month, day)
        end = match.end()
    else:
        found, end = _of_said_year(match, month, day, on)
    if found is not None:
        sure = year is not None or end > match.end() or _year_before(match) is not None
        yield Mention(match.start(), end, found, assumed=not sure, of_year=not sure)


def _of_said_year(match: re.Match[str], month: int, day: int, on: date) -> tuple[date | None, int]:
    """A day without its year, and where it ends: "3 july next year" says the year in words."""
    for shift, pattern in _said_years().items():
        said = pattern.match(match.string, match.end())
        if said:
            return _date(on.year + shift, month, day), said.end()
    before = _year_before(match)
    if before is not None:
        return _date(on.year + before, month, day), match.end()
    return nearest_year(month, day, on), match.end()


@cache
def _said_years() -> dict[int, re.Pattern[str]]:
    """What says of a day that it is of the year before, this one or the next, by the years on."""
    lists = lexicon.data("dates")["of_year"]
    return {
        int(shift): re.compile(rf",?\s+(?:{'|'.join(words)})(?!\w)")
        for shift, words in lists.items()
    }


def _year_before(match: re.Match[str]) -> int | None:
    """How many years on the words just before a day put it; None where they say nothing."""
    before = match.string[: match.start()]
    return next((n for n, pattern in _years_said_before().items() if pattern.search(before)), None)


@cache
def _years_said_before() -> dict[int, re.Pattern[str]]:
    """The same words where they stand just before the day: "volgend jaar op 14 maart"."""
    lists = lexicon.data("dates")["of_year"]
    return {
        int(shift): re.compile(rf"(?<!\w)(?:{'|'.join(words)}),?\s+(?:op\s+|on\s+|le\s+)?$")
        for shift, words in lists.items()
    }


_LEAST_ALONE = 8  # up to the seventh it may be a year of school


@cache
def _of_month_pattern() -> re.Pattern[str]:
    """As in "maandag de negende", "sinds de 17de", "last Thursday, the 19th", "depuis le 12"."""
    names = lexicon.data("dates")
    nth = "|".join(sorted(names["nth"], key=len, reverse=True))
    units = lexicon.data("rungs")
    other = "|".join(units["no_year"] + units["year"] + units["counted"])
    last, coming = (_joined(k) for k in ("last", "next"))
    return re.compile(
        rf"(?<!\w)(?:(?:(?:{last}|{coming})\s+)?(?P<weekday>{_joined('weekdays')})(?:\s+(?:{last}|{coming}))?,?\s+)?"
        rf"(?:(?:de|den|the)\s+(?:(?P<nth>{nth})|(?P<figure>3[01]|[12]?\d)\s?(?:e|ste|de|st|nd|rd|th))"
        rf"|le\s+(?P<french>3[01]|[12]?\d))(?![\w/.-]*\d|\w|\s+(?:{other}|{_month()})(?!\w)|\s+\w*(?:graad|dag|day|jour)\w*)"
    )


def _of_month(text: str, on: date) -> Iterator[Mention]:
    """Days of which only the number is said: of this month or the last one that it is past in."""
    for match in _of_month_pattern().finditer(text):
        named = match["nth"]
        day = lexicon.data("dates")["nth"][named] if named else match["figure"] or match["french"]
        said = _of_said_month(match, int(day), on)
        if said is not None:
            yield Mention(match.start(), *said)
            continue
        if match["weekday"] is None and int(day) < _LEAST_ALONE:
            continue
        found = _latest(int(day), match["weekday"], on)
        if found is not None:
            yield Mention(match.start(), match.end(), found, assumed=True, of_month=True)


def _of_said_month(match: re.Match[str], day: int, on: date) -> tuple[int, date] | None:
    """Where "the 12th of last month" ends, and its day."""
    for shift, words in lexicon.data("dates")["month_said"].items():
        said = re.compile(rf"\s+(?:{'|'.join(words)})(?!\w)").match(match.string, match.end())
        month = on.month - 1 + int(shift)
        found = _date(on.year + month // 12, month % 12 + 1, day) if said else None
        if said and found:
            return said.end(), found
    return None


def _latest(day: int, weekday: str | None, on: date) -> date | None:
    """The last such day up to `on`, else the next; on its weekday where that is said."""
    months = [
        ((on.month - 1 - back) % 12 + 1, on.year + (on.month - 1 - back) // 12)
        for back in (0, 1, 2, -1, -2)
    ]
    known = [d for month, year in months if (d := _date(year, month, day))]
    if weekday is not None:
        return next((d for d in known if d.weekday() == _weekday_numbers()[weekday]), None)
    return next((d for d in known if d <= on), None)


_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NUMERIC = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s?[/.-]\s?(\d{1,2})(?:\s?[/.-]\s?(\d{4}|\d{2}))?(?![\d/])"
)


def _in_figures(text: str, on: date) -> Iterator[Mention]:
    for match in _ISO.finditer(text):
        found = _date(int(match[1]), int(match[2]), int(match[3]))
        if found:
            yield Mention(match.start(), match.end(), found)
    for match in _NUMERIC.finditer(text):
        with_slash = "/" in match.group() or match[3] is not None
        if with_slash and 1 <= int(match[2]) <= 12:
            yield from _one(match, int(match[1]), int(match[2]), _full_year(match[3]), on)


def _full_year(year: str | None) -> str | None:
    return f"20{year}" if year and len(year) == 2 else year


@cache
def _relative_patterns() -> dict[str, re.Pattern[str]]:
    names = lexicon.data("dates")
    days = "|".join(sorted(names["relative"], key=len, reverse=True))
    week, last, coming = (_joined(k) for k in ("week", "last", "next"))
    weekday = _joined("weekdays")
    return {
        "word": re.compile(rf"(?<!\w)({days})(?!\w)"),
        "ago": lexicon.compiled([e for one in names["ago"].values() for e in one]),
        "weeks_ago": lexicon.compiled([e for one in names["weeks_ago"].values() for e in one]),
        "weekday": re.compile(
            rf"\b(?:({last}|{coming})\s+({week})\s+)?(?:({last}|{coming})\s+)?({weekday})"
            rf"(?:\s+({last}|{coming}))?\b(?:\s+({last}|{coming})\s+({week}))?"
        ),
    }


@cache
def _before_day() -> re.Pattern[str]:
    """What follows a weekday that only goes with a date: "maandag 28 september"."""
    return re.compile(rf",?\s+(?:le\s+|de\s+|the\s+|\()?(?:\d{{1,4}}(?:\D|$)|(?:{_month()})\b)")


_FRENCH = re.compile(r"\b(?:le|la|une?|il|elle|nous|est|depuis|mon|notre)\b|\b[jldcnqs]'")


def _relative(text: str, on: date) -> Iterator[Mention]:
    patterns = _relative_patterns()
    for match in patterns["word"].finditer(text):
        if match[1] == "hier" and not _FRENCH.search(text):
            continue  # in Dutch it is "here"
        guards = lexicon.data("dates")["not_relative"].get(match[1], ())
        if any(re.search(guard, text[: match.start()]) for guard in guards):
            continue
        shift = int(lexicon.data("dates")["relative"][match[1]])
        yield Mention(match.start(), match.end(), on + timedelta(days=shift))
    for name, size in (("ago", 1), ("weeks_ago", 7)):
        for match in patterns[name].finditer(text):
            value = _first_number(match.group())
            if value is not None:
                days = timedelta(days=size * int(value))
                yield Mention(match.start(), match.end(), on - days, assumed=size > 1)
    for match in patterns["weekday"].finditer(text):
        told = lexicon.pattern("that_day").search(text[: match.start()].rstrip())
        if told or _before_day().match(text, match.end()) or _of_each_week(text, match):
            continue
        yield Mention(match.start(), match.end(), _weekday(match, on), assumed=True)


def _of_each_week(text: str, match: re.Match[str]) -> bool:
    """Whether a weekday is the end of a range that no word dates: "Monday to Friday"."""
    if any(match[group] for group in (1, 3, 5, 6)):
        return False
    weekday, through = _joined("weekdays"), _joined("through")
    before = re.search(rf"\b(?:{weekday})\s+(?:{through})\s+$", text[: match.start()])
    after = re.compile(rf"\s+(?:{through})\s+(?:{weekday})\b").match(text, match.end())
    return bool(before or after)


def _first_number(text: str) -> float | None:
    found = lexicon.numbers(text)
    return lexicon.number(found[0].group()) if found else None


def _weekday(match: re.Match[str], on: date) -> date:
    """The day meant by a weekday.

    "Vorige maandag" is the nearest Monday before `on`, "vorige week maandag" that week's Monday.
    """
    place = _weekday_numbers()[match[4]]
    forward = {e for one in lexicon.data("dates")["next"].values() for e in one}
    week_word = match[1] or match[6]
    if week_word:
        monday = (
            on - timedelta(days=on.weekday()) + timedelta(days=7 if week_word in forward else -7)
        )
        return monday + timedelta(days=place)
    if (match[3] or match[5]) in forward:
        return on + timedelta(days=(place - on.weekday() - 1) % 7 + 1)
    return on - timedelta(days=(on.weekday() - place - 1) % 7 + 1)


_MONTH_YEAR = r"\b({month})\.?(?:\s+(?:van\s+|de\s+)?(\d{{4}}))?\b"


@cache
def _month_pattern() -> re.Pattern[str]:
    return re.compile(_MONTH_YEAR.format(month=_month()))


def _months(text: str, on: date) -> Iterator[Mention]:
    """Months without a day: vague as a day, but good for an amount or a school year."""
    for match in _month_pattern().finditer(text):
        if match[1] in _ALSO_WORDS and not match[2]:
            continue
        month = _month_numbers()[match[1]]
        year = int(match[2]) if match[2] else None
        yield Mention(match.start(), match.end(), None, month=month, year=year)


def without_mentions(text: str, named: Sequence[Mention]) -> str:
    """The text with its days blanked: their figures count nothing."""
    for mention in named:
        blank = " " * (mention.end - mention.start)
        text = text[: mention.start] + blank + text[mention.end :]
    return text
