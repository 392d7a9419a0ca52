"""What a pupil has completed, from words: the inputs of the leervergoeding (ROF B3).

Each thing is looked for clause by clause; the clause, or the next one that names nothing else,
says whether it was completed. A year that is under way is not completed, the years before it are.
"""

from __future__ import annotations

import re

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import Span, clauses, is_achieved, is_negated, is_unsure
from assistant.dialogue.finding import Finding, Findings

_SUBJECTS = ("third_later", "third_first", "second_degree", "buso_phase", "third_whole")
_SLOT = {
    "second_degree": "second_degree_completed",
    "third_first": "third_degree_first_year_completed",
    "third_later": "third_degree_first_year_completed",
    "third_whole": "third_degree_first_year_completed",
    "buso_phase": "buso_qualification_phase_completed",
}
_YEARS = "alternating_years_completed"
_MOST_YEARS = 10
_PROGRAMME_YEAR = "year_of_programme"
_ORDINALS = (("first_year", 1), ("second_year", 2), ("third_year", 3))


def schooling(text: str) -> Findings:
    """The inputs of the leervergoeding that plain text gives."""
    found: Findings = {}
    spans = clauses(text)
    for place, span in enumerate(spans):
        after = next((s for s in spans[place + 1 :] if _says_something(s)), None)
        if is_unsure(span.text):
            continue
        _degrees(span, after, found)
        _alternating(span, after, found)
    _first_steps(text, found)
    return found


def _says_something(span: Span) -> bool:
    """Whether a clause is more than a word that was left between two breaks."""
    return len(span.text.split()) > 1 or is_achieved(span.text) or is_negated(span.text)


def _named(span: Span) -> list[tuple[str, re.Match[str]]]:
    """The things a clause names, the longer name winning where two overlap."""
    found: list[tuple[str, re.Match[str]]] = []
    for subject in _SUBJECTS:
        for match in lexicon.find(subject, span.text):
            if all(match.end() <= m.start() or match.start() >= m.end() for _, m in found):
                found.append((subject, match))
    return found


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


def _degrees(span: Span, after: Span | None, found: Findings) -> None:
    for subject, match in _named(span):
        completed = _completed(span, after)
        value, assumed = _value(subject, span, completed)
        if subject == "buso_phase" and value is None:
            place = (span.start + match.start(), span.start + match.end())
            found.setdefault("buso_mentioned", Finding(True, *place))
        if value is not None:
            found.setdefault(
                _SLOT[subject],
                Finding(value, span.start + match.start(), span.start + match.end(), assumed),
            )


def _value(subject: str, span: Span, completed: bool | None) -> tuple[bool | None, bool]:
    """Whether a thing was completed, and whether that is an assumption."""
    if subject == "third_later":
        return True, completed is not True
    if subject == "third_whole":
        return completed, completed is False
    if completed is not None:
        return completed, False
    if _said_only(span, subject):
        return True, False
    if lexicon.has("possesses", span.text) and subject == "second_degree":
        return True, False
    affirmed = lexicon.pattern("affirms").search(span.text)
    if affirmed and (affirmed.start() <= 1 or not lexicon.has("current", span.text)):
        return True, False
    under_way = lexicon.has("current", span.text) and subject != "buso_phase"
    return (False, True) if under_way else (None, False)


def _said_only(span: Span, subject: str) -> bool:
    """As in "enkel de tweede graad": what is said to be all there is was completed."""
    match = lexicon.pattern(subject).search(span.text)
    before = span.text[: match.start()].split()[-2:] if match else []
    current = lexicon.has("current", span.text[: match.start()]) if match else False
    return not current and lexicon.has("only_some", " ".join(before))


def _alternating(span: Span, after: Span | None, found: Findings) -> None:
    """Years of an alternating programme: counted, or the one under way."""
    if not lexicon.has("alternating", span.text):
        _year_without_name(span, after, found)
        return
    ordinal = _ordinal(span)
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
    found.setdefault(_YEARS, Finding(int(completed), *place, assumed=True))


def _counted_years(
    span: Span, after: Span | None, count: int, match: re.Match[str], found: Findings
) -> None:
    completed = _completed(span, after)
    part = _part_passed(after, count)
    if part is not None:
        completed, count = True, part
    elif after is not None and _only_some(after):
        return
    affirmed = lexicon.has("done", span.text) or lexicon.has("affirms", span.text)
    if completed is None and not affirmed:
        return
    value = 0 if completed is False else count
    place = (span.start + match.start(), span.start + match.end())
    found.setdefault(_YEARS, Finding(value, *place, completed is None))


