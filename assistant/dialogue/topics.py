"""What a turn asks to have calculated, if anything, and how sure that is.

A calculation is asked for when the words of its subject meet the form of its question: an amount, a
last day, a type. Whether a missing input may be asked for depends on whose case it is: of somebody
in particular yes; a question about pupils in general is answered from the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.dialogue import lexicon
from assistant.dialogue.calendar_days import HOLIDAYS
from assistant.dialogue.calendar_names import calendar_names
from assistant.dialogue.heard import Heard
from assistant.dialogue.inputs import fields_of, main_day
from assistant.dialogue.leaning import content_words
from assistant.dialogue.reading import Reading
from assistant.dialogue.state import marks_of
from assistant.dialogue.subjects import AGREEMENT, ALLOWANCE, SEARCH

_BARE = 4
_NAME = re.compile(r"(?<![.!?:] )(?<!^)(?<!\w)[A-Z\u00c0-\u00dd][a-z\u00e0-\u00ff]{2,}")
SOUNDS_AGAIN = 0.1
# Chosen on 350 turns that the router had not seen: the fewest rules in general that are taken for
# somebody's case, at no loss of calculations that were asked for.
_SOUNDS, _ASKS_TOLD, _ASKS_FIRST, _ASKS, _SURELY = 0.6, 0.42, 0.7, 0.9, 0.85
_VETOES, _UNHEARD = 0.25, 0.05
_SAY_LITTLE = frozenset(
    {"overeenkomst", "system", "sector", "employer", "school_year", "start_school_year", "on"}
)
_FOR_TEXT = {
    AGREEMENT: ("pay_other", "until_form", "where_form", "choose", "other_stage"),
    ALLOWANCE: ("pay_other", "generic_pay", "choose"),
}
_SCHOOLED = frozenset(
    {
        "second_degree_completed",
        "third_degree_first_year_completed",
        "alternating_years_completed",
        "buso_qualification_phase_completed",
    }
)


@dataclass(frozen=True, slots=True)
class Request:
    """The calculation that a turn asks for: its topic, and whether it is somebody's own case."""

    topic: str
    personal: bool


def requested(reading: Reading) -> Request | None:
    """The calculation a turn asks for; None where it asks for none."""
    if reading.says("why_form"):
        return None
    for topic, asks in _RULES:
        if asks(reading):
            return Request(topic, personal=_personal_for(topic, reading))
    return None


def is_personal(reading: Reading) -> bool:
    """Whether a turn is about somebody in particular: oneself, one's own pupil."""
    if not reading.says("personal_strong"):
        return False
    if not reading.says("generic"):
        return True
    strong, weak = _words("personal_strong", reading), _words("weak_personal", reading)
    return bool(strong - weak)


def _words(concept: str, reading: Reading) -> set[str]:
    return {match.group() for match in lexicon.find(concept, reading.text)}


def names_somebody(reading: Reading) -> bool:
    """Whether a turn has a name in it: a capital within a sentence, and no day, month or place."""
    words = (lexicon.plain(match.group()) for match in _NAME.finditer(reading.raw))
    return any(w not in calendar_names() and not lexicon.has("common_name", w) for w in words)


def described(topic: str, reading: Reading) -> bool:
    """Whether a turn tells of a case: an input of the topic, or a day for it."""
    fields = fields_of(topic) | marks_of(topic)
    told = any(f.end and slot in fields - _SAY_LITTLE for slot, f in reading.findings.items())
    return told or (main_day(topic) is not None and any(d.day for d in reading.days))


def _personal_for(topic: str, reading: Reading) -> bool:
    """Whether a missing input may be asked for: it is somebody's case, or a case is described."""
    if is_personal(reading) or described(topic, reading):
        return True
    if topic in {"programmatie", "entry_by_right", "school_calendar"}:
        return reading.says("concrete")
    return False


