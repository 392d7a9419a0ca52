"""What a course ran with before 1 October, from words (omzendbrief 11; ROF A3)."""

from __future__ import annotations

from datetime import date

from assistant.dialogue import lexicon, school_years
from assistant.dialogue.clauses import Span, clauses, is_negated, is_unsure, sentences
from assistant.dialogue.dates import Mention
from assistant.dialogue.deadline_days import of_day
from assistant.dialogue.finding import Finding, Findings

_COUNTING_DAY = (10, 1)


def pupils_of_years(text: str, found: Findings) -> None:
    """Note whether a pupil of the aanloop was enrolled and whether the course ran before."""
    for span in clauses(text):
        _no_pupil(span, found)
    _aanloop_included(text, found)
    _year_before(text, found)
    _new_programme(text, found)


def pupils_of_named_years(
    text: str, mentions: tuple[Mention, ...], on: date, found: Findings
) -> None:
    """Note the same of the years and days that are named in figures."""
    _ran_in_named_years(text, mentions, on, found)
    _both_octobers(text, mentions, found)


def _no_pupil(span: Span, found: Findings) -> None:
    empty = is_negated(span.text) or lexicon.has("nobody", span.text) or _just_as_empty(span, found)
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


def _aanloop_included(text: str, found: Findings) -> None:
    """As in "geen leerling, aanloop inbegrepen": what nobody was in, nobody in the aanloop was."""
    for span in sentences(text):
        match = lexicon.pattern("aanloop_included").search(span.text)
        if match and lexicon.has("nobody", span.text):
            place = (span.start + match.start(), span.start + match.end())
            found["aanloop_pupil_enrolled"] = Finding(False, *place)


def _just_as_empty(span: Span, found: Findings) -> bool:
    """As in "en vorig jaar was dat net zo", said of a year or course without pupils."""
    empty = found.get("aanloop_pupil_enrolled")
    return lexicon.has("same_again", span.text) and (empty is None or empty.value is False)


def _year_before(text: str, found: Findings) -> None:
    """The year before is last year where no other year stands before it."""
    if lexicon.has("year_before_it", text) and not lexicon.has("named_last_year", text):
        told = found.pop("ran_year_before", None)
        if told is not None:
            found.setdefault("ran_last_year", told)


def _new_programme(text: str, found: Findings) -> None:
    """A course that is new this year, or empty for the second time, did not run the year before."""
    new = lexicon.pattern("new_programme").search(text) or lexicon.pattern("in_a_row").search(text)
    if new and lexicon.has("first_october", text):
        found.setdefault("ran_last_year", Finding(False, new.start(), new.end()))


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
            found["checked_school_year"] = Finding(checked.name)
            found.pop("school_year", None)


def _both_octobers(text: str, mentions: tuple[Mention, ...], found: Findings) -> None:
    """As in "niemand op 1 oktober 2025 en 1 oktober 2026": the last is checked, the rest before."""
    named = {m.day: m for m in mentions if m.day and (m.day.month, m.day.day) == _COUNTING_DAY}
    if len(named) < 2 or not (lexicon.has("nobody", text) or is_negated(text)):
        return
    last = max(named)
    found["checked_school_year"] = Finding(school_years.current(last).name)
    for day, mention in named.items():
        slot = {1: "ran_last_year", 2: "ran_year_before"}.get(last.year - day.year)
        if slot:
            found[slot] = of_day(mention, _ran_on(text, mention))


def _ran_on(text: str, mention: Mention) -> bool:
    """Whether the words around a 1 October say that the course had pupils then."""
    inside = next((s for s in clauses(text) if s.start <= mention.start < s.end), None)
    if inside is None or is_negated(inside.text) or lexicon.has("nobody", inside.text):
        return False
    return lexicon.has("ran", inside.text)


def _tells(span: Span) -> bool:
    return lexicon.has("ran", span.text) or is_negated(span.text)
