"""Type of overeenkomst, sector, employer and hours from words (omzendbrief 7.3, ROF B2)."""

from __future__ import annotations

import re

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import is_negated, just_before
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.hours import weekly_hours

_TYPES = {"oao": "OAO", "sao": "SAO", "da": "DA", "sbo": "SBO"}
_DENIED, _DENIED_OF_SECTOR, _LEFT = 2, 3, 4  # words
_SENTENCE = 160


def agreement_inputs(text: str) -> Findings:
    """The inputs of the type of overeenkomst that plain text gives."""
    found = weekly_hours(text)
    _system(text, found)
    for slot, concept, value in (
        ("sector", "social_profit", "social_profit"),
        ("sector", "zeevisserij", "zeevisserij"),
        ("employer", "gemeente_brussel", "gemeente_brussel"),
        ("employer", "maribel", "non_profit_sociale_maribel"),
    ):
        match = lexicon.pattern(concept).search(text)
        words = _DENIED_OF_SECTOR if slot == "sector" else _DENIED
        if match and not is_negated(just_before(text, match.start(), words)):
            found.setdefault(slot, Finding(value, match.start(), match.end()))
        elif match and slot == "sector":
            found.setdefault(slot, Finding("other", match.start(), match.end()))
    _standard_track(text, found)
    return found


def _system(text: str, found: Findings) -> None:
    """DBSO, or duaal leren where DBSO is only what somebody has left."""
    match = _named(text, "dbso")
    if match is None:
        return
    left = lexicon.has("left_behind", just_before(text, match.start(), _LEFT))
    system = "duaal" if left and _named(text, "dual") else "dbso"
    found["system"] = Finding(system, match.start(), match.end())


def _named(text: str, concept: str) -> re.Match[str] | None:
    """The first place of a concept that the words just before it do not deny."""
    found = lexicon.find(concept, text)
    return next((m for m in found if not is_negated(just_before(text, m.start(), _DENIED))), None)


def overeenkomst(text: str) -> Finding | None:
    """The one type of overeenkomst that plain text names; None where it names none or several."""
    named: dict[str, Finding] = {}
    for concept, value in _TYPES.items():
        for match in lexicon.find(concept, text):
            if not is_negated(just_before(text, match.start(), _DENIED)):
                named.setdefault(value, Finding(value, match.start(), match.end()))
    return next(iter(named.values())) if len(named) == 1 else None


def _standard_track(text: str, found: Findings) -> None:
    match = lexicon.pattern("standaardtraject").search(text)
    if match is None:
        return
    after = re.split(r"[.;?!]", text[match.end() :])[0][:_SENTENCE]
    named = overeenkomst(after) or overeenkomst(after.split(",")[0])
    if named and named.value != "SBO":
        start = match.end() + named.start
        found["standaardtraject"] = Finding(named.value, match.start(), start + 3)
