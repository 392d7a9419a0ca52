"""The inputs of the deadlines from words (omzendbrief 3.1, 4, 5, 7.1, 8, 10, 11; ROF A3)."""

from __future__ import annotations

import re
from datetime import date

from assistant.dialogue import lexicon, school_years
from assistant.dialogue.affirmed import Kind, affirmed
from assistant.dialogue.clauses import (
    Span,
    clauses,
    holding,
    is_negated,
    is_unsure,
    just_before,
    sentences,
)
from assistant.dialogue.day_counts import absence, counts_of_days
from assistant.dialogue.deadline_days import days_of_roles, of_day
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.first_october import pupils_of_years
from assistant.dialogue.first_years import first_two_years
from assistant.dialogue.mention import Mention
from assistant.dialogue.roles import Dated
from assistant.dialogue.surroundings import Place, places

_VERB = 4  # words


def deadline_inputs(text: str, days: tuple[Dated, ...], on: date) -> Findings:
    """The inputs of the deadlines that plain text and its days give; `on` is the day asked on."""
    found: Findings = {}
    days_of_roles(text, days, found, on)
    _recognition(text, days, found)
    absence(text, days, found)
    for concept in ("buso_ov3", "buso_ov4"):
        match = lexicon.pattern(concept).search(text)
        if match:
            found.setdefault("provider", Finding(concept, match.start(), match.end()))
    ordinary = lexicon.pattern("ordinary_school").search(text)
    if ordinary:
        found["provider"] = Finding("ordinary", ordinary.start(), ordinary.end())
    _lost(text, found)
    if lexicon.has("days_left_form", text):
        found["asks_days_left"] = Finding(True)
    _extension(text, found)
    attended = None if lexicon.has("pay", text) else first_two_years(text)
    if attended is not None:
        found["first_two_years_attended"] = attended
    counts_of_days(text, days, found)
    return found


def _recognition(text: str, days: tuple[Dated, ...], found: Findings) -> None:
    """From the application until the decision; nothing when it was not applied for."""
    applied = _of_role("recognition", days)
    decided = _of_role("decided", days)
    if len(decided) == 1 and not applied and _is_applied(text, decided[0]):
        applied, decided = decided, []
    elif len(applied) == 1 and not decided and _is_decided(text, applied[0]):
        applied, decided = [], applied
    if not applied:
        _recognition_pending(text, found)
    if not applied and not decided:
        return
    named = sorted([*applied, *decided], key=lambda mention: mention.day or date.min)
    if applied:
        found["recognition_from"] = of_day(named[0], f"{named[0].day}")
    if decided or named[-1].day != named[0].day:
        found["recognition_until"] = of_day(named[-1], f"{named[-1].day}")


def _is_applied(text: str, mention: Mention) -> bool:
    """Whether a day is of the application by its clause's own verb: "aangevraagd op 14 mei"."""
    inside = holding(clauses(text), mention.start)
    if inside is None or lexicon.has("granted", inside.text):
        return False
    return lexicon.has("applied_on", inside.text)


def _is_decided(text: str, mention: Mention) -> bool:
    """Whether a day is of the decision by the words just before it: "goedgekeurd op 3 oktober"."""
    before = just_before(text, mention.start, _VERB)
    return any(lexicon.has(concept, before) for concept in ("granted", "came_through"))


def _of_role(role: str, days: tuple[Dated, ...]) -> list[Mention]:
    return [d.mention for d in days if d.role == role and d.day]


def _recognition_pending(text: str, found: Findings) -> None:
    """A recognition that was applied for, on a day that is not told."""
    for span in sentences(text):
        match = lexicon.pattern("recognition").search(span.text)
        applied = [c for c in clauses(span.text) if lexicon.has("applied", c.text)]
        sure = any(not is_negated(c.text) or lexicon.has("still_pending", c.text) for c in applied)
        if match and sure and not lexicon.has("not_applied", span.text):
            place = (span.start + match.start(), span.start + match.end())
            found["recognition_pending"] = Finding(True, *place)


def _lost(text: str, found: Findings) -> None:
    """A workplace that was lost; not one that might be."""
    named = places("workplace_gone", text)
    for place in named:
        if affirmed(text, Kind.LOST, place, named):
            found["workplace_lost"] = Finding(True, place.start, place.end)
            return


def _extension(text: str, found: Findings) -> None:
    """Whether an extension was granted, or is supposed to be: "en met een verlenging?"."""
    named = places("extension", text)
    for place in named:
        inside = next(s for s in clauses(text) if s.start <= place.start < s.end)
        if _asked(text, inside):
            continue
        granted = affirmed(text, Kind.EXTENSION, place, named)
        if granted is None and _supposed(inside, place):
            granted = not is_negated(inside.text)
        if granted is None and _pending(inside):
            granted = False
        if granted is not None:
            pending = not granted and _pending(inside)
            found["extension_granted"] = Finding(granted, place.start, place.end, assumed=pending)


def _asked(text: str, inside: Span) -> bool:
    """Whether a clause only asks: "krijgt hij een verlenging?"."""
    end = re.search(r"[.;!?]", text[inside.end :])
    told = any(lexicon.has(c, inside.text) for c in ("granted", "applied", "condition"))
    return bool(end and end.group() == "?") and not told and not is_negated(inside.text)


def _pending(inside: Span) -> bool:
    """Whether an extension was applied for, so that it is not granted yet."""
    applied = lexicon.has("applied", inside.text) and not lexicon.has("modal", inside.text)
    return applied and not lexicon.has("granted", inside.text) and not is_unsure(inside.text)


def _supposed(inside: Span, place: Place) -> bool:
    """Whether a clause takes what it names for granted, for the sake of the question."""
    before = inside.text[: place.start - inside.start]
    return lexicon.has("condition", before) and not is_unsure(inside.text)


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
    pupils_of_years(text, mentions, on, found)
    holiday = school_years.of_holiday(text, on)
    if holiday and not named:
        found["holiday_school_year"] = _school_year(text, *holiday)
    return found


def _school_year(text: str, name: str, words: str, assumed: bool = False) -> Finding:
    start = max(text.find(words), 0)
    return Finding(name, start, start + len(words), assumed)
