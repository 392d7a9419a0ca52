"""Where the texts are silent or differ on the type of overeenkomst, with both quotes.

The circular comes first, then the ROF page, and that they differ is said (omzendbrief 7.3, ROF B2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.agreement_terms import rule_in_words, settled_types
from tools.agreement_types import DA_SECTORS
from tools.result import quoted
from tools.wording import Message, message

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tools.agreement_types import Indication, Situation


# Gap or double rule: the quotes that its warning shows, by placeholder.
SHOWN: dict[str, dict[str, str]] = {
    "below_dual_minimum": {"circular": "dual_minimum"},
    "between_sao_and_oao": {"circular": "sao_unpaid", "oao": "oao_paid", "rof": "rof_sao"},
    "simulated_over_sao": {"circular": "sao_unpaid", "oao": "oao_paid", "rof": "rof_sao"},
    "oao_or_da": {"circular": "oao_paid", "da": "da_dual"},
    "dbso_da_hours": {"rof": "rof_sao", "da": "rof_da"},
    "dbso_maribel": {"rof": "rof_sao", "da": "rof_da"},
}


def warnings(
    situation: Situation, pointed_to: Indication, outcome: Indication
) -> tuple[Message, ...]:
    """Return every gap and conflict that bears on the outcome, the weightiest first."""
    in_system = _dual if situation.system == "duaal" else _dbso
    return (*_gap(pointed_to, outcome), *in_system(situation, pointed_to, outcome))


def _gap(pointed_to: Indication, outcome: Indication) -> Iterator[Message]:
    if outcome.reason == pointed_to.reason and pointed_to.reason in SHOWN:
        quotes = {name: quoted(key) for name, key in SHOWN[pointed_to.reason].items()}
        yield message(f"agreement.gap_{pointed_to.reason}", **quotes)


def _dual(situation: Situation, pointed_to: Indication, outcome: Indication) -> Iterator[Message]:
    if outcome.reason == "standaardtraject":
        yield from _against_standaardtraject(situation, pointed_to, outcome)
    if "DA" in settled_types(outcome):
        yield message("agreement.conflict_da", circular=quoted("da_dual"), rof=quoted("rof_da"))
        holidays = {"circular": quoted("holidays_da"), "rof": quoted("holidays_and_pay_da")}
        yield message("agreement.conflict_da_holidays", **holidays)
    if situation.employer == "gemeente_brussel":
        yield message("agreement.sbo_not_in_dual", rof=quoted("sbo_hours"))
    if situation.employer == "non_profit_sociale_maribel":
        yield message("agreement.maribel_not_in_dual", rof=quoted("rof_da"))


def _against_standaardtraject(
    situation: Situation, pointed_to: Indication, outcome: Indication
) -> Iterator[Message]:
    """Name what speaks against the standaardtraject; it decides all the same."""
    allowed = pointed_to.overeenkomst or pointed_to.reason == "oao_or_da"
    possible = (pointed_to.overeenkomst, *pointed_to.candidates)
    agrees = bool(allowed) and outcome.overeenkomst in possible
    if pointed_to.reason != "hours_unknown" and not agrees:
        hint = rule_in_words(pointed_to)
        yield message("agreement.hours_differ", overeenkomst=outcome.overeenkomst, hours=hint)
    if outcome.overeenkomst == "DA" and situation.sector not in DA_SECTORS:
        yield message("agreement.da_other_sector", circular=quoted("da_dual"))


def _dbso(situation: Situation, pointed_to: Indication, outcome: Indication) -> Iterator[Message]:
    yield message("agreement.circular_silent_on_dbso")
    if outcome.overeenkomst == "SBO":
        yield message("agreement.sbo_silent", rof=quoted("sbo_hours"))
    if pointed_to.reason == "dbso_maribel":
        yield message("agreement.maribel_contact", rof=quoted("rof_maribel_contact"))
