"""One turn read by itself: its days, its inputs, its moves. Knows nothing of the others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.dialogue import affirmed, counted, day_roles, first_years, lexicon, outcomes
from assistant.dialogue.agreement import agreement_inputs, overeenkomst
from assistant.dialogue.clauses import sentences
from assistant.dialogue.commands import without_commands
from assistant.dialogue.dates import mentions
from assistant.dialogue.deadlines import deadline_inputs, school_year_inputs
from assistant.dialogue.finding import Finding, Findings
from assistant.dialogue.mention import Mention
from assistant.dialogue.roles import Dated, dated
from assistant.dialogue.schooling import schooling

_LONGEST = 2000
_REMEMBERED = 512
# English as typed in haste, "didnt"; "dont" by itself is French.
_CONTRACTED = re.compile(
    r"\b(did|does|has|have|had|was|were|is|are|could|would|should|ca|wo|(?<=\bi )do|(?<=\bwe )do|"
    r"(?<=\bthey )do|(?<=\byou )do)nt\b",
    re.IGNORECASE,
)
_ELSEWHERE = frozenset({"birth", "absence", "local_off"})
_NEAR_PAY, _NEAR_SUCCESS = 80, 25
_GGMMI = re.compile(r"(?<!\w)ggmm?i\D{0,30}?(\d{1,2} \d{3}(?:[.,]\d{1,2})?(?!\d)|\d[\d.,]*\d|\d)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one turn holds.

    `whole` is the plain text with the instructions to the assistant in it, `text` without; `raw`
    is the user's text of `text`. Offsets in findings are those of `text`. `on` is the day asked on.
    """

    raw: str
    text: str
    whole: str
    days: tuple[Dated, ...]
    findings: Findings
    commanded: bool
    on: date

    def says(self, concept: str) -> bool:
        """Whether the turn holds a concept of the word lists."""
        return lexicon.has(concept, self.text)

    def evidence(self, finding: Finding) -> str:
        """The user's words for a finding."""
        return self.raw[finding.start : finding.end].strip()


def prepare() -> None:
    """Compile word lists and read weights, so that the first turn is as fast as the next."""
    lexicon.prepare()
    for model in (affirmed, counted, day_roles, first_years, outcomes):
        model.WEIGHTS.prepare()


@lru_cache(_REMEMBERED)
def read(turn: str, on: date) -> Reading:
    """The reading of a turn."""
    given = _CONTRACTED.sub(r"\1n't", " ".join(turn[:_LONGEST].split()))
    raw = without_commands(given)
    text = lexicon.plain(raw)
    named = mentions(text, on)
    days = dated(text, named, on)
    findings: Findings = {
        **schooling(text),
        **agreement_inputs(text),
        **deadline_inputs(text, days, on),
        **school_year_inputs(text, named, on),
    }
    _type_and_amount(text, findings)
    _day_asked_on(text, days, findings)
    return Reading(raw, text, lexicon.plain(given), days, findings, raw != given, on)


def _type_and_amount(text: str, found: Findings) -> None:
    named = overeenkomst(text)
    if named:
        found["overeenkomst"] = named
    match = _GGMMI.search(text)
    if match:
        found["ggmmi"] = Finding(_amount(match[1]), match.start(), match.end())


def _day_asked_on(text: str, days: tuple[Dated, ...], found: Findings) -> None:
    """The day whose amount is asked: "de leervergoeding in juni 2024", always with its year."""
    for one in days:
        mention = one.mention
        near = _around(text, mention, _NEAR_PAY)
        paid = any(lexicon.has(c, near) for c in ("pay", "amount_strong", "amount_form"))
        passed = lexicon.has("achieved", _around(text, mention, _NEAR_SUCCESS))
        begins = lexicon.pattern("as_of").search(text[: mention.start].rstrip()[-_NEAR_SUCCESS:])
        placed = one.role in _ELSEWHERE if begins else bool(one.role)
        paid = paid or (len(days) == 1 and lexicon.has("that_time", text[mention.end :]))
        if placed or passed or not paid or mention.assumed or not (mention.day or mention.year):
            continue
        named = mention.day or date(mention.year or 1, mention.month or 1, 1)
        found["on"] = Finding(named.isoformat(), mention.start, mention.end)


def _around(text: str, mention: Mention, reach: int) -> str:
    """The words of a day's sentence that stand near it."""
    low, high = max(0, mention.start - reach), mention.end + reach
    before = sentences(text[low : mention.start])[-1:]
    after = sentences(text[mention.end : high])[:1]
    return " ".join(span.text for span in (*before, *after))


def _amount(shown: str) -> str:
    """An amount as people write it, in plain notation: "2.150,00", "2,150.00", "2111.89"."""
    compact = shown.replace(" ", "")
    whole, decimals = compact, ""
    match = re.fullmatch(r"(.*)[.,](\d{1,2})", compact)
    if match:
        whole, decimals = match[1], match[2]
    figures = re.sub(r"\D", "", whole)
    return f"{figures}.{decimals.ljust(2, '0')}" if decimals else f"{figures}.00"
