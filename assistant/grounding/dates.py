"""Dates and school years in flat text, in whatever notation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.grounding.numerals import days_of
from assistant.grounding.reading import table

_LANGUAGES = ("nl", "fr", "en")
Spotted = tuple[str, str, int, int]
_SCHOOL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-/]\s?((?:19|20)?\d\d)(?!\d|-\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})([/.-])(\d{1,2})(?:\2(\d{4}|\d\d))?(?![\d/]|[.,]\d)")


@cache
def _months() -> dict[str, int]:
    return {
        name: i + 1 for names in table("figures")["months"].values() for i, name in enumerate(names)
    }


@cache
def _short_months() -> dict[str, int]:
    short = table("figures")["short_months"]
    return {name: i + 1 for i, names in enumerate(short) for name in names}


@cache
def _date_patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    beside_day = "|".join([month, *(rf"{short}\b\.?" for short in _short_months())])
    words = "|".join(_days_in_words())
    day = rf"(?P<day>\d{{1,2}})(?:er|e|st|nd|rd|th|ste|de)?|(?P<word>{words})"
    year = r"(?P<year>(?:19|20)\d\d)"
    named = rf"(?P<month>{month})"
    return (
        re.compile(
            rf"(?<![\w.,-])(?:{day})\s+(?:(?:of|van)\s+)?(?P<month>{beside_day})"
            rf"(?:,?\s+{year})?(?!\w)"
        ),
        re.compile(
            rf"(?<!\w)(?P<month>{beside_day})\s+(?:the\s+)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
            rf"|(?P<word>{words}))(?:,?\s+{year})?(?![\w%])"
        ),
        re.compile(rf"(?<!\w){named}\s+{year}(?!\w)"),
        re.compile(rf"(?<!\w){named}(?!\w)"),
    )


@cache
def _days_in_words() -> dict[str, int]:
    """Patterns of the days of a month in words, the longest first."""
    forms = {form: value for language in _LANGUAGES for form, value in days_of(language).items()}
    ordered = sorted(forms, key=len, reverse=True)
    return {form.replace(" ", "[- ]"): forms[form] for form in ordered}


def dates_in(plain: str, language: str) -> Iterator[Spotted]:
    """(kind, value, start, end) of each: "day-month-year" with "*" for a part that is not named."""
    for match in _SCHOOL_YEAR.finditer(plain):
        if int(match.group(2)[-2:]) == (int(match.group(1)) + 1) % 100:
            yield "school_year", match.group(1), *match.span()
    for match in _ISO.finditer(plain):
        year, month, day = match.groups()
        yield "date", _date(day, int(month), year), *match.span()
    for match in _SLASHED.finditer(plain):
        day, sign, month, short = match.groups()
        if 1 <= int(day) <= 31 and 1 <= int(month) <= 12 and (short or sign == "/"):
            year = f"20{short}" if short and len(short) == 2 else short
            yield "date", _date(day, int(month), year), *match.span()
    yield from _written_dates(plain, language)


def _written_dates(plain: str, language: str) -> Iterator[Spotted]:
    months = {**_short_months(), **_months()}
    days = {re.sub(r"\[- \]", " ", w): v for w, v in _days_in_words().items()}
    taken: list[range] = []
    for pattern in _date_patterns():
        for match in pattern.finditer(plain):
            if any(match.start() in span for span in taken):
                continue
            parts = match.groupdict()
            day, word = parts.get("day"), parts.get("word")
            if not (day or word or parts.get("year")) and not _is_month(match.group(), language):
                continue
            spoken = str(days.get((word or "").replace("-", " "), ""))
            month = months[parts["month"].rstrip(".")]
            value = _date(day or spoken, month, parts.get("year"))
            taken.append(range(*match.span()))
            yield "date", value, *match.span()


def _is_month(word: str, language: str) -> bool:
    """Whether a bare word is a month in that language; English "may" and "march" are verbs too."""
    return word in table("figures")["months"][language] and word not in ("may", "march", "mars")


def _date(day: str, month: int, year: str | None) -> str:
    return f"{str(day).lstrip('0') or '*'}-{month}-{year or '*'}"
