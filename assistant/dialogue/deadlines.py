"""The inputs of the deadlines from words (omzendbrief 3.1, 4, 5, 7.1, 8, 10, 11; ROF A3)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.dialogue import lexicon, school_years
from assistant.dialogue.clauses import Span, clauses, is_negated, is_unsure, sentences
from assistant.dialogue.dates import Mention
from assistant.dialogue.deadline_days import days_of_roles, of_day
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.roles import Dated

_SCHOOL_DAYS_A_WEEK = 5
_LONGEST_RANGE = 200
_NEAR = 16
_COUNTING_DAY = (10, 1)
_COUNTS = ("days_count", "weeks_count")


def deadline_inputs(text: str, days: tuple[Dated, ...]) -> Findings:
    """The inputs of the deadlines that plain text and its days give."""
    found: Findings = {}
    days_of_roles(text, days, found)
    _recognition(text, days, found)
    _absence(text, days, found)
    for concept in ("buso_ov3", "buso_ov4"):
        match = lexicon.pattern(concept).search(text)
        if match:
            found.setdefault("provider", Finding(concept, match.start(), match.end()))
    ordinary = lexicon.pattern("ordinary_school").search(text)
    if ordinary:
        found["provider"] = Finding("ordinary", ordinary.start(), ordinary.end())
    lost = lexicon.pattern("workplace_lost").search(text)
    if lost:
        found["workplace_lost"] = Finding(True, lost.start(), lost.end())
    if lexicon.has("days_left_form", text):
        found["asks_days_left"] = Finding(True)
    for span in clauses(text):
        if not _asked(text, span):
            _extension(span, found)
        _no_pupil(span, found)
    _aanloop_included(text, found)
    _year_before(text, found)
    _new_programme(text, found)
    for sentence in sentences(text):
        _first_two_years(sentence, found)
    _days_used(_without_days(text, days), found)
    return found


def _new_programme(text: str, found: Findings) -> None:
    """A course that is new this year, or empty for the second time, did not run the year before."""
    new = lexicon.pattern("new_programme").search(text) or lexicon.pattern("in_a_row").search(text)
    if new and lexicon.has("first_october", text):
        found.setdefault("ran_last_year", Finding(False, new.start(), new.end()))


def _recognition(text: str, days: tuple[Dated, ...], found: Findings) -> None:
    """From the application until the decision; nothing when it was not applied for."""
    named = [d for d in days if d.role == "recognition" and d.day]
    if not named:
        _recognition_pending(text, found)
        return
    first, last = named[0].mention, named[-1].mention
    known = sorted(d.day for d in named if d.day)
    found["recognition_from"] = of_day(first, known[0].isoformat())
    if known[-1] > known[0]:
        found["recognition_until"] = of_day(last, known[-1].isoformat())


def _recognition_pending(text: str, found: Findings) -> None:
    """A recognition that was applied for, on a day that is not told."""
    for span in sentences(text):
        match = lexicon.pattern("recognition").search(span.text)
        applied = [c for c in clauses(span.text) if lexicon.has("applied", c.text)]
        sure = any(not is_negated(c.text) or lexicon.has("still_pending", c.text) for c in applied)
        if match and sure and not lexicon.has("not_applied", span.text):
            place = (span.start + match.start(), span.start + match.end())
            found["recognition_pending"] = Finding(True, *place)


def _absence(text: str, days: tuple[Dated, ...], found: Findings) -> None:
    """Justified absence: the days themselves, or how many; unjustified days do not count."""
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


def _asked(text: str, span: Span) -> bool:
    """Whether a clause only asks: "krijgt hij een verlenging?"."""
    end = re.search(r"[.;!?]", text[span.end :])
    told = any(lexicon.has(c, span.text) for c in ("granted", "applied", "condition"))
    return bool(end and end.group() == "?") and not told and not is_negated(span.text)


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
    only_one = lexicon.pattern("only_first_year").search(sentence.text)
    if only_one:
        place = (sentence.start + only_one.start(), sentence.start + only_one.end())
        found.setdefault("first_two_years_attended", Finding(False, *place))
        return
    if match is None or is_unsure(sentence.text):
        return
    told = [c for c in clauses(sentence.text) if lexicon.has("attended", c.text)]
    if told:
        place = (sentence.start + match.start(), sentence.start + match.end())
        found["first_two_years_attended"] = Finding(not is_negated(told[0].text), *place)


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
    _both_octobers(text, mentions, found)
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


def _both_octobers(text: str, mentions: tuple[Mention, ...], found: Findings) -> None:
    """As in "niemand op 1 oktober 2025 en 1 oktober 2026": the last is checked, the rest before."""
    named = {m.day: m for m in mentions if m.day and (m.day.month, m.day.day) == _COUNTING_DAY}
    if len(named) < 2 or not (lexicon.has("nobody", text) or is_negated(text)):
        return
    last = max(named)
    found["checked_school_year"] = _school_year(text, school_years.current(last).name, "")
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


def _school_year(text: str, name: str, words: str, assumed: bool = False) -> Finding:
    start = max(text.find(words), 0)
    return Finding(name, start, start + len(words), assumed)
