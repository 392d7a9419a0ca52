"""What a turn corrects of what was said before: a number, a day or a part of one, a yes or no."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import clauses, is_negated
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.inputs import MAIN_DAYS, fields_of
from assistant.dialogue.leaning import is_question, leans
from assistant.dialogue.mention import A_YEAR
from assistant.dialogue.plan import Understood
from assistant.dialogue.questions import DAYS, FLAGS
from assistant.dialogue.reading import Reading
from assistant.dialogue.replies import NUMBERS, count, day, flag
from assistant.dialogue.subjects import subject
from tools.calendar import SchoolYear

_SHORT, _BRIEF, _REACH = 6, 10, 14
_MAIN_ROLES = frozenset({"", "first", "enrolled", "submitted"})
_OF_RECOGNITION = frozenset({"recognition", "decided"})
_RECOGNITION = frozenset({"recognition_from", "recognition_until"})
_DENIABLE = (
    ("extension_granted", "granted", False),
    ("justified_absence_days", "unjustified", 0),
)
_DAY_OF_MONTH = re.compile(
    r"(?<![\w/.-])(?:3[01]|[12]\d|0?[1-9])(?=e|er|ste|de|st|[nr]d|th|\W|$)(?![/.-]?\d)"
)
_NTH = re.compile(
    r"(?<![\w/.-])(?:3[01]|[12]\d|0?[1-9])(?=(?:e|ste|de|st|[nr]d|th)(?!\w))"
    r"|(?<=\ble )(?:3[01]|[12]\d|0?[1-9])(?=\W*$)"
)


def corrected(
    changed: str | None, topic: str, reading: Reading, known: dict[str, Understood]
) -> dict[str, Any]:
    """What a number or a day by itself corrects: the input of its kind that was given last."""
    if changed in FLAGS and lexicon.has("denied_reference", reading.text):
        return {changed: Finding(False, 0, len(reading.text))}
    taken = _taken_back(topic, reading, known) if not is_question(reading) else {}
    if taken:
        return taken
    main = _last_day(changed, topic, known)
    contrasted = _contrasted(reading)
    mends = lexicon.has("correction", reading.text) or is_elliptic(topic, reading)
    if mends or contrasted:
        given = contrasted or _other_day(main, known, reading) or _loose_day(main, reading)
        given = given or _day_of_month(topic, changed, known, reading)
        given = given or _year(topic, known, reading)
    else:
        given = _only_day(reading)
    if given:
        return {main: _placed(main, given, known.get(main), reading)} if main else {}
    if not mends:
        return {}
    fields = fields_of(topic)
    if changed in FLAGS and changed in fields and lexicon.has("correction", reading.text):
        said = flag(changed, reading)
        return {changed: said} if said else {}
    slot = _last_number(changed, topic, known)
    if slot is not None and not NUMBERS & fields & set(reading.findings):
        number = count(slot, reading)
        if number and (number.value or lexicon.has("correction", reading.text)):
            return {slot: number}
    return {}


def _loose_day(slot: str | None, reading: Reading) -> Finding | None:
    """The first day of a turn, unless it is the day of something else than the slot."""
    if any(d.role in _OF_RECOGNITION for d in reading.days) and slot not in _RECOGNITION:
        return None
    return day(reading)


def _taken_back(topic: str, reading: Reading, known: dict[str, Understood]) -> Findings:
    """What was told and is denied now: "die afwezigheid was toch niet gewettigd"."""
    found: Findings = {}
    for slot, concept, value in _DENIABLE:
        given = known.get(slot)
        told = given is not None and slot in fields_of(topic) and given.value
        if told and slot not in reading.findings:
            denied = _denied(concept, reading)
            if denied is not None:
                found[slot] = Finding(value, *denied)
    return found


def _denied(concept: str, reading: Reading) -> tuple[int, int] | None:
    for span in clauses(reading.text):
        match = lexicon.pattern(concept).search(span.text)
        if match and (concept == "unjustified" or is_negated(span.text)):
            return span.start + match.start(), span.start + match.end()
    return None


def _other_day(slot: str | None, known: dict[str, Understood], reading: Reading) -> Finding | None:
    """Of several days the one that is not the known one: "the 14th is wrong, it's the 21st"."""
    before = known.get(slot) if slot else None
    if before is None:
        return None
    told = [
        Finding(d.day.isoformat(), d.mention.start, d.mention.end, d.mention.assumed)
        for d in reading.days
        if d.day and d.role in _MAIN_ROLES | {"other"}
    ]
    days = [_placed(str(slot), finding, before, reading) for finding in told]
    others = [finding for finding in days if finding.value != before.value]
    return others[0] if len(others) == 1 and len(days) > 1 else None


def _contrasted(reading: Reading) -> Finding | None:
    """The one day that a turn sets against another: "12 juni is het, niet juli"."""
    denied = [d.mention for d in reading.days if _is_denied(reading.text, d.mention.start)]
    told = [d.mention for d in reading.days if d.day and d.mention not in denied]
    if not denied or len(told) != 1 or told[0].day is None or is_question(reading):
        return None
    return Finding(told[0].day.isoformat(), told[0].start, told[0].end, told[0].assumed)


def _only_day(reading: Reading) -> Finding | None:
    """The one day that a turn tells and that is not the day of something else; it asks nothing."""
    if is_question(reading) or len(reading.days) != 1 or reading.days[0].role not in _MAIN_ROLES:
        return None
    return day(reading)


def time_of_pay(topic: str, reading: Reading) -> Findings:
    """As in "en in mei 2023?": a month with its year is the one whose allowance is asked."""
    named = [d.mention for d in reading.days if d.role == "" and (d.mention.year or d.day)]
    if topic != "allowance" or len(named) != 1 or named[0].assumed or not leans(reading):
        return {}
    asked = named[0].day or date(named[0].year or 1, named[0].month or 1, 1)
    return {"on": Finding(asked.isoformat(), named[0].start, named[0].end)}


def years_later(topic: str, reading: Reading, known: dict[str, Understood]) -> Findings:
    """As in "and if we start one year later?": the school year, so many years on."""
    match = lexicon.pattern("year_later").search(reading.text)
    start = next((known[s] for s in ("start_school_year", "school_year") if s in known), None)
    if topic != "programmatie" or match is None or start is None:
        return {}
    shift = next(filter(None, map(lexicon.number, match.group().split())), 1.0)
    later = SchoolYear.named(str(start.value)).shifted(int(shift)).name
    return {"start_school_year": Finding(later, match.start(), match.end())}


def placed(found: Findings, known: dict[str, Understood], reading: Reading) -> Findings:
    """The findings, where a day told in part takes the month and the year of the known one."""
    return {
        slot: _placed(slot, finding, known.get(slot), reading) for slot, finding in found.items()
    }


def _placed(slot: str, finding: Finding, given: Understood | None, reading: Reading) -> Finding:
    named = (d.mention for d in reading.days if d.day)
    mention = next((m for m in named if m.start == finding.start), None)
    if given is None or mention is None or mention.day is None:
        return finding
    try:
        before = date.fromisoformat(str(given.value))
        if mention.of_month:
            value = before.replace(day=mention.day.day)
        elif mention.of_year:
            value = _near(before, mention.day, same_year=slot == "born_on")
        else:
            return finding
    except ValueError:
        return finding
    return replace(finding, value=value.isoformat())


def _near(before: date, told: date, *, same_year: bool) -> date:
    """The day told without its year: of the year before it, or of that nearest to it."""
    shifts = (0,) if same_year else (0, 1, -1)
    readings = [told.replace(year=before.year + shift) for shift in shifts]
    return min(readings, key=lambda day: abs(day - before))


def is_elliptic(topic: str, reading: Reading) -> bool:
    """Whether a turn is so short that its value must be one of the calculation at hand."""
    if len(reading.text.split()) <= _SHORT:
        return True
    if reading.says("supposing") and subject(reading) in {None, topic}:
        return True
    return len(reading.text.split()) <= _BRIEF and subject(reading) in {None, topic}


def _last_day(changed: str | None, topic: str, known: dict[str, Understood]) -> str | None:
    """The day that another day replaces: the one given last, the main one, or the only one."""
    fields = fields_of(topic)
    if changed in DAYS and changed in fields:
        return changed
    main = next((slot for slot in MAIN_DAYS if slot in fields and slot in known), None)
    given = [slot for slot in known if slot in DAYS & fields]
    return main or (given[0] if len(given) == 1 else None)


def _last_number(changed: str | None, topic: str, known: dict[str, Understood]) -> str | None:
    """The number that another number replaces: the one given last, or the only one."""
    fields = fields_of(topic)
    if changed in NUMBERS and changed in fields:
        return changed
    given = [slot for slot in known if slot in NUMBERS & fields]
    return given[0] if len(given) == 1 else None


def _day_of_month(
    topic: str, changed: str | None, known: dict[str, Understood], reading: Reading
) -> Finding | None:
    """As in "non, le 28": another day of the month that was named."""
    slot = _last_day(changed, topic, known)
    if slot not in known:
        return None
    bare = lexicon.has("correction", reading.text) and changed in DAYS
    bare = bare and len(reading.text.split()) <= _SHORT
    pattern = _DAY_OF_MONTH if bare else _NTH
    found = [m for m in pattern.finditer(reading.text) if not _is_denied(reading.text, m.start())]
    if len(found) != 1 or not is_elliptic(topic, reading):
        return None
    return _replaced(known[slot], found[0], day=int(re.findall(r"\d+", found[0].group())[0]))


def _year(topic: str, known: dict[str, Understood], reading: Reading) -> Finding | None:
    """As in "2008 moest dat zijn, niet 2009": another year of the day that was named."""
    slot = _last_day(None, topic, known)
    found = [m for m in A_YEAR.finditer(reading.text) if not _is_denied(reading.text, m.start())]
    if slot is None or len(found) != 1 or not lexicon.has("correction", reading.text):
        return None
    return _replaced(known[slot], found[0], year=int(found[0].group()))


def _is_denied(text: str, start: int) -> bool:
    return bool(lexicon.pattern("not_this").search(text[:start].rstrip()[-_REACH:]))


def _replaced(given: Understood, match: re.Match[str], **part: int) -> Finding | None:
    try:
        value = date.fromisoformat(str(given.value)).replace(**part)
    except ValueError:
        return None
    return Finding(value.isoformat(), match.start(), match.end())
