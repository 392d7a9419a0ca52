"""Hours a week from words: real, simulated, of the whole week (omzendbrief 7.3, ROF B2)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import clauses, is_negated, is_unsure, just_before
from assistant.dialogue.day_hours import daily_hours, may_be_a_day, part_of_hour
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.roles import taken_back

_PLACES = (("simulated", "simulated"), ("at_school", "school"), ("at_work", "real"))
_MOST_HOURS, _HOURS_OF_A_WEEK, _BESIDE = 40, 60, 4
_DENIED = 2  # words
_COUNTED = ("number", "bare", "plain", "those", "part")
_NEAR, _FAR, _AFTERWARDS = 28, 40, 12
# As in "16 uur, en op school doen we niets": what follows is said of something else.
_NEXT_CLAUSE = re.compile(r"[.;?!]|\d|,\s(?:en|et|and|maar|mais|but)\s(?!dat|all|cela|ca|that)")


@dataclass(frozen=True, slots=True)
class _Hours:
    value: float
    start: int
    end: int
    kind: str  # real, simulated, school, total or ""
    weekly: bool = False
    part: bool = False  # "15 of those": what is left of hours told before


@cache
def _pattern() -> re.Pattern[str]:
    unit = lexicon.any_of("hours_unit")
    number = lexicon.number_body()
    of_which = lexicon.any_of("of_which")
    simulated = lexicon.any_of("simulated")
    somewhere = rf"(?:(?:{lexicon.any_of('be_somewhere')})\s+){{1,3}}"
    real = lexicon.any_of("real_without_unit")
    of_those = lexicon.any_of("of_those")
    what = lexicon.any_of("kind_before_unit")
    half = lexicon.any_of("and_half")
    parts = f"{lexicon.any_of('quarter')}|{lexicon.any_of('three_quarters')}"
    return re.compile(
        rf"(?<![\w,.])(?P<clock>\d{{1,2}})\s?[uh:]\s?(?P<minutes>[0-5]\d)(?!\w)"
        rf"|(?<![\w,.])(?P<number>{number})(?P<half>\s+(?:{half}))?(?P<what>\s+(?:{what}))?(?:(?<=\d)\s?|\s+|\s?-\s?)(?:{unit})(?!\w)"
        rf"(?P<half_after>\s+(?:{half}|{parts})(?!\w))?"
        rf"|(?<![\w,.])(?P<bare>{number})(?=\s+(?:{somewhere})?(?:{simulated})(?!\w))"
        rf"|(?<![\w,.])(?P<plain>{number})(?=\s+(?:{real})(?!\w))"
        rf"|(?<![\w,.])(?P<those>{number})(?=\s+(?:{of_those})(?!\w))"
        rf"|(?P<of>(?:{of_which})\s+(?:er\s+)?)"
        rf"(?P<part>{number})(?!\w)(?!\s*(?:dag|day|jour|jaar|%))"
    )


def weekly_hours(text: str) -> Findings:
    """Real and simulated hours a week; hours that are a limit, a time or at school do not count."""
    daily, rest = _daily(text)
    places = list(_pattern().finditer(rest))
    in_parts = any(m["plain"] for m in places) and (
        any(m["bare"] for m in places) or lexicon.has("at_school", text)
    )
    told = any(m["number"] or m["clock"] or m["those"] for m in places)
    if not daily and not in_parts and not told:
        return {}
    found = daily + _without_taken_back(rest, [h for m in places if (h := _hours(rest, m))])
    simulated = next((h for h in found if h.kind == "simulated"), None)
    real = [h for h in found if h.kind in ("", "real")]
    if not real or _school_included(real, found, text):
        real = _without_school(found, text)
    named = [h for h in real if h.kind == "real"] or real
    result: Findings = {}
    if simulated:
        result["hours_simulated"] = Finding(
            _plain_number(simulated.value), simulated.start, simulated.end
        )
    if named:
        chosen = _real(text, named, real, simulated)
        unclear = _competing(named, text, simulated) or _unclear(chosen, named, rest)
        unclear = unclear or (simulated is None and _all_simulated(named, text))
        unclear = unclear or _half_of_it(text)
        unclear = unclear or (simulated is None and lexicon.has("part_simulated", text))
        if (daily or not unclear) and not lexicon.has("alternate_weeks", text):
            result["hours_real"] = chosen
    elif simulated and lexicon.has("of_which", text):
        result["simulated_of_total"] = Finding(True, simulated.start, simulated.end)
    return result


def _school_included(real: list[_Hours], found: list[_Hours], text: str) -> bool:
    """As in "38 heures dont 14 à l'école": the hours told first hold those at school."""
    at_school = [h for h in found if h.kind == "school"]
    if len(real) != 1 or not at_school or real[0].kind == "real":
        return False
    between = text[real[0].end : at_school[0].end + _AFTERWARDS]
    return lexicon.has("of_which", between) or lexicon.has("of_those", between)


def _without_school(found: list[_Hours], text: str) -> list[_Hours]:
    """The hours of the whole week, less those at school; nothing where those are not told."""
    whole = [h for h in found if h.kind in {"total", ""}]
    at_school = sum(h.value for h in found if h.kind == "school")
    if whole and at_school:
        rest = max(whole[0].value - at_school, 0.0)
        return [replace(whole[0], value=rest, kind="real", weekly=True)]
    school = [s.text for s in clauses(text) if lexicon.has("at_school", s.text)]
    return [] if not all(map(is_negated, school)) or is_unsure(text) else whole


def _without_taken_back(text: str, found: list[_Hours]) -> list[_Hours]:
    """The hours without those that the next ones correct: "16 uur, nee, 24 uur"."""
    after = [h.start for h in found[1:]]
    gone = {
        h.end
        for h, next_one in zip(found, after, strict=False)
        if taken_back(text[h.end : next_one])
    }
    return [h for h in found if h.end not in gone]


def _daily(text: str) -> tuple[list[_Hours], str]:
    """The days of so many hours at work, added up, and the text without them."""
    found, rest = daily_hours(text), text
    for one in found:
        rest = rest[: one.start] + " " * (one.end - one.start) + rest[one.end :]
    at_work = [d for d in found if not lexicon.has("at_school", f"{d.told} {_next(text, d.end)}")]
    if not at_work or lexicon.has("half_day", rest):
        return [], rest
    total = sum(d.value for d in at_work)
    return [_Hours(total, at_work[0].start, at_work[-1].end, "real")], rest


def _next(text: str, end: int) -> str:
    """The words just after a place, up to the next thing said."""
    return re.split(r"[.,;?!]|\d|\s(?:en|et|and)\s", text[end : end + _NEAR])[0]


def _unclear(chosen: Finding, named: list[_Hours], text: str) -> bool:
    """Whether the hours may be those of one day: then a week's have to be asked."""
    weekly = any(h.weekly or h.kind == "total" for h in named)
    return not weekly and may_be_a_day(float(chosen.value), text)


