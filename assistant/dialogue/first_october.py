"""Whether a course had pupils before, and in its aanloop, from words (omzendbrief 11; ROF A3).

Which year is meant follows from its words ("l'année d'avant" is the one before the year named
last); whether it had pupils is heard by `affirmed.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.dialogue import lexicon, school_years
from assistant.dialogue.affirmed import Kind, affirmed
from assistant.dialogue.clauses import clauses, holding, is_negated, sentences
from assistant.dialogue.deadline_days import of_day
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.mention import Mention
from assistant.dialogue.surroundings import Place, places
from tools.calendar import SchoolYear

_COUNTING_DAY = (10, 1)
SLOTS = {1: "ran_last_year", 2: "ran_year_before"}
_YEARS_BACK = (
    ("two_years_before", (1, 2)),
    ("year_before_last", (2,)),
    ("last_school_year", (1,)),
)
_SCHOOL_YEAR = re.compile(r"(?<![\d/.-])(?:20)?([1-4]\d)[-/](?:20)?([1-4]\d)(?![\d/-]|\.\d)")


@dataclass(frozen=True, slots=True)
class Year:
    """School years that a turn names: how many before the one of 1 October, and where."""

    back: tuple[int, ...]
    place: Place
    in_figures: bool = False


def pupils_of_years(text: str, mentions: tuple[Mention, ...], on: date, found: Findings) -> None:
    """Note whether a pupil of the aanloop was enrolled, and whether the course ran before."""
    before, aanloop = years(text, mentions, on), places("aanloop", text)
    others = [*aanloop, *(year.place for year in before)]
    for place in aanloop:
        _note(found, "aanloop_pupil_enrolled", affirmed(text, Kind.AANLOOP, place, others), place)
    for year in before:
        ran = None if year.in_figures else _said_after(text, year.place, others)
        if ran is None:
            ran = affirmed(text, Kind.RAN, year.place, others)
        if ran is None and year.in_figures:
            ran = _plainly_ran(text, year.place)
        for back in year.back:
            _note(found, SLOTS[back], ran, year.place)
    _aanloop_included(text, found)
    _all_years(text, found)
    _both_octobers(text, mentions, found)
    if any(year.in_figures for year in before):
        found["checked_school_year"] = Finding(_checked(text, mentions, on).name)
        found.pop("school_year", None)


def _note(found: Findings, slot: str, value: bool | None, place: Place) -> None:
    if value is not None:
        found.setdefault(slot, Finding(value, place.start, place.end))


def years(text: str, mentions: tuple[Mention, ...], on: date) -> list[Year]:
    """The school years that plain text names before the one of 1 October, in words, in figures."""
    return [*_years_in_words(text), *_years_in_figures(text, _checked(text, mentions, on))]


def _checked(text: str, mentions: tuple[Mention, ...], on: date) -> SchoolYear:
    """The school year of the 1 October that a turn is about."""
    days = [m.day for m in mentions if m.day and not school_years.dates_a_year_before(text, m)]
    return school_years.current(days[0] if days else on)


def _years_in_words(text: str) -> Iterator[Year]:
    """Years by their names; "the year before" is one before the year named last."""
    last = 0
    for match, back in _named_years(text):
        if back:
            last = max(back)
        elif last < max(SLOTS):
            last = 2 if lexicon.has("before_that", match.group()) else last + 1
            back = (last,)
        if back:
            yield Year(back, Place(match.start(), match.end()))


def _named_years(text: str) -> list[tuple[re.Match[str], tuple[int, ...]]]:
    """The names of years in order, without overlaps; a relative one has no number."""
    named: list[tuple[re.Match[str], tuple[int, ...]]] = []
    for concept, back in (*_YEARS_BACK, ("one_year_before", ())):
        for match in lexicon.find(concept, text):
            if all(match.end() <= m.start() or match.start() >= m.end() for m, _ in named):
                named.append((match, back))
    return sorted(named, key=lambda one: one[0].start())


def _years_in_figures(text: str, checked: SchoolYear) -> Iterator[Year]:
    """As in "in 2025-2026 liep ze niet": a year before the one of 1 October."""
    if not lexicon.has("first_october", text):
        return
    for match in _SCHOOL_YEAR.finditer(text):
        back = checked.start - (2000 + int(match[1]))
        if back in SLOTS and int(match[2]) == int(match[1]) + 1:
            yield Year((back,), Place(match.start(), match.end()), in_figures=True)


def _aanloop_included(text: str, found: Findings) -> None:
    """As in "geen leerling, aanloop inbegrepen": what nobody was in, nobody in the aanloop was."""
    for span in sentences(text):
        match = lexicon.pattern("aanloop_included").search(span.text)
        if match and lexicon.has("nobody", span.text):
            place = (span.start + match.start(), span.start + match.end())
            found["aanloop_pupil_enrolled"] = Finding(False, *place)


def _all_years(text: str, found: Findings) -> None:
    """A course that is new, or never ran, ran in no year before; one empty again not last year."""
    empty = lexicon.has("first_october", text) or lexicon.has("nobody", text)
    for concept, slots, ran in (
        ("never_before", SLOTS.values(), False),
        ("new_programme", SLOTS.values(), False),
        ("in_a_row", [SLOTS[1]], False),
        ("ran_all_along", SLOTS.values(), True),
    ):
        match = lexicon.pattern(concept).search(text)
        if match and (empty or concept == "never_before"):
            for slot in slots:
                found.setdefault(slot, Finding(ran, match.start(), match.end()))


def _both_octobers(text: str, mentions: tuple[Mention, ...], found: Findings) -> None:
    """As in "niemand op 1 oktober 2025 en 1 oktober 2026": the last is checked, the rest before."""
    named = {m.day: m for m in mentions if m.day and (m.day.month, m.day.day) == _COUNTING_DAY}
    if len(named) < len(SLOTS) or not (lexicon.has("nobody", text) or is_negated(text)):
        return
    last = max(named)
    found["checked_school_year"] = Finding(school_years.current(last).name)
    for day, mention in named.items():
        slot = SLOTS.get(last.year - day.year)
        if slot:
            found[slot] = of_day(mention, _ran_on(text, mention))


def _ran_on(text: str, mention: Mention) -> bool:
    """Whether the words around a 1 October say that the course had pupils then."""
    return bool(_plainly_ran(text, Place(mention.start, mention.end)))


def _said_after(text: str, place: Place, others: Sequence[Place]) -> bool | None:
    """What follows a year that stands by itself: "last year, on 1 October, it did not run"."""
    inside = holding(clauses(text), place.start)
    sentence = holding(sentences(text), place.start)
    if inside is None or sentence is None or inside.text.strip() != text[place.start : place.end]:
        return None
    end = min([o.start for o in others if place.end <= o.start], default=sentence.end)
    rest = text[place.end : min(end, sentence.end)]
    if is_negated(rest) or lexicon.has("nobody", rest):
        return False
    return True if lexicon.has("ran", rest) else None


def _plainly_ran(text: str, place: Place) -> bool | None:
    """What the words of a clause say of a year or a day in it; None where they tell nothing."""
    inside = holding(clauses(text), place.start)
    if inside is None:
        return None
    if is_negated(inside.text) or lexicon.has("nobody", inside.text):
        return False
    return True if lexicon.has("ran", inside.text) else None
