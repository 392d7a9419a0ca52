"""What a turn says as a reply to a question back, or as a correction of an earlier input."""

from __future__ import annotations

import re

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import clauses
from assistant.dialogue.day_hours import part_of_hour
from assistant.dialogue.finding import Finding
from assistant.dialogue.first_years import first_two_years
from assistant.dialogue.mention import without_mentions
from assistant.dialogue.plan import Question
from assistant.dialogue.questions import DAYS, FLAGS, KINDS, SCHOOL_YEARS, UNKNOWN
from assistant.dialogue.reading import Reading
from assistant.dialogue.subjects import subject
from assistant.dialogue.wording import label_values

NUMBERS = frozenset(
    {
        "hours_real",
        "hours_simulated",
        "alternating_years_completed",
        "days_used",
        "justified_absence_days",
    }
)
_OF_BUSO = frozenset({"buso_qualification_phase_completed"})
_SHORT, _BARE, _REACH = 6, 2, 14
_END = re.compile(r"(?:,|\bdus|\bdonc|\bso)\s+\w+\W*$")
_GLUED = re.compile(r"(?<=\d)[uh](?!\w)")  # as in "16u"
_ACCENT = re.compile(r"[\u00e0\u00c0]")  # "à" is no article
_TRIM = " .,!?;:'\"()"


def knows_not(reading: Reading) -> bool:
    """Whether a turn says, and says only, that the user does not know."""
    text = reading.text.strip(_TRIM)
    if lexicon.pattern("dont_know").fullmatch(text):
        return True
    return (
        len(text.split()) <= _SHORT + 2
        and lexicon.has("dont_know", text)
        and not re.search(r"\d", text)
    )


def reply(question: Question, reading: Reading, *, bare: bool = True) -> Finding | None:
    """The value a turn gives for the question asked; None where it gives none.

    Args:
        question: the question back that is open.
        reading: the turn.
        bare: whether a number or a day by itself will do.
    """
    label = _option(question, reading)
    if label is not None:
        return label
    found = reading.findings.get(question.slot)
    if found is not None:
        return found
    return _of_type(question.slot, reading) if bare else None


def _option(question: Question, reading: Reading) -> Finding | None:
    """The ready answer whose label, or value, the turn repeats."""
    text = reading.text.strip(_TRIM)
    place = nth_option(text, len(question.options))
    if place is not None:
        value = question.options[place][1]
        return None if value == UNKNOWN else Finding(value, 0, len(reading.text))
    keys = label_values().get(text, frozenset())
    for key, value in question.options:
        if value != UNKNOWN and (key in keys or text == str(value).lower()):
            return Finding(value, 0, len(reading.text))
    return None


def nth_option(text: str, size: int) -> int | None:
    """The place in a list of `size` that plain text names ("de tweede"), None where none is."""
    if size == 0 or not lexicon.has("nth_option", text):
        return None
    words = re.findall(r"\w+", text.split(",")[0])
    for shown, names in lexicon.data("numbers")["places"].items():
        if any(word in names for word in words):
            place = int(shown) - 1 if int(shown) > 0 else size - 1
            return place if place < size else None
    return None


def _of_type(slot: str, reading: Reading) -> Finding | None:
    if slot == "first_two_years_attended":
        return first_two_years(reading.text, asked=True) or flag(slot, reading)
    if slot in FLAGS:
        return flag(slot, reading)
    if slot in DAYS:
        return day(reading)
    if slot in SCHOOL_YEARS:
        return _school_year(slot, reading)
    if slot == "kind":
        kind = subject(reading)
        return Finding(kind, 0, len(reading.text)) if kind in KINDS else None
    if slot in NUMBERS:
        return count(slot, reading)
    return None


def _affirms_the_type(slot: str, reading: Reading) -> bool:
    """Whether a yes is one to the type of overeenkomst: "oui, c'est bien un OAO"."""
    return "overeenkomst" in reading.findings and slot not in reading.findings


def flag(slot: str, reading: Reading) -> Finding | None:
    """Yes or no, at the start of the turn or, in a short turn, anywhere in it."""
    text = reading.text.strip()
    if "provider" in reading.findings and slot not in _OF_BUSO:
        return None
    if _affirms_the_type(slot, reading):
        return None
    last = text.strip(_TRIM).rsplit(" ", 1)[-1]
    for concept, value in (("no", False), ("yes", True)):
        pattern = lexicon.pattern(concept)
        match = pattern.match(text) or (_END.search(text) and pattern.fullmatch(last))
        if match:
            return Finding(value, match.start(), match.end())
    if len(text.split()) > _SHORT or text.endswith("?"):
        return None
    if FLAGS & reading.findings.keys() - {slot}:
        return None
    if lexicon.has("negative", text):
        return Finding(False, 0, len(text))
    return (
        Finding(True, 0, len(text))
        if lexicon.has("achieved", text) or lexicon.has("yes", text)
        else None
    )