def _real(text: str, named: list[_Hours], real: list[_Hours], simulated: _Hours | None) -> Finding:
    """The real hours: the part on the workplace, or what is left of the total."""
    a_week = [h for h in named if h.weekly] or named
    chosen = next((h for h in a_week if h.value <= _MOST_HOURS), a_week[0])
    if len(real) > 1 and lexicon.has("of_which", text) and simulated is None:
        chosen = min(real, key=lambda h: h.value)
    told_apart = chosen.kind != "total" and lexicon.has("total", text)
    value = chosen.value
    if simulated is not None:
        part_of_it = _tells_parts(text) and not (told_apart or chosen.part)
        if part_of_it or _adds_up(text, value, simulated.value):
            value -= simulated.value
    return Finding(_plain_number(max(value, 0.0)), chosen.start, chosen.end)


def _adds_up(text: str, whole: float, part: float) -> bool:
    """Whether the rest of a whole is told too: "14 uur: 8 in een bedrijf en 6 gesimuleerd"."""
    articles = lexicon.data("numbers")["articles"]
    told = [m.group() for m in lexicon.find_numbers(text) if m.group() not in articles]
    left = Counter(lexicon.number(word) for word in told)
    left.subtract([whole, part])
    return whole > part and left[whole] >= 0 and left[whole - part] > 0


def _tells_parts(text: str) -> bool:
    """Whether the simulated hours are a part of the hours that are told."""
    return lexicon.has("of_which", text) or lexicon.has("of_total", text)


def _half_of_it(text: str) -> bool:
    """As in "28 uur, waarvan de helft op de werkplek": which half is to be asked."""
    apart = lexicon.pattern("of_which").search(text)
    return apart is not None and lexicon.has("half_of_it", text[apart.end() :][:_NEAR])


