"""The day of birth from an age and a birthday: "wordt 15 op 4 mei", "16 since 3 March"."""

from __future__ import annotations

import re
from datetime import date

from assistant.dialogue import lexicon
from assistant.dialogue.mention import without_mentions
from assistant.dialogue.roles import Dated

YOUNGEST = 12
_LEAP_MONTH = 2


def born_by_age(text: str, dated: Dated, on: date) -> str | None:
    """The day of birth, ISO, of whom a birthday and an age are told; None where that is open.

    Args:
        text: plain text.
        dated: the birthday.
        on: the day asked on. A birthday without a year is the last one or the coming one, as the
            words have it; who is of an age now had it on the last one.
    """
    day, mention = dated.day, dated.mention
    if day is None:
        return None
    match = lexicon.pattern("turned").search(without_mentions(text, [mention]))
    turned = match.group() if match else ""
    age = _age(turned) if lexicon.has("birthday", dated.cue) else None
    if age is not None:
        past, coming = lexicon.has("turned_past", turned), lexicon.has("turned_coming", turned)
    else:
        before = text[: mention.start]
        since, upon = lexicon.pattern("age_since"), lexicon.pattern("age_on")
        told = since.search(before) or upon.search(before) or _now_of_age(text, dated)
        if told is None:
            return None
        age = _age(told.group())
        coming = told.re is upon
        past = not coming
        if told.re is lexicon.pattern("age_now") and not mention.assumed and day > on:
            age = age + 1 if age is not None else None
    if age is None:
        return None
    if mention.assumed:
        moved = None if past == coming else _nearest(day, on, past=past)
        return None if moved is None else _years_before(moved, age)
    return _years_before(day, age)


def _now_of_age(text: str, dated: Dated) -> re.Match[str] | None:
    """The age that somebody has now, where the day is called a birthday."""
    named = lexicon.has("birthday_word", dated.cue)
    return lexicon.pattern("age_now").search(text) if named else None


def _years_before(day: date, age: int) -> str:
    return f"{day.year - age:04}-{day:%m-%d}"


def _age(words: str) -> int | None:
    """The age of "werd 15 op 4 november"."""
    parts = re.findall(r"\d+|[^\W\d][\w-]*", words)
    ordinals = lexicon.data("dates")["nth"]
    ages = [n for w in parts if (n := lexicon.number(w) or int(ordinals.get(w, 0))) >= YOUNGEST]
    return int(ages[0]) if ages else None


def _nearest(day: date, on: date, *, past: bool) -> date | None:
    """The last such day up to `on`, or the next one."""
    if day.month == _LEAP_MONTH:
        return None
    years = (day.replace(year=on.year + shift) for shift in ((0, -1) if past else (0, 1)))
    return next((d for d in years if (d <= on) == past), None)