def day(reading: Reading) -> Finding | None:
    """The first day of a turn that has no other role."""
    for dated in reading.days:
        if dated.day and dated.role not in {"absence", "local_off", "claim", "other"}:
            mention = dated.mention
            return Finding(dated.day.isoformat(), mention.start, mention.end, mention.assumed)
    return None


def is_vague_day(reading: Reading) -> bool:
    """Whether a turn names only a month."""
    return bool(reading.days) and all(dated.day is None for dated in reading.days)


def _school_year(slot: str, reading: Reading) -> Finding | None:
    for name in (slot, "start_school_year", "school_year", "checked_school_year"):
        if name in reading.findings:
            return reading.findings[name]
    return None


def count(slot: str, reading: Reading) -> Finding | None:
    """The number a turn gives, where it gives just one."""
    numbers = _told_numbers(reading)
    numbers = _only_ones(reading) or numbers
    if not numbers and slot == "alternating_years_completed" and _none(reading):
        return Finding(0, 0, len(reading.text))
    if len(numbers) != 1 or any(dated.day for dated in reading.days):
        return None
    simulated = reading.findings.get("hours_simulated")
    if slot == "hours_real" and simulated and simulated.start <= numbers[0].start() < simulated.end:
        return None
    if _is_article(reading.raw[numbers[0].start() : numbers[0].end()].lower()) and not _alone(
        reading
    ):
        return None
    value = lexicon.number(numbers[0].group())
    if value is not None and slot == "hours_real":
        value += _half_after(reading.text[numbers[0].end() :])
    if value is None or (slot != "hours_real" and value != int(value)):
        return None
    if slot == "hours_real" and not _may_be_hours(reading.text[numbers[0].start() :]):
        return None
    number = int(value) if value == int(value) else value
    return Finding(number, numbers[0].start(), numbers[0].end())


def _only_ones(reading: Reading) -> list[re.Match[str]]:
    """The numbers that "only" goes with: "il n'en a réussi qu'une", "maar één van die twee"."""
    only = lexicon.find("only_some", reading.text)
    numbers = lexicon.find_numbers(reading.text)
    return [n for n in numbers if any(o.start() <= n.start() <= o.end() + 1 for o in only)]


def _told_numbers(reading: Reading) -> list[re.Match[str]]:
    """The numbers of a turn without those that it takes back: "niet 13", "vorig jaar 13"."""
    text = lexicon.pattern("and_half").sub(_blank, reading.text)
    text = lexicon.pattern("pronoun_one").sub(_blank, text)
    text = _GLUED.sub(" ", without_mentions(text, [dated.mention for dated in reading.days]))
    for clause in clauses(reading.text):
        for match in lexicon.find_numbers(clause.text):
            before = clause.text[: match.start()].rstrip()[-_REACH:]
            if lexicon.has("last_year", clause.text) or lexicon.has("not_this", before):
                start, end = clause.start + match.start(), clause.start + match.end()
                text = text[:start] + " " * (end - start) + text[end:]
    return [m for m in lexicon.numbers(text) if not _ACCENT.match(reading.raw, m.start())]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _half_after(text: str) -> float:
    return part_of_hour(text) if lexicon.pattern("and_half").match(text.lstrip()) else 0.0


def _alone(reading: Reading) -> bool:
    """Whether "een" or "un" is a number: it stands by itself, or "maar" or "only" goes before."""
    return len(reading.text.split()) <= _BARE or lexicon.has("only_some", reading.text)


def _is_article(word: str) -> bool:
    return word in lexicon.data("numbers")["articles"]


def _may_be_hours(text: str) -> bool:
    """Whether the number that `text` begins with can be one of hours: not of days or years."""
    return not any(lexicon.pattern(c).match(text) for c in ("days_count", "count_of_years"))


def _none(reading: Reading) -> bool:
    text = reading.text.strip(_TRIM)
    return bool(lexicon.pattern("no").match(text)) or lexicon.has("negative", text)