def _all_simulated(named: list[_Hours], text: str) -> bool:
    """Whether the turn tells of simulated work, and not which of the hours are."""
    told = any(lexicon.has("simulated", s.text) and not is_negated(s.text) for s in clauses(text))
    return told and all(h.kind == "" for h in named)


def _competing(named: list[_Hours], text: str, simulated: _Hours | None) -> bool:
    """Whether two numbers of hours may each be the week's: then it has to be asked."""
    same = [h for h in named if h.weekly] or named
    values = {h.value for h in same if h.value <= _MOST_HOURS}
    return len(values) > 1 and simulated is None and not lexicon.has("of_which", text)


def _plain_number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _hours(text: str, match: re.Match[str]) -> _Hours | None:
    before, after = text[: match.start()], text[match.end() : match.end() + _FAR]
    sentence = re.split(r"[.;?!]", text[match.end() :])[0]
    articles = lexicon.data("numbers")["articles"]
    if any(match[name] in articles for name in _COUNTED) or _not_weekly(before, after):
        return None
    if match["clock"]:
        value = int(match["clock"]) + int(match["minutes"]) / 60
    else:
        value = (
            lexicon.number(
                match["number"]
                or match["bare"]
                or match["plain"]
                or match["those"]
                or match["part"]
            )
            or 0.0
        )
        value += part_of_hour(match["half"] or match["half_after"])
    if value > _HOURS_OF_A_WEEK:
        return None
    weekly = bool(lexicon.pattern("per_week").match(after.lstrip()))
    kind = _kind(before, f"{match['what'] or ''} {after}")
    kind = "others" if kind != "real" and lexicon.has("with_school", sentence) else kind
    return _Hours(value, match.start(), match.end(), kind, weekly, part=bool(match["those"]))


def _not_weekly(before: str, after: str) -> bool:
    """Whether a number of hours is a limit of the rules, a time of the day or not a week's."""
    limit = re.search(rf"(?:{lexicon.any_of('limit_before')})\s+(?:de\s+|les\s+)?$", before)
    clock = re.search(rf"(?:^|\s)(?:{lexicon.any_of('time_before')})\s+$", before)
    ranged = re.search(rf"(?<!\w)(?:{lexicon.any_of('range_from')})\s+$", before) and re.match(
        rf"\s+(?:{lexicon.any_of('range_to')})\s+\d", after
    )
    either = re.search(
        rf"(?<!\w)\d{{1,2}}(?:[.,]\d+|[uh:]\d\d)?\s*(?:[-–]|(?:{lexicon.any_of('range_or')}))\s*$",
        before,
    )
    other = lexicon.pattern("per_other").match(after.lstrip())
    return bool(
        limit
        or other
        or ranged
        or either
        or (clock and not re.match(r"\s*(?:per|par|a|op|we)", after))
    )


def _kind(before: str, after: str) -> str:
    """What the hours are: the nearest words after them say it, else those just before."""
    following = _NEXT_CLAUSE.split(after)[0]
    apart = lexicon.pattern("of_which").search(following)
    if apart and lexicon.number(following[apart.end() :].strip()) is not None:
        following = following[: apart.start()]
    preceding = re.split(r"[.;?!,]|\d", before)[-1][-_NEAR:]
    leading = lexicon.pattern("of_which").split(preceding)[-1]
    if re.search(r"\d[^\d.;?!,:]*:\s*$", before):  # as in "22 in total: 18 with us"
        leading = ""
    if lexicon.has("total", following) or lexicon.has("total", leading):
        return "total"
    if lexicon.has("full_week", preceding) or lexicon.has("full_week", following):
        return "others"
    beside = _named_first(following)
    if beside:
        return beside
    for concept, kind in _PLACES:
        if lexicon.has(concept, preceding):
            return kind
    return ""


def _named_first(words: str) -> str:
    """What words after a number name first; a workplace may be a simulated one."""
    number = lexicon.find_numbers(words)
    counted = [m.start() for m in number if m.group() not in lexicon.data("numbers")["articles"]]
    words = words[: min(counted, default=len(words))]
    named = {
        kind: match
        for concept, kind in _PLACES
        if (match := lexicon.pattern(concept).search(words))
        and not (kind == "simulated" and is_negated(just_before(words, match.start(), _DENIED)))
    }
    first = min(named, key=lambda kind: named[kind].start(), default="")
    if first == "real" and "simulated" in named:
        between = words[named["real"].end() : named["simulated"].start()]
        return "simulated" if len(between) <= _BESIDE and "," not in between else first
    return first
