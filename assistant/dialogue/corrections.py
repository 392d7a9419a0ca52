"""What a turn corrects of what was said before: a number, a day or a part of one, a yes or no."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from assistant.dialogue import lexicon
from assistant.dialogue.finding import Finding
from assistant.dialogue.inputs import MAIN_DAYS, fields_of
from assistant.dialogue.plan import Understood
from assistant.dialogue.questions import DAYS, FLAGS
from assistant.dialogue.reading import Reading
from assistant.dialogue.replies import NUMBERS, count, day, flag

_SHORT, _REACH = 6, 14
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY_OF_MONTH = re.compile(
    r"(?<![\d/.-])(?:3[01]|[12]\d|0?[1-9])(?=e|er|ste|de|st|[nr]d|th|\W|$)(?![/.-]?\d)"
)


def corrected(
    changed: str | None, topic: str, reading: Reading, known: dict[str, Understood]
) -> dict[str, Any]:
    """What a number or a day by itself corrects: the input of its kind that was given last."""
    if changed in FLAGS and lexicon.has("denied_reference", reading.text):
        return {changed: Finding(False, 0, len(reading.text))}
    if not lexicon.has("correction", reading.text) and len(reading.text.split()) > _SHORT:
        return {}
    fields = fields_of(topic)
    given = day(reading) or _day_of_month(changed, known, reading) or _year(topic, known, reading)
    if given:
        slot = _last_day(changed, topic, known)
        return {slot: given} if slot else {}
    if changed in FLAGS and changed in fields and lexicon.has("correction", reading.text):
        said = flag(changed, reading)
        return {changed: said} if said else {}
    if changed not in NUMBERS and lexicon.has("correction", reading.text):
        given_numbers = [slot for slot in known if slot in NUMBERS & fields]
        changed = given_numbers[0] if len(given_numbers) == 1 else changed
    if changed in NUMBERS and changed in fields:
        number = count(changed, reading)
        if number and (number.value or lexicon.has("correction", reading.text)):
            return {changed: number}
    return {}


def _last_day(changed: str | None, topic: str, known: dict[str, Understood]) -> str | None:
    fields = fields_of(topic)
    if changed in DAYS and changed in fields:
        return changed
    return next((slot for slot in MAIN_DAYS if slot in fields and slot in known), None)


def _day_of_month(
    changed: str | None, known: dict[str, Understood], reading: Reading
) -> Finding | None:
    """As in "non, le 28": another day of the month that was named."""
    if changed not in DAYS or changed not in known or not lexicon.has("correction", reading.text):
        return None
    found = [m for m in _DAY_OF_MONTH.finditer(reading.text) if not _denied(reading.text, m)]
    if len(found) != 1 or len(reading.text.split()) > _SHORT:
        return None
    return _replaced(known[changed], found[0], day=int(re.findall(r"\d+", found[0].group())[0]))


def _year(topic: str, known: dict[str, Understood], reading: Reading) -> Finding | None:
    """As in "2008 moest dat zijn, niet 2009": another year of the day that was named."""
    slot = _last_day(None, topic, known)
    found = [m for m in _YEAR.finditer(reading.text) if not _denied(reading.text, m)]
    if slot is None or len(found) != 1 or not lexicon.has("correction", reading.text):
        return None
    return _replaced(known[slot], found[0], year=int(found[0].group()))


def _denied(text: str, match: re.Match[str]) -> bool:
    return bool(lexicon.pattern("not_this").search(text[: match.start()].rstrip()[-_REACH:]))


def _replaced(given: Understood, match: re.Match[str], **part: int) -> Finding | None:
    try:
        value = date.fromisoformat(str(given.value)).replace(**part)
    except ValueError:
        return None
    return Finding(value.isoformat(), match.start(), match.end())
