"""What a turn tells that no input took up and that its calculation could turn on.

A day, a number of days or of hours that is left over may be an absence, a day off, a second
period: the figure would be wrong without it, so it is asked about before anything is computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from assistant.dialogue import lexicon
from assistant.dialogue.plan import Understood
from assistant.dialogue.reading import Reading
from assistant.dialogue.roles import Dated

_BY_DAYS = frozenset({"workplace_search", "aanloop_screening"})
_COUNTS_FOR_NOTHING = ("unjustified", "last_year", "each_day")
_OF_THE_RULE = frozenset({10, 20, 40, 60})


def leftover(topic: str, reading: Reading, used: Iterable[Understood]) -> str:
    """The user's words for what was left over; empty where all was taken up."""
    if topic not in _BY_DAYS:
        return ""
    taken = list(used)
    for one in reading.days:
        if _is_left(one, taken, reading):
            return reading.raw[one.mention.start : one.mention.end].strip()
    return _days_left(reading, taken) if topic == "workplace_search" else ""


def _is_left(one: Dated, taken: list[Understood], reading: Reading) -> bool:
    """Whether no word says what a day is the day of, and no input is that day."""
    if one.role or one.day is None or one.mention.ranged or one.day == reading.on:
        return False
    shown = one.day.isoformat()
    if one.mention.of_month:  # "de 12de" may be of another month than the nearest
        return not any(v.endswith(shown[-3:]) for u in taken for v in _values(u.value))
    return not any(shown in _values(u.value) for u in taken)


def _days_left(reading: Reading, taken: list[Understood]) -> str:
    """A number of days that is neither the rule's own nor any input's."""
    told = {str(u.value) for u in taken if isinstance(u.value, int)}
    for match in lexicon.find("days_count", reading.text):
        value = lexicon.number(match.group())
        if value is None or value in _OF_THE_RULE or str(int(value)) in told:
            continue
        if not _explained(reading, match, taken):
            return reading.raw[match.start() : match.end()]
    return ""


def _explained(reading: Reading, match: re.Match[str], taken: list[Understood]) -> bool:
    """Whether the words of the sentence say why a number of days does not count."""
    sentence = re.split(r"[.;?!]", reading.text[: match.start()])[-1]
    sentence += re.split(r"[.;?!]", reading.text[match.start() :])[0]
    if any(m.end() > match.start() for m in lexicon.find("count_out_of", reading.text)):
        return True
    if any(lexicon.has(concept, sentence) for concept in _COUNTS_FOR_NOTHING):
        return True
    within = reading.raw[match.start() : match.end()]
    return any(within in u.evidence for u in taken if u.evidence)


def _values(value: Any) -> list[str]:
    return [str(v) for v in value] if isinstance(value, list | tuple) else [str(value)]
