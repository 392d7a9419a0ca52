"""Days by how they lie to the day asked on: "gisteren", "vorige maandag", "de 17de"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from assistant.dialogue import lexicon
from assistant.dialogue.calendar_names import any_of, weekdays
from assistant.dialogue.mention import Mention, real_day

_LEAST_ALONE = 8  # up to the seventh it may be a year of school
_FRENCH = re.compile(r"\b(?:le|la|une?|il|elle|nous|est|depuis|mon|notre)\b|\b[jldcnqs]'")


def relative(text: str, on: date) -> Iterator[Mention]:
    """Days told by words for them, by how long ago they were, or by their day of the week."""
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


def by_number(text: str, on: date) -> Iterator[Mention]:
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


@cache
def _relative_patterns() -> dict[str, re.Pattern[str]]:
    names = lexicon.data("dates")
    days = "|".join(sorted(names["relative"], key=len, reverse=True))
    week, last, coming = (any_of(k) for k in ("week", "last", "next"))
    weekday = any_of("weekdays")
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
    return re.compile(
        rf",?\s+(?:le\s+|de\s+|the\s+|\()?(?:\d{{1,4}}(?:\D|$)|(?:{any_of('months')})\b)"
    )


def _of_each_week(text: str, match: re.Match[str]) -> bool:
    """Whether a weekday is the end of a range that no word dates: "Monday to Friday"."""
    if any(match[group] for group in (1, 3, 5, 6)):
        return False
    weekday, through = any_of("weekdays"), any_of("through")
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
    place = weekdays()[match[4]]
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


@cache
def _of_month_pattern() -> re.Pattern[str]:
    """As in "maandag de negende", "sinds de 17de", "last Thursday, the 19th", "depuis le 12"."""
    names = lexicon.data("dates")
    nth = "|".join(sorted(names["nth"], key=len, reverse=True))
    units = lexicon.data("rungs")
    other = "|".join(units["no_year"] + units["year"] + units["counted"])
    last, coming = (any_of(k) for k in ("last", "next"))
    return re.compile(
        rf"(?<!\w)(?:(?:(?:{last}|{coming})\s+)?(?P<weekday>{any_of('weekdays')})(?:\s+(?:{last}|{coming}))?,?\s+)?"
        rf"(?:(?:de|den|the)\s+(?:(?P<nth>{nth})|(?P<figure>3[01]|[12]?\d)\s?(?:e|ste|de|st|nd|rd|th))"
        rf"|le\s+(?P<french>3[01]|[12]?\d))(?![\w/.-]*\d|\w|\s+(?:{other}|{any_of('months')})(?!\w)|\s+\w*(?:graad|dag|day|jour)\w*)"
    )


def _of_said_month(match: re.Match[str], day: int, on: date) -> tuple[int, date] | None:
    """Where "the 12th of last month" ends, and its day."""
    for shift, pattern in _said_months().items():
        said = pattern.match(match.string, match.end())
        month = on.month - 1 + shift
        found = real_day(on.year + month // 12, month % 12 + 1, day) if said else None
        if said and found:
            return said.end(), found
    return None


@cache
def _said_months() -> dict[int, re.Pattern[str]]:
    """What says of a number that it is a day of last month or of this one, by the months on."""
    lists = lexicon.data("dates")["month_said"]
    return {
        int(shift): re.compile(rf"\s+(?:{'|'.join(words)})(?!\w)") for shift, words in lists.items()
    }


def _latest(day: int, weekday: str | None, on: date) -> date | None:
    """The last such day up to `on`, else the next; on its weekday where that is said."""
    months = [
        ((on.month - 1 - back) % 12 + 1, on.year + (on.month - 1 - back) // 12)
        for back in (0, 1, 2, -1, -2)
    ]
    known = [d for month, year in months if (d := real_day(year, month, day))]
    if weekday is not None:
        return next((d for d in known if d.weekday() == weekdays()[weekday]), None)
    return next((d for d in known if d <= on), None)
