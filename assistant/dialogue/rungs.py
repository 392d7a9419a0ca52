"""The years of school that a turn names: of secondary education, and of an alternating programme.

Year 4 ends the second degree, year 5 is the first of the third (ROF B3); a degree or a diploma
counts as the year that it ends with. Whether one was completed is for `outcomes.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import Span, clauses, holding, sentences

_YEARS_OF_DEGREE = {1: (1, 2), 2: (3, 4), 3: (5, 6)}
_PROGRAMME_LAST, _SCHOOL_FIRST = 3, 3
_GRADES_BEFORE = 6  # "grade 10" is the fourth year of secondary education
_NEAR, _FAR = 34, 60
_MOST = 12
_BESIDE, _FEW = 24, 2


class Kind(StrEnum):
    """What is named."""

    SCHOOL = "school"  # a year, degree or diploma of secondary education
    PROGRAMME = "programme"  # the first, second ... year of an alternating programme
    COUNT = "count"  # so many years of an alternating programme
    BUSO = "buso"  # the qualification phase of BuSO


@dataclass(frozen=True, slots=True)
class Rung:
    """Something that can be completed, with its place in the plain text.

    `level` is the year of secondary education reached, the year of the programme, or the number of
    years; `first` the first year that it takes: of a degree or a diploma a lower one.
    """

    kind: Kind
    level: int
    first: int
    start: int
    end: int


def rungs(text: str) -> tuple[Rung, ...]:
    """What plain text names, in order, without overlaps; the first so many of them."""
    found: list[Rung] = []
    for reader in (_years_of_degree, _degrees, _counts, _stretches, _years, _buso):
        for rung in reader(text):
            if all(rung.end <= r.start or rung.start >= r.end for r in found):
                found.append(rung)
    return tuple(_one_ladder(sorted(found, key=lambda r: r.start)[:_MOST]))


def _one_ladder(found: list[Rung]) -> list[Rung]:
    """The third year beside a fourth or later one is of secondary education: "3 en 4 duaal"."""
    climbs = any(r.kind is Kind.SCHOOL and r.first == r.level > _PROGRAMME_LAST for r in found)
    return [
        replace(r, kind=Kind.SCHOOL)
        if climbs and r.kind is Kind.PROGRAMME and r.level == _PROGRAMME_LAST
        else r
        for r in found
    ]


def is_alternating(text: str, rung: Rung) -> bool:
    """Whether a year of secondary education is named as one of an alternating programme."""
    after = re.split(r"[,.;:?!]", text[rung.end :][:_BESIDE])[0]
    beside = lexicon.pattern("alternating").search(after)
    named = lexicon.has("alternating", text[rung.start : rung.end])
    return named or (beside is not None and len(after[: beside.start()].split()) <= _FEW)


def _years_of_degree(text: str) -> Iterator[Rung]:
    """As in "het eerste jaar van de derde graad"."""
    for match in _patterns()["year of degree"].finditer(text):
        years = _YEARS_OF_DEGREE.get(_number(match["degree"]), ())
        place = _number(match["year"]) - 1
        if place < len(years):
            yield _rung(Kind.SCHOOL, years[place], match)


def _degrees(text: str) -> Iterator[Rung]:
    for match in _patterns()["degree"].finditer(text):
        years = _YEARS_OF_DEGREE.get(_number(match["degree"]))
        if years:
            yield _rung(Kind.SCHOOL, years[-1], match, first=years[0])


def _counts(text: str) -> Iterator[Rung]:
    """As in "twee jaar CDO", "five years of secondary school"."""
    for match in _patterns()["count"].finditer(text):
        if alternating_near(text, match.start(), match.end(), within=sentences, reach=_FAR):
            yield _rung(Kind.COUNT, _number(match["n"]), match)
        elif _patterns()["secondary after"].match(text, match.end()):
            yield _rung(Kind.SCHOOL, _number(match["n"]), match)


def _years(text: str) -> Iterator[Rung]:
    """As in "zijn vierde", "5 TSO", "6 duaal", "grade 11", "tweede jaar"."""
    for match in _patterns()["year"].finditer(text):
        names = ("ordinal", "typed", "pair", "named", "led")
        level = _number(next(match[name] for name in names if match[name]))
        if match["grade"]:
            level -= _GRADES_BEFORE
        if not 1 <= level <= _YEARS_OF_DEGREE[3][-1] + 1:
            continue
        of_programme = level < _SCHOOL_FIRST or (
            level == _PROGRAMME_LAST and _of_programme(text, match)
        )
        yield _rung(Kind.PROGRAMME if of_programme else Kind.SCHOOL, level, match)


def _of_programme(text: str, match: re.Match[str]) -> bool:
    """Whether a third year is one of the programme: of secondary education it is told apart."""
    inside = holding(clauses(text), match.start())
    if inside is not None and lexicon.has("attest", inside.text):
        return False
    plain_year = _patterns()["ends in plain year"].search(match.group()) is not None
    return plain_year or alternating_near(text, match.start(), match.end())


def _buso(text: str) -> Iterator[Rung]:
    for match in lexicon.find("buso_phase", text):
        yield _rung(Kind.BUSO, 1, match)


def _stretches(text: str) -> Iterator[Rung]:
    for level in lexicon.data("rungs")["stretches"]:
        for match in _patterns()[f"up to {level}"].finditer(text):
            yield _rung(Kind.SCHOOL, int(level), match, first=1)


def _rung(kind: Kind, level: int, match: re.Match[str], *, first: int | None = None) -> Rung:
    return Rung(kind, level, level if first is None else first, match.start(), match.end())


def alternating_near(
    text: str,
    start: int,
    end: int,
    *,
    within: Callable[[str], list[Span]] = clauses,
    reach: int = _NEAR,
) -> bool:
    """Whether the words beside a place, in its clause, name an alternating programme.

    `within` cuts the text into the stretches that are looked in, `reach` is how far, in characters.
    """
    inside = holding(within(text), start)
    if inside is None:
        return False
    low, high = max(inside.start, start - reach), min(inside.end, end + reach)
    return lexicon.has("alternating", text[low:high])


def _number(word: str) -> int:
    return _values().get(word) or int(word)


@cache
def _values() -> dict[str, int]:
    """The value of every ordinal and every number word."""
    data = lexicon.data("rungs")
    return {
        word: int(value)
        for name in ("ordinals", "cardinals")
        for value, words in data[name].items()
        for word in words
    }


def _either(words: Any) -> str:
    """A regular expression for one of the words, the longest first."""
    lists = words.values() if isinstance(words, dict) else [words]
    return "|".join(sorted((w for one in lists for w in one), key=len, reverse=True))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = lexicon.data("rungs")
    lists = {name: _either(data[name]) for name in data if name != "stretches"}
    ordinal, cardinal = lists["ordinals"], rf"[1-7](?!\w)|{lists['cardinals']}"
    beside = rf"{lists['year']}|{lists['school_type']}"
    degree = rf"(?P<degree>{ordinal}|[123])[\s-]?(?:{lists['degree']})(?:s|en)?(?!\w)"
    led = "|".join(rf"(?<=\b{word} )" for word in data["leads"])
    built = {
        "degree": rf"(?<!\w){degree}",
        "year of degree": (
            rf"(?<!\w)(?P<year>{ordinal}|[12])(?:\s(?:{lists['year']}))?"
            rf"(?:\s(?:{lists['of']})){{0,3}}\s{degree}"
        ),
        "count": (
            rf"(?<![\w,.])(?P<n>{cardinal})\s(?:\w+\s){{0,2}}?(?:{lists['counted_years']})(?!\w)"
        ),
        "secondary after": rf"\s(?:\w+\s){{0,2}}?(?:{lists['secondary']})",
        "year": (
            rf"(?<![\w,.])[tl]?(?P<ordinal>{ordinal})(?:[\s-]*(?:{beside})(?!\w))*(?:jaars)?(?!\w)"
            rf"(?!\s(?:{lists['no_year']})(?!\w))(?![.,/]\d)"
            rf"|(?<![\w,./-])(?P<typed>[1-7])\s?(?:{lists['school_type']})(?!\w)"
            rf"|(?<![\w,./-])(?P<pair>[1-7])(?=\s(?:en|et|and|&)\s[1-7]\s?(?:{lists['school_type']})(?!\w))"
            rf"|(?<!\w)(?:(?P<grade>grade)|{lists['before_number']})\s(?P<named>1[0-2]|{cardinal})(?!\w)"
            rf"|(?:{led})(?P<led>[3-7])(?=\s(?!(?:{lists['counted']}|{lists['no_year']})(?!\w))[a-z]{{4,}})"
        ),
        "ends in plain year": rf"(?:{lists['counted_years']})$",
        **{
            f"up to {level}": rf"(?<!\w)(?:{'|'.join(entries)})(?!\w)"
            for level, entries in data["stretches"].items()
        },
    }
    return {name: re.compile(body) for name, body in built.items()}