def _calendar(reading: Reading) -> bool:
    named = any(reading.says(f"{name}_holiday") for name in HOLIDAYS)
    years = {"school_year", "start_school_year", "holiday_school_year"} & set(reading.findings)
    told = any(d.day for d in reading.days) and not reading.says("year_form")
    if told or any(reading.says(concept) for concept in ("work", "type_form")):
        return False
    if reading.says("until_form") and reading.says("search"):
        return False
    if named and (reading.says("calendar_form") or len(reading.text.split()) <= 4):
        return True
    return bool(years) and (reading.says("holidays_all") or reading.says("school_days_of_year"))


def _relief(reading: Reading) -> bool:
    named = reading.says("general_education")
    if not reading.says("relief") or (not named and reading.says("schooling_duty")):
        return False
    if not named and not _born(reading):
        return False
    return _born(reading) or (reading.says("year_form") and is_personal(reading))


def _born(reading: Reading) -> bool:
    return "born_on" in reading.findings


def _schooling_duty(reading: Reading) -> bool:
    if "first_attended_on" in reading.findings and reading.says("until_form"):
        return False
    if _born(reading):
        return any(reading.says(c) for c in ("schooling_duty", "may_start", "dual"))
    told = "first_two_years_attended" in reading.findings
    if told and reading.says("schooling_duty"):
        return True
    asked = reading.says("schooling_duty") and reading.says("may_start") and is_personal(reading)
    if asked and reading.says("concrete") and reading.says("year_form"):
        return True
    return asked and not reading.says("age") and len(content_words(reading.text)) <= _BARE


def _screening(reading: Reading) -> bool:
    asked = any(reading.says(c) for c in ("until_form", "when_must", "calendar_form"))
    return reading.says("screening") and asked and _someone(reading, "enrolled_on")


def _someone(reading: Reading, slot: str) -> bool:
    return (
        is_personal(reading)
        or slot in reading.findings
        or any(dated.role in {"", "first"} and dated.day for dated in reading.days)
    )


def _no_pupil(reading: Reading) -> bool:
    return reading.says("first_october") and reading.says("nobody")


def _programming(reading: Reading) -> bool:
    about = reading.says("programming_strong") or (
        reading.says("apply_form") and (reading.says("start_programme") or _starting(reading))
    )
    submitted = "submitted_on" in reading.findings
    known = "start_school_year" in reading.findings
    searching = {"recognition_from", "first_attended_on"} & reading.findings.keys()
    if searching and not reading.says("programming_strong"):
        return False
    about = about or (submitted and known)
    if about and (submitted or reading.says("in_time")):
        return known or is_personal(reading)
    if not about or not (reading.says("until_form") or reading.says("calendar_form")):
        return False
    by_when = reading.says("until_form") or reading.says("when_must")
    if reading.says("programming_more") and not by_when:
        return False
    return "start_school_year" in reading.findings or (
        is_personal(reading) and reading.says("concrete")
    )


def _starting(reading: Reading) -> bool:
    return reading.says("starts") and "start_school_year" in reading.findings


def _entry(reading: Reading) -> bool:
    entering = reading.says("entry") and reading.says("may_enter")
    if (entering or reading.says("entry_sure")) and _on_some_day(reading):
        return True
    asked = reading.says("until_form") or reading.says("calendar_form")
    named = "school_year" in reading.findings or is_personal(reading)
    return reading.says("entry_sure") and asked and named and reading.says("until_form")


def _on_some_day(reading: Reading) -> bool:
    """Whether a turn names a day that is the day of nothing but its own question."""
    return not _born(reading) and any(d.day and d.role in {"", "first"} for d in reading.days)


def _agreement(reading: Reading) -> bool:
    hours = "hours_real" in reading.findings
    if any(reading.says(concept) for concept in _FOR_TEXT[AGREEMENT]):
        return False
    if "overeenkomst" in reading.findings and reading.says("pay") and reading.says("amount_form"):
        return False
    if reading.says("type_form"):
        return hours or is_personal(reading) or _situated(reading)
    paid = reading.says("paid_form")
    if paid and "overeenkomst" in reading.findings:
        return False
    asked = reading.says("contract") and reading.says("is_it_form")
    asked = asked or (paid and not reading.says("amount_strong"))
    dual = reading.says("still_dual") and reading.text.rstrip().endswith("?")
    return hours and (asked or dual) and not reading.says("rule_of_hours")


