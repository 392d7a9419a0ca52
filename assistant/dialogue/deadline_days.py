"""What the days of a turn are for the deadlines: birth, first lesson, enrolment and so on."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from assistant.dialogue import lexicon
from assistant.dialogue.birthdays import YOUNGEST, born_by_age
from assistant.dialogue.clauses import clauses, holding, is_negated
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.mention import A_YEAR, Mention
from assistant.dialogue.roles import Dated

_DAY_SLOTS = {
    "birth": "born_on",
    "first": "first_attended_on",
    "enrolled": "enrolled_on",
    "submitted": "submitted_on",
    "lost": "lost_on",
}
_NEAR, _SEVERAL = 8, 2
_BABY, _OLDEST = 8, 30


def days_of_roles(text: str, named: tuple[Dated, ...], found: Findings, on: date) -> None:
    """Note the days of a turn by what each is the day of; `on` is the day asked on."""
    days = _without_either(text, _without_today(text, named), found)
    days = _without_others(text, days, found)
    for dated in days:
        slot = _DAY_SLOTS.get(dated.role)
        if slot == "born_on" and dated.day:
            _born(text, dated, found, on)
        elif slot and dated.day:
            found.setdefault(slot, of_day(dated.mention, dated.day.isoformat()))
        if slot and dated.day is None and slot not in found:
            found[f"vague:{slot}"] = Finding(None, dated.mention.start, dated.mention.end)
    _later(text, found)
    off = [d for d in days if d.role == "local_off" and d.day]
    if off:
        value = sorted({d.day.isoformat() for d in off if d.day})
        found["local_days_off"] = Finding(value, off[0].mention.start, off[-1].mention.end)


def _later(text: str, found: Findings) -> None:
    """A first day that is told as so long after another is to be asked."""
    told = found.get("first_attended_on")
    later = lexicon.pattern("some_time_later").search(text)
    if told and later and told.end <= later.start():
        found["vague:first_attended_on"] = found.pop("first_attended_on")


def _without_today(text: str, days: tuple[Dated, ...]) -> list[Dated]:
    """The days without a "today" that only tells when is asked: another day has its role."""
    named = {d.role for d in days if d.day and not _is_today(text, d.mention)}
    return [d for d in days if not (_is_today(text, d.mention) and d.role in named)]


def _without_either(text: str, days: list[Dated], found: Findings) -> list[Dated]:
    """The days without those that the words leave open: "3 of 4 september" is to be asked."""
    unclear: set[str] = set()
    for one, after in pairwise(days):
        if lexicon.has("either", text[one.mention.end : after.mention.start]) and _near(one, after):
            unclear |= {role for role in (one.role, after.role) if role in _DAY_SLOTS}
    unclear |= {d.role for d in days if d.role in _DAY_SLOTS and _one_of_two(text, d.mention)}
    for role in unclear:
        mention = next(d.mention for d in days if d.role == role)
        found[f"vague:{_DAY_SLOTS[role]}"] = Finding(None, mention.start, mention.end)
    return [d for d in days if d.role not in unclear]


def _without_others(text: str, days: list[Dated], found: Findings) -> list[Dated]:
    """The days without first days that compete; after the loss of a workplace the last counts."""
    days = _without_denied(text, days)
    first = sorted({d.day for d in days if d.role == "first" and d.day})
    if len(first) < _SEVERAL:
        return days
    if lexicon.has("workplace_lost", text):
        return [d for d in days if d.role != "first" or d.day == first[-1]]
    mention = next(d.mention for d in days if d.role == "first")
    found["vague:first_attended_on"] = Finding(None, mention.start, mention.end)
    return [d for d in days if d.role != "first"]


def _without_denied(text: str, days: list[Dated]) -> list[Dated]:
    """The days without a first day that the words deny where another is told."""
    first = [d for d in days if d.role == "first" and d.day]
    denied = [d for d in first if _is_denied(text, d.mention)]
    return [d for d in days if d not in denied] if 0 < len(denied) < len(first) else days


def _is_denied(text: str, mention: Mention) -> bool:
    inside = holding(clauses(text), mention.start)
    return inside is not None and is_negated(inside.text)


def _one_of_two(text: str, mention: Mention) -> bool:
    """Whether another day of the month stands just before: "3 of 4 september"."""
    before = re.search(
        r"\d(?:e|de|st|nd|rd|th)?\s+(\w+)\s+(?:le\s+|the\s+)?$", text[: mention.start]
    )
    return before is not None and lexicon.has("either", before[1])


def _near(one: Dated, after: Dated) -> bool:
    return after.mention.start - one.mention.end <= _NEAR


def _is_today(text: str, mention: Mention) -> bool:
    return text[mention.start : mention.end] in lexicon.data("dates")["relative"]


def _born(text: str, dated: Dated, found: Findings, on: date) -> None:
    """The day of birth from a birthday: with its year, the age then, or the year of birth.

    A birthday that comes with neither has to be asked about.
    """
    year = lexicon.pattern("year_of_birth").search(text) or _year_of_a_child(text, dated)
    day = dated.day
    by_age = born_by_age(text, dated, on) if day and not (year and dated.mention.assumed) else None
    if by_age is not None:
        found.setdefault("born_on", of_day(dated.mention, by_age))
        return
    if day and not dated.mention.assumed and day.year <= on.year - _BABY:
        found.setdefault("born_on", of_day(dated.mention, day.isoformat()))
        return
    if year is None or day is None:
        found.setdefault("vague:born_on", Finding(None, dated.mention.start, dated.mention.end))
        return
    value = f"{re.findall('[0-9]{4}', year.group())[-1]}-{day:%m-%d}"
    found.setdefault("born_on", of_day(dated.mention, value))


def _year_of_a_child(text: str, dated: Dated) -> re.Match[str] | None:
    """The one year of the turn that somebody of school age was born in: "eind 2008 geboren"."""
    if dated.day is None:
        return None
    oldest, youngest = dated.day.year - _OLDEST, dated.day.year - YOUNGEST
    named = [m for m in A_YEAR.finditer(text) if oldest <= int(m.group()) <= youngest]
    return named[0] if len({m.group() for m in named}) == 1 else None


def of_day(mention: Mention, value: object) -> Finding:
    """The finding of a day, assumed where its year was not said."""
    return Finding(value, mention.start, mention.end, mention.assumed)
