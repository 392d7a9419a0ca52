"""Years of an alternating programme from words: so many, the one under way, none yet (ROF B3).

A year that is under way is not completed, the years before it are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import Span, clauses, is_achieved, is_negated, is_unsure
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.ladder import Step
from assistant.dialogue.rungs import Kind, Rung, is_alternating, rungs

YEARS, PROGRAMME_YEAR = "alternating_years_completed", "year_of_programme"
_MOST_YEARS = 10
_ORDINALS = (("first_year", 1), ("second_year", 2), ("third_year", 3))


def alternating_years(text: str, named: Sequence[Rung], climbed: Sequence[Step]) -> Findings:
    """The years of an alternating programme that plain text tells.

    `named` are the years that it names, `climbed` those that the words around them say something
    of; they tell what no rule reads.
    """
    found: Findings = {}
    spans = clauses(text)
    school = [rung for rung in named if rung.kind is Kind.SCHOOL]
    for step in climbed:
        if step.rung.kind is Kind.PROGRAMME and step.reached:
            rung = step.rung
            found[PROGRAMME_YEAR] = Finding(rung.level, rung.start, rung.end, assumed=True)
    for place, span in enumerate(spans):
        after = next((s for s in spans[place + 1 :] if _says_something(s)), None)
        if not is_unsure(span.text):
            _alternating(span, after, school, found)
    _none_yet(text, found)
    _heard(climbed, found)
    _school_years(text, climbed, found)
    return found


def _heard(climbed: Sequence[Step], found: Findings) -> None:
    """What is heard in the words around a year, where the rules read nothing."""
    if f"vague:{YEARS}" in found:
        return
    counted = [s for s in climbed if s.rung.kind in {Kind.PROGRAMME, Kind.COUNT}]
    passed = [s for s in counted if s.passed]
    begun = [s for s in counted if not s.passed and s.rung.level == 1]
    for step in (*sorted(passed, key=lambda s: -s.rung.level), *begun):
        value = step.rung.level if step.passed else 0
        place = (step.rung.start, step.rung.end)
        found.setdefault(YEARS, Finding(value, *place, assumed=True))


def _school_years(text: str, climbed: Sequence[Step], found: Findings) -> None:
    """As in "mijn 3de duaal gehaald": years of secondary education in an alternating programme."""
    passed = {
        step.rung.level: step.rung
        for step in climbed
        if step.rung.kind is Kind.SCHOOL and step.passed and is_alternating(text, step.rung)
    }
    if passed:
        last = passed[max(passed)]
        found.setdefault(YEARS, Finding(len(passed), last.start, last.end, assumed=True))


def _says_something(span: Span) -> bool:
    """Whether a clause is more than a word that was left between two breaks."""
    return len(span.text.split()) > 1 or is_achieved(span.text) or is_negated(span.text)


def _named(span: Span) -> list[tuple[int, int]]:
    """The places in a clause that name a year, degree or diploma of secondary education."""
    return [(r.start, r.end) for r in rungs(span.text) if r.kind in {Kind.SCHOOL, Kind.BUSO}]


def _completed(span: Span, after: Span | None) -> bool | None:
    """Whether the clause, or the next where that names no thing of its own, says completed."""
    if is_negated(span.text):
        return False
    if is_achieved(span.text):
        return True
    if after is None or _named(after) or lexicon.has("alternating", after.text):
        return None
    if is_unsure(after.text) or not (is_achieved(after.text) or is_negated(after.text)):
        return None
    return not is_negated(after.text)


def _alternating(span: Span, after: Span | None, school: Sequence[Rung], found: Findings) -> None:
    """Years of an alternating programme: counted, or the one under way."""
    if not lexicon.has("alternating", span.text):
        _year_without_name(span, after, school, found)
        return
    ordinal = _ordinal(span, school)
    if ordinal:
        _ordinal_year(span, ordinal, found)
        return
    match = lexicon.pattern("count_of_years").search(span.text)
    if match is None:
        _last_year_of_it(span, after, found)
        return
    count = lexicon.number(lexicon.numbers(match.group())[0].group())
    if count is None or count != int(count) or count > _MOST_YEARS:
        return
    _counted_years(span, after, int(count), match, found)


def _last_year_of_it(span: Span, after: Span | None, found: Findings) -> None:
    """As in "hij deed vorig jaar bakker duaal en is geslaagd": one year at least."""
    match = lexicon.pattern("last_year").search(span.text)
    completed = _completed(span, after)
    if match is None or _named(span) or completed is None:
        return
    place = (span.start + match.start(), span.start + match.end())
    found.setdefault(YEARS, Finding(int(completed), *place, assumed=True))


def _counted_years(
    span: Span, after: Span | None, count: int, match: re.Match[str], found: Findings
) -> None:
    completed = _completed(span, after)
    part = _part_passed(after, count)
    if part is None:
        part = _part_of_it(span, match)
    if part is not None:
        completed, count = True, part
    elif after is not None and _only_some(after):
        found[f"vague:{YEARS}"] = Finding(
            None, span.start + match.start(), span.start + match.end()
        )
        return
    affirmed = lexicon.has("done", span.text) or lexicon.has("affirms", span.text)
    if completed is None and not affirmed:
        return
    value = 0 if completed is False else count
    place = (span.start + match.start(), span.start + match.end())
    found.setdefault(YEARS, Finding(value, *place, completed is None))


def _part_passed(after: Span | None, count: int) -> int | None:
    """The years that were passed of those that were done: "waarvan één geslaagd", "one failed"."""
    if after is None or _named(after):
        return None
    failed = lexicon.has("of_which", after.text) and is_negated(after.text)
    found = lexicon.numbers(after.text)
    value = lexicon.number(found[0].group()) if found else None
    if value is None or not 0 <= value < count or not (failed or is_achieved(after.text)):
        return None
    if failed and not is_achieved(after.text):
        return count - int(value)
    article = found[0].group() in lexicon.data("numbers")["articles"]
    sure = lexicon.has("of_which", after.text) or _only_some(after)
    return int(value) if sure or not article else None


def _part_of_it(span: Span, match: re.Match[str]) -> int | None:
    """The years that were passed of those that were done: "only passed one of those two years"."""
    before = lexicon.pattern("part_of_count").search(span.text[: match.start()])
    value = lexicon.number(before.group()) if before and is_achieved(span.text) else None
    return None if value is None or is_negated(span.text) else int(value)


def _only_some(after: Span) -> bool:
    """Whether what follows says that not all of it was passed."""
    return lexicon.has("only_some", after.text) and not _named(after)


def _ordinal(span: Span, school: Sequence[Rung]) -> tuple[int, re.Match[str]] | None:
    """The year of the programme that a clause names; a year of a degree is another thing."""
    named = [*_named(span), *((r.start - span.start, r.end - span.start) for r in school)]
    for concept, number in _ORDINALS:
        match = lexicon.pattern(concept).search(span.text)
        if match and all(match.end() <= start or match.start() >= end for start, end in named):
            return number, match
    return None


def _ordinal_year(span: Span, ordinal: tuple[int, re.Match[str]], found: Findings) -> None:
    """A year such as "eerste jaar duaal" is under way unless it is said to be completed."""
    number, match = ordinal
    place = (span.start + match.start(), span.start + match.end())
    if lexicon.has("passes_this_year", span.text):
        found.setdefault(YEARS, Finding(number - 1, *place))
        return
    if is_achieved(span.text) and not is_negated(span.text) and not _named(span):
        found.setdefault(YEARS, Finding(number, *place))
        return
    if number == 1:
        found.setdefault(YEARS, Finding(0, *place))
    found.setdefault(PROGRAMME_YEAR, Finding(number, *place))


def _year_without_name(
    span: Span, after: Span | None, school: Sequence[Rung], found: Findings
) -> None:
    """As in "het eerste jaar was niet geslaagd", said after the year of the programme."""
    ordinal = _ordinal(span, school)
    if ordinal is None or (_named(span) and ordinal[0] != 1):
        return
    place = (span.start + ordinal[1].start(), span.start + ordinal[1].end())
    if ordinal[0] == 1 and PROGRAMME_YEAR not in found and _only_under_way(span, ordinal[1]):
        found.setdefault(YEARS, Finding(0, *place, assumed=True))
    if PROGRAMME_YEAR not in found or found[PROGRAMME_YEAR].value <= ordinal[0]:
        return
    completed = _completed(span, after)
    if completed is not None:
        value = ordinal[0] if completed else ordinal[0] - 1
        found.setdefault(YEARS, Finding(value, *place))


def _only_under_way(span: Span, match: re.Match[str]) -> bool:
    """Whether "eerste jaar" by itself is the year somebody is in."""
    before = span.text[: match.start()].rstrip()
    within = any(m.end() == len(before) for m in lexicon.find("in_year", before))
    return within or (lexicon.has("current", span.text) and not is_achieved(span.text))


def _every_year(text: str, found: Findings) -> None:
    """As in "in haar derde jaar duaal, elk jaar geslaagd": the years before this one."""
    match = lexicon.pattern("each_year_passed").search(text)
    year = found.get(PROGRAMME_YEAR)
    if match and year and YEARS not in found:
        found[YEARS] = Finding(int(year.value) - 1, match.start(), match.end(), assumed=True)


def _none_yet(text: str, found: Findings) -> None:
    """Nothing completed yet: "nooit alternerend gedaan", "net begonnen met duaal"."""
    match = lexicon.pattern("no_years_yet").search(text)
    if match and YEARS not in found and not lexicon.has("passes_this_year", text):
        found[YEARS] = Finding(0, match.start(), match.end())
    _every_year(text, found)
    starts = lexicon.pattern("starts_now").search(text)
    if starts and YEARS not in found and not match:
        found[YEARS] = Finding(0, starts.start(), starts.end(), assumed=True)
