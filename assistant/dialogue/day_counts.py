"""How many days a turn counts: absent with a reason, or searched already (omzendbrief 7.1)."""

from __future__ import annotations

from datetime import date, timedelta

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import Span, clauses, is_negated, just_before
from assistant.dialogue.counted import LIMITS, Counts, amounts, counted, without_wholes
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.mention import Mention, without_mentions
from assistant.dialogue.roles import Dated
from assistant.dialogue.surroundings import Place

_LONGEST_RANGE = 200
_DENIED = 2  # words
_COUNTS = ("days_count", "weeks_count")


def absence(text: str, days: tuple[Dated, ...], found: Findings) -> None:
    """Note justified absence: the days themselves, or how many; unjustified days do not count."""
    named = [d for d in days if d.role == "absence" and d.day and not _unjustified(text, d.mention)]
    if named:
        value = sorted(day.isoformat() for day in _with_ranges(named))
        place = (named[0].mention.start, named[-1].mention.end)
        found["justified_absence_days"] = Finding(value, *place, named[0].mention.assumed)
        return
    _absence_told(text, found)


def counts_of_days(text: str, days: tuple[Dated, ...], found: Findings) -> None:
    """Note the days absent with a reason and the days searched that a turn counts."""
    text = without_wholes(without_mentions(text, [dated.mention for dated in days]))
    named = amounts(text)
    heard = [(amount, counted(text, amount, named)) for amount in named]
    justified = [a for a, c in heard if c is Counts.ABSENT]
    absent = [a for a in justified if not _unjustified(text, a.place)]
    used = [amount for amount, counts in heard if counts is Counts.USED and amount.unit <= 1]
    if absent:
        total = sum(amount.days for amount in absent)
        place = (absent[0].place.start, absent[-1].place.end)
        weeks = any(amount.unit > 1 for amount in absent)
        found.setdefault("justified_absence_days", Finding(total, *place, assumed=weeks))
    if used:
        first = min(used, key=lambda amount: amount.number in LIMITS)
        found["days_used"] = Finding(first.days, first.place.start, first.place.end)


def _absence_told(text: str, found: Findings) -> None:
    """An absence of which the days may be told or not; unjustified ones do not count."""
    spans = clauses(text)
    for span, after in zip(spans, [*spans[1:], None], strict=False):
        if lexicon.has("unjustified", span.text) or not _speaks_of_absence(span.text):
            continue
        if after and lexicon.has("unjustified", after.text) and not _only_counts(after):
            continue
        found.setdefault("absent", Finding(True, span.start, span.end))


def _speaks_of_absence(text: str) -> bool:
    """Whether a clause tells of an absence, and not that there was none."""
    told = lexicon.find("absence", text)
    if is_negated(text.split()[-1] if text.split() else ""):  # as in "ziek geweest is hij niet"
        return False
    return any(not is_negated(just_before(text, m.start(), _DENIED)) for m in told)


def _only_counts(span: Span) -> bool:
    """Whether a clause begins with a number of days: "afwezig: 2 dagen"."""
    counted = (lexicon.pattern(name).match(span.text.strip()) for name in _COUNTS)
    return any(counted)


def _unjustified(text: str, mention: Mention | Place) -> bool:
    inside = next((s for s in clauses(text) if s.start <= mention.end <= s.end), None)
    return inside is not None and lexicon.has("unjustified", inside.text)


def _with_ranges(named: list[Dated]) -> set[date]:
    known = {d.day for d in named if d.day}
    ends = [d.day for d in named if d.day and d.mention.ranged]
    if len(ends) > 1:
        length = min((max(ends) - min(ends)).days, _LONGEST_RANGE)
        known |= {min(ends) + timedelta(days=n) for n in range(length + 1)}
    return known