def _part_passed(after: Span | None, count: int) -> int | None:
    """The years that were passed of those that were done: "waarvan één geslaagd"."""
    if after is None or _named(after) or not is_achieved(after.text):
        return None
    found = lexicon.numbers(after.text)
    value = lexicon.number(found[0].group()) if found else None
    if value is None or not 0 <= value < count:
        return None
    article = found[0].group() in lexicon.data("numbers")["articles"]
    sure = lexicon.has("of_which", after.text) or _only_some(after)
    return int(value) if sure or not article else None


def _only_some(after: Span) -> bool:
    """Whether what follows says that not all of it was passed."""
    return lexicon.has("only_some", after.text) and not _named(after)


def _ordinal(span: Span) -> tuple[int, re.Match[str]] | None:
    """The year of the programme that a clause names; a year of a degree is another thing."""
    degrees = [match for _, match in _named(span)]
    for concept, number in _ORDINALS:
        match = lexicon.pattern(concept).search(span.text)
        if match and all(match.end() <= d.start() or match.start() >= d.end() for d in degrees):
            return number, match
    return None


def _ordinal_year(span: Span, ordinal: tuple[int, re.Match[str]], found: Findings) -> None:
    """A year such as "eerste jaar duaal" is under way unless it is said to be completed."""
    number, match = ordinal
    place = (span.start + match.start(), span.start + match.end())
    if lexicon.has("passes_this_year", span.text):
        found.setdefault(_YEARS, Finding(number - 1, *place))
        return
    if is_achieved(span.text) and not is_negated(span.text) and not _named(span):
        found.setdefault(_YEARS, Finding(number, *place))
        return
    if number == 1:
        found.setdefault(_YEARS, Finding(0, *place))
    found.setdefault(_PROGRAMME_YEAR, Finding(number, *place))


def _year_without_name(span: Span, after: Span | None, found: Findings) -> None:
    """As in "het eerste jaar was niet geslaagd", said after the year of the programme."""
    ordinal = _ordinal(span)
    if ordinal is None or (_named(span) and ordinal[0] != 1):
        return
    place = (span.start + ordinal[1].start(), span.start + ordinal[1].end())
    if ordinal[0] == 1 and _PROGRAMME_YEAR not in found and _only_under_way(span, ordinal[1]):
        found.setdefault(_YEARS, Finding(0, *place, assumed=True))
    if _PROGRAMME_YEAR not in found or found[_PROGRAMME_YEAR].value <= ordinal[0]:
        return
    completed = _completed(span, after)
    if completed is not None:
        value = ordinal[0] if completed else ordinal[0] - 1
        found.setdefault(_YEARS, Finding(value, *place))


def _only_under_way(span: Span, match: re.Match[str]) -> bool:
    """Whether "eerste jaar" by itself is the year somebody is in."""
    before = span.text[: match.start()].rstrip()
    within = any(m.end() == len(before) for m in lexicon.find("in_year", before))
    return within or (lexicon.has("current", span.text) and not is_achieved(span.text))


def _every_year(text: str, found: Findings) -> None:
    """As in "in haar derde jaar duaal, elk jaar geslaagd": the years before this one."""
    match = lexicon.pattern("each_year_passed").search(text)
    year = found.get(_PROGRAMME_YEAR)
    if match and year and _YEARS not in found:
        found[_YEARS] = Finding(int(year.value) - 1, match.start(), match.end(), assumed=True)


def _first_steps(text: str, found: Findings) -> None:
    """Nothing completed yet: "nooit alternerend gedaan", "net begonnen met duaal"."""
    match = lexicon.pattern("no_years_yet").search(text)
    if match and _YEARS not in found and not lexicon.has("passes_this_year", text):
        found[_YEARS] = Finding(0, match.start(), match.end())
    _every_year(text, found)
    starts = lexicon.pattern("starts_now").search(text)
    if starts and _YEARS not in found and not match:
        found[_YEARS] = Finding(0, starts.start(), starts.end(), assumed=True)
    none = lexicon.pattern("no_certificate").search(text)
    if none and _SLOT["second_degree"] not in found:
        found[_SLOT["second_degree"]] = Finding(False, none.start(), none.end(), assumed=True)
    going = lexicon.pattern("passes_this_year").search(text)
    if going:
        found["passes_this_year"] = Finding(True, going.start(), going.end())
