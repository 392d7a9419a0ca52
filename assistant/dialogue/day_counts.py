"""How many days a turn counts: absent with a reason, or searched already (omzendbrief 7.1)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import Span, clauses, sentences
from assistant.dialogue.dates import Mention
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.roles import Dated

_SCHOOL_DAYS_A_WEEK = 5
_LONGEST_RANGE = 200
_NEAR = 16
_COUNTS = ("days_count", "weeks_count")


def absence(text: str, days: tuple[Dated, ...], found: Findings) -> None:
    """Note justified absence: the days themselves, or how many; unjustified days do not count."""
    named = [d for d in days if d.role == "absence" and d.day and not _unjustified(text, d.mention)]
    if named:
        value = sorted(day.isoformat() for day in _with_ranges(named))
        place = (named[0].mention.start, named[-1].mention.end)
        found["justified_absence_days"] = Finding(value, *place, named[0].mention.assumed)
        return
    spans = clauses(text)
    for span, after in zip(spans, [*spans[1:], None], strict=False):
        if lexicon.has("unjustified", span.text) or not lexicon.has("absence", span.text):
            continue
        if after and lexicon.has("unjustified", after.text) and not _only_counts(after):
            continue
        found.setdefault("absent", Finding(True, span.start, span.end))
        _absence_count(span, found)
        if after and "justified_absence_days" not in found and _only_counts(after):
            _absence_count(after, found)


def _only_counts(span: Span) -> bool:
    """Whether a clause begins with a number of days: "afwezig: 2 dagen"."""
    counted = (lexicon.pattern(name).match(span.text.strip()) for name in _COUNTS)
    return any(counted)


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


def days_used(text: str, days: tuple[Dated, ...], found: Findings) -> None:
    """Note the search days used this school year; those of another one do not count."""
    text = _without_days(text, days)
    for span in sentences(text):
        match = lexicon.pattern("used").search(span.text)
        if match is None or lexicon.has("last_year", span.text):
            continue
        before = re.split(r"[,;]", span.text[: match.end()])[-1]
        numbers = [*_counting(before), *_counting(span.text[match.end() :])]
        number = numbers[0] if numbers else None
        value = lexicon.number(number.group()) if number else None
        if number and value is not None and value == int(value):
            found["days_used"] = Finding(int(value), span.start, span.end)
            return
    _days_before_loss(text, found)


def _days_before_loss(text: str, found: Findings) -> None:
    """After the loss of a workplace a number of days is that of the days searched before."""
    if "workplace_lost" not in found or "justified_absence_days" in found:
        return
    for match in lexicon.find("days_count", text):
        value = lexicon.number(match.group())
        if value is not None and value == int(value) and not _limits(text[: match.start()]):
            found["days_used"] = Finding(int(value), match.start(), match.end())
            return


def _limits(before: str) -> bool:
    """Whether what stands before a number makes it the rule's own: "opnieuw 20 dagen"."""
    return lexicon.has("anew", before[-_NEAR:])


def _counting(text: str) -> list[re.Match[str]]:
    """The numbers of a stretch that count search days: no articles, no absences."""
    if lexicon.has("absence", text):
        return []
    articles = lexicon.data("numbers")["articles"]
    return [m for m in lexicon.numbers(text) if m.group() not in articles]


def _without_days(text: str, days: tuple[Dated, ...]) -> str:
    """The text with its dates blanked: their figures count nothing."""
    for dated in days:
        start, end = dated.mention.start, dated.mention.end
        text = text[:start] + " " * (end - start) + text[end:]
    return text
