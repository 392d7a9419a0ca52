"""The inputs of the deadlines from words (omzendbrief 3.1, 4, 5, 7.1, 8, 10, 11; ROF A3)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

from assistant.dialogue import lexicon, school_years
from assistant.dialogue.clauses import Span, clauses, is_negated, is_unsure, sentences
from assistant.dialogue.dates import Mention
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.roles import Dated

_DAY_SLOTS = {
    "birth": "born_on",
    "first": "first_attended_on",
    "enrolled": "enrolled_on",
    "submitted": "submitted_on",
    "lost": "lost_on",
}
_SCHOOL_DAYS_A_WEEK = 5
_LONGEST_RANGE = 200
_NEAR = 8


def deadline_inputs(text: str, days: tuple[Dated, ...]) -> Findings:
    """The inputs of the deadlines that plain text and its days give."""
    found: Findings = {}
    _days(text, days, found)
    _recognition(text, days, found)
    _absence(text, days, found)
    for concept in ("buso_ov3", "buso_ov4"):
        match = lexicon.pattern(concept).search(text)
        if match:
            found.setdefault("provider", Finding(concept, match.start(), match.end()))
    lost = lexicon.pattern("workplace_lost").search(text)
    if lost:
        found["workplace_lost"] = Finding(True, lost.start(), lost.end())
    for span in clauses(text):
        _extension(span, found)
        _no_pupil(span, found)
    for sentence in sentences(text):
        _first_two_years(sentence, found)
    _days_used(_without_days(text, days), found)
    return found


def _days(text: str, named: tuple[Dated, ...], found: Findings) -> None:
    days = _without_either(text, _without_today(text, named), found)
    for dated in days:
        slot = _DAY_SLOTS.get(dated.role)
        if slot == "born_on" and dated.day and (dated.mention.assumed or _turned(text)):
            _born(text, dated, found)
        elif slot and dated.day:
            found.setdefault(slot, _finding(dated.mention, dated.day.isoformat()))
        if slot and dated.day is None and slot not in found:
            found[f"vague:{slot}"] = Finding(None, dated.mention.start, dated.mention.end)
    off = [d for d in days if d.role == "local_off" and d.day]
    if off:
        value = sorted({d.day.isoformat() for d in off if d.day})
        found["local_days_off"] = Finding(value, off[0].mention.start, off[-1].mention.end)


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
    for role in unclear:
        mention = next(d.mention for d in days if d.role == role)
        found[f"vague:{_DAY_SLOTS[role]}"] = Finding(None, mention.start, mention.end)
    return [d for d in days if d.role not in unclear]


def _near(one: Dated, after: Dated) -> bool:
    return after.mention.start - one.mention.end <= _NEAR


def _is_today(text: str, mention: Mention) -> bool:
    return lexicon.has("today", text[mention.start : mention.end])


def _turned(text: str) -> int | None:
    """The age of "werd 15 op 4 november"."""
    match = lexicon.pattern("turned").search(text)
    return int(re.findall("[0-9]+", match.group())[0]) if match else None


def _born(text: str, dated: Dated, found: Findings) -> None:
    """A birthday without its year: the year of birth said elsewhere, else it has to be asked."""
    year = lexicon.pattern("year_of_birth").search(text)
    day, age = dated.day, _turned(text)
    if day and age and lexicon.has("turned", dated.cue) and not dated.mention.assumed:
        value = f"{day.year - age:04}-{day:%m-%d}"
        found.setdefault("born_on", _finding(dated.mention, value))
        return
    if day and not dated.mention.assumed:
        found.setdefault("born_on", _finding(dated.mention, day.isoformat()))
        return
    if year is None or day is None:
        found.setdefault("vague:born_on", Finding(None, dated.mention.start, dated.mention.end))
        return
    value = f"{re.findall('[0-9]{4}', year.group())[-1]}-{day:%m-%d}"
    found.setdefault("born_on", _finding(dated.mention, value))


def _finding(mention: Mention, value: object) -> Finding:
    return Finding(value, mention.start, mention.end, mention.assumed)


def _recognition(text: str, days: tuple[Dated, ...], found: Findings) -> None:
    """From the application until the decision; nothing when it was not applied for."""
    named = [d for d in days if d.role == "recognition" and d.day]
    if not named:
        return
    first, last = named[0].mention, named[-1].mention
    known = sorted(d.day for d in named if d.day)
    found["recognition_from"] = _finding(first, known[0].isoformat())
    if known[-1] > known[0]:
        found["recognition_until"] = _finding(last, known[-1].isoformat())


def _absence(text: str, days: tuple[Dated, ...], found: Findings) -> None:
    """Justified absence: the days themselves, or how many; unjustified days do not count."""
    named = [d for d in days if d.role == "absence" and d.day and not _unjustified(text, d.mention)]
    if named:
        value = sorted(day.isoformat() for day in _with_ranges(named))
        place = (named[0].mention.start, named[-1].mention.end)
        found["justified_absence_days"] = Finding(value, *place, named[0].mention.assumed)
        return
    for span in clauses(text):
        if lexicon.has("unjustified", span.text) or not lexicon.has("absence", span.text):
            continue
        found.setdefault("absent", Finding(True, span.start, span.end))
        _absence_count(span, found)


def _unjustified(text: str, mention: Mention) -> bool:
    inside = next((s for s in clauses(text) if s.start <= mention.end <= s.end), None)
    return inside is not None and lexicon.has("unjustified", inside.text)


def _with_ranges(named: list[Dated]) -> set[date]:
    known = {d.day for d in named if d.day}
    ends = [d.day for d in named if d.day and d.mention.ranged]
    if len(ends) > 1:
        length = min((max(ends) - min(ends)).days, _LONGEST_RANGE)
        known |= {min(ends) + timedelta(days=n) for n in range(length + 1)}
    return known


def _absence_count(span: Span, found: Findings) -> None:
    part = lexicon.pattern("count_out_of").search(span.text)
    if part:
        count = lexicon.number(part.group())
        place = (span.start + part.start(), span.start + part.end())
        if count is not None and count == int(count):
            found["justified_absence_days"] = Finding(int(count), *place)
        return
    for concept, size in (("days_count", 1), ("weeks_count", _SCHOOL_DAYS_A_WEEK)):
        match = lexicon.pattern(concept).search(span.text)
        count = lexicon.number(match.group()) if match else None
        if match and count is not None and count == int(count):
            place = (span.start + match.start(), span.start + match.end())
            value = int(count) * size
            found["justified_absence_days"] = Finding(value, *place, assumed=size > 1)
            return


def _extension(span: Span, found: Findings) -> None:
    match = lexicon.pattern("extension").search(span.text)
    if match is None or is_unsure(span.text):
        return
    supposed = lexicon.has("condition", span.text[: match.start()])
    if lexicon.has("modal", span.text) and not (supposed or is_negated(span.text)):
        return
    place = (span.start + match.start(), span.start + match.end())
    if lexicon.has("applied", span.text) and not lexicon.has("granted", span.text):
        found.setdefault("extension_granted", Finding(False, *place, assumed=True))
        return
    found["extension_granted"] = Finding(not is_negated(span.text), *place)


def _first_two_years(sentence: Span, found: Findings) -> None:
    """Attended is what counts: a year that was not passed was attended all the same."""
    match = lexicon.pattern("first_two_years").search(sentence.text)
    if match is None or is_unsure(sentence.text):
        return
    told = [c for c in clauses(sentence.text) if lexicon.has("attended", c.text)]
    if told:
        place = (sentence.start + match.start(), sentence.start + match.end())
        found["first_two_years_attended"] = Finding(not is_negated(told[0].text), *place)


def _no_pupil(span: Span, found: Findings) -> None:
    empty = is_negated(span.text) or lexicon.has("nobody", span.text)
    aanloop = lexicon.pattern("aanloop").search(span.text)
    if aanloop and not is_unsure(span.text):
        place = (span.start + aanloop.start(), span.start + aanloop.end())
        found["aanloop_pupil_enrolled"] = Finding(not empty, *place)
    if not lexicon.has("ran", span.text) and not empty:
        return
    for concept, slots in (
        ("two_years_before", ("ran_last_year", "ran_year_before")),
        ("year_before_last", ("ran_year_before",)),
        ("last_year", ("ran_last_year",)),
    ):
        match = lexicon.pattern(concept).search(span.text)
        if match:
            place = (span.start + match.start(), span.start + match.end())
            for slot in slots:
                found.setdefault(slot, Finding(not empty, *place))
            return


def _without_days(text: str, days: tuple[Dated, ...]) -> str:
    """The text with its dates blanked: their figures count nothing."""
    for dated in days:
        start, end = dated.mention.start, dated.mention.end
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _days_used(text: str, found: Findings) -> None:
    """Search days used this school year; those of another school year do not count."""
    for span in sentences(text):
        match = lexicon.pattern("used").search(span.text)
        if match is None or lexicon.has("last_year", span.text):
            continue
        before = re.split(r"[,;]", span.text[: match.end()])[-1]
        numbers = lexicon.numbers(before) or lexicon.numbers(span.text[match.end() :])
        number = numbers[0] if numbers else None
        value = lexicon.number(number.group()) if number else None
        if number and value is not None and value == int(value):
            found["days_used"] = Finding(int(value), span.start, span.end)
            return


def school_year_inputs(text: str, mentions: tuple[Mention, ...], on: date) -> Findings:
    """The school years that plain text names, for each kind of deadline."""
    found: Findings = {}
    named = school_years.named(text, on)
    starts = named or school_years.starting(text, mentions)
    if starts:
        found["start_school_year"] = _school_year(text, *starts)
    if named:
        found["school_year"] = _school_year(text, *named)
    held = school_years.holding(text, mentions)
    if held:
        found["checked_school_year"] = _school_year(text, *held)
    _ran_in_named_years(text, mentions, on, found)
    holiday = school_years.of_holiday(text, on)
    if holiday and not named:
        found["holiday_school_year"] = _school_year(text, *holiday)
    return found


def _ran_in_named_years(
    text: str, mentions: tuple[Mention, ...], on: date, found: Findings
) -> None:
    """As in "in 2025-2026 liep ze niet": a year before the one of 1 October."""
    if not lexicon.has("first_october", text):
        return
    days = [m.day for m in mentions if m.day]
    checked = school_years.current(days[0] if days else on)
    told = [(one, span) for span in clauses(text) for one in school_years.all_named(span.text)]
    for one, span in told:
        slot = {
            checked.shifted(-1).name: "ran_last_year",
            checked.shifted(-2).name: "ran_year_before",
        }
        if one in slot and (_tells(span)):
            empty = is_negated(span.text) or lexicon.has("nobody", span.text)
            found[slot[one]] = Finding(not empty, span.start, span.end)
            found["checked_school_year"] = _school_year(text, checked.name, "")
            found.pop("school_year", None)


def _tells(span: Span) -> bool:
    return lexicon.has("ran", span.text) or is_negated(span.text)


def _school_year(text: str, name: str, words: str, assumed: bool = False) -> Finding:
    start = max(text.find(words), 0)
    return Finding(name, start, start + len(words), assumed)
