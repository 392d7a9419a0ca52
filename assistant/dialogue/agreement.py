"""Type of overeenkomst, sector, employer and hours from words (omzendbrief 7.3, ROF B2)."""

from __future__ import annotations

import re

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import is_negated, just_before
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.hours import weekly_hours

_TYPES = {"oao": "OAO", "sao": "SAO", "da": "DA", "sbo": "SBO"}
_DENIED, _DENIED_OF_SECTOR, _DENIED_OF_TYPE = 1, 2, 2  # words
_SENTENCE = 160


def agreement_inputs(text: str) -> Findings:
    """The inputs of the type of overeenkomst that plain text gives."""
    found = weekly_hours(text)
    for slot, concept, value in (
        ("sector", "social_profit", "social_profit"),
        ("sector", "zeevisserij", "zeevisserij"),
        ("employer", "gemeente_brussel", "gemeente_brussel"),
        ("employer", "maribel", "non_profit_sociale_maribel"),
        ("system", "dbso", "dbso"),
    ):
        match = lexicon.pattern(concept).search(text)
        words = _DENIED if slot == "system" else _DENIED_OF_SECTOR
        if match and not is_negated(just_before(text, match.start(), words)):
            found.setdefault(slot, Finding(value, match.start(), match.end()))
    _standard_track(text, found)
    return found


def overeenkomst(text: str) -> Finding | None:
    """The one type of overeenkomst that plain text names; None where it names none or several."""
    named: dict[str, Finding] = {}
    for concept, value in _TYPES.items():
        for match in lexicon.find(concept, text):
            if not is_negated(just_before(text, match.start(), _DENIED_OF_TYPE)):
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