def _situated(reading: Reading) -> bool:
    """Whether the turn describes one case: a pupil of a sector, a system, a part-time week."""
    return len({"sector", "system", "employer"} & reading.findings.keys()) > 1


def _allowance(reading: Reading) -> bool:
    if any(reading.says(concept) for concept in _FOR_TEXT[ALLOWANCE]):
        return False
    typed = reading.findings.get("overeenkomst")
    unpaid = typed is not None and typed.value != "OAO"
    asked = reading.says("paid_form") or (reading.says("pay") and reading.says("receive"))
    if unpaid and asked and is_personal(reading) and not reading.says("where_form"):
        return True
    about = reading.says("pay") or (reading.says("receive") and typed is not None)
    about = about or (reading.says("amount_strong") and reading.says("receive"))
    told = _SCHOOLED & set(reading.findings)
    if "ggmmi" in reading.findings and told:
        return True
    about = about or (reading.says("receive") and len(told) > 1)
    return about and reading.says("amount_form")


def _search(reading: Reading) -> bool:
    if reading.says("days_left_form") and "days_used" in reading.findings:
        return True
    first = "first_attended_on" in reading.findings
    if first and (reading.says("days_left_form") or reading.says("count_form")):
        return True
    if reading.says("days_left_form") and is_personal(reading):
        return reading.says("search")
    until = reading.says("until_form")
    must = reading.says("when_must")
    if not (until or must) or reading.says("relief") or reading.says("programming_more"):
        return False
    if first:
        return True
    about = (until and reading.says("search")) or (must and reading.says("seek"))
    return about and is_personal(reading) and _seeks(reading)


def _seeks(reading: Reading) -> bool:
    return not any(reading.says(c) for c in ("entry_sure", "programming_strong", "pay_other"))


_RULES: tuple[tuple[str, Callable[[Reading], bool]], ...] = (
    ("general_education_relief", _relief),
    ("compulsory_schooling", _schooling_duty),
    ("no_pupil_on_1_october", _no_pupil),
    ("aanloop_screening", _screening),
    ("programmatie", _programming),
    ("entry_by_right", _entry),
    ("school_calendar", _calendar),
    (AGREEMENT, _agreement),
    (ALLOWANCE, _allowance),
    (SEARCH, _search),
)


def sounding(
    reading: Reading, heard: Heard, at_hand: str | None = None, *, opens: bool = False
) -> Request | None:
    """The calculation that a turn sounds like, whether or not the rules hear one.

    For the topic at hand a hint is enough: its question was just asked. A turn that `opens` the
    conversation leans on none before it, so that less will do than of a later one.
    """
    enough = SOUNDS_AGAIN if heard.topic == at_hand else _SOUNDS
    if heard.calculation < enough or reading.says("why_form"):
        return None
    personal = heard.calculation >= (_ASKS_FIRST if opens else _ASKS)
    return Request(heard.topic, personal=personal)


def vetoed(heard: Heard) -> bool:
    """Whether a calculation that the rules hear sounds like anything but one."""
    return heard.calculation < _VETOES


def agreed(request: Request, heard: Heard) -> Request:
    """The calculation that the rules hear; another where the turn sounds like that one alone."""
    alone = heard.chances[heard.topic] >= _SURELY
    if alone and heard.chances[request.topic] < _UNHEARD:
        return replace(request, topic=heard.topic)
    return request


def surely_asked(heard: Heard) -> bool:
    """Whether a turn is heard as somebody's own case though its words are of pupils in general."""
    return heard.calculation >= _SURELY


def doubtful(heard: Heard, *, told: bool = False) -> bool:
    """Whether a turn sounds too little like somebody's own case to put a question back.

    `told`: its words say by themselves that it is one.
    """
    return heard.calculation < (_ASKS_TOLD if told else _ASKS)


TOPICS = frozenset(topic for topic, _ in _RULES)
