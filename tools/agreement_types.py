"""Which overeenkomst the hours point to (omzendbrief 7.3 and 3.1 in duaal leren, ROF B2 outside).

SAO  "gemiddeld op jaarbasis minstens 14 en maximaal 19 opleidingsuren per week op de werkplek
     (reëel en/of gesimuleerd samen)"
OAO  "gemiddeld op jaarbasis 20 uur of meer per week op de reële werkplek"
DA   the same, "voor bepaalde opleidingen uit de social profit en de zeevisserij"
"Op jaarbasis dient de werkplekcomponent minstens 14u per week te omvatten." (omzendbrief 3.1)
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tools.parameter_files import rule

DA_SECTORS = ("social_profit", "zeevisserij")


@dataclass(frozen=True)
class Situation:
    """What decides the type: hours a week on average over a year, sector and employer."""

    system: str
    hours_real: Decimal | None
    hours_simulated: Decimal
    sector: str
    employer: str

    @property
    def hours_total(self) -> Decimal | None:
        """Real and simulated hours together; None when the real ones are not known."""
        return None if self.hours_real is None else self.hours_real + self.hours_simulated


@dataclass(frozen=True)
class Indication:
    """What a situation points to.

    `overeenkomst` is None where no single type follows; `candidates` are the types that a text
    still allows; `reason` names the rule or the gap, `decisive_input` the input that decided it.
    """

    overeenkomst: str | None
    reason: str
    decisive_input: str
    candidates: tuple[str, ...] = ()


def hours(name: str) -> Decimal:
    """Return a threshold of hours a week from parameters/rules.yaml."""
    return Decimal(rule("hours")[name])


def indicated(situation: Situation) -> Indication:
    """Return what the situation points to."""
    if situation.system == "dbso" and situation.employer == "gemeente_brussel":
        return Indication("SBO", "dbso_gemeente", "employer")
    if situation.hours_real is None:
        return Indication(None, "hours_unknown", "hours_real")
    if situation.system == "dbso":
        return _dbso(situation.hours_real, situation.employer)
    return _dual(situation.hours_real, situation.hours_simulated, situation.sector)


def _dual(real: Decimal, simulated: Decimal, sector: str) -> Indication:
    """Duaal leren: omzendbrief 7.3, and 3.1 for the minimum."""
    if real >= hours("paid_minimum"):
        return _paid(sector)
    decisive = "hours_simulated" if simulated else "hours_real"
    if real + simulated < hours("dual_minimum"):
        return Indication(None, "below_dual_minimum", decisive)
    if real + simulated <= hours("sao_maximum"):
        return Indication("SAO", "sao_hours", decisive)
    if real + simulated < hours("paid_minimum"):
        return Indication(None, "between_sao_and_oao", decisive, ("SAO",))
    return Indication(None, "simulated_over_sao", decisive, ("SAO",))


def _paid(sector: str) -> Indication:
    """From 20 real hours: an OAO, or a DA for certain programmes of two sectors."""
    if sector in DA_SECTORS:
        return Indication(None, "oao_or_da", "standaardtraject", ("OAO", "DA"))
    return Indication("OAO", "oao_hours", "hours_real")


def _dbso(real: Decimal, employer: str) -> Indication:
    """Deeltijds beroepssecundair onderwijs: ROF B2 only; it names the SAO below 20 hours too."""
    if real >= hours("paid_minimum"):
        return Indication("OAO", "dbso_oao_hours", "hours_real")
    if employer == "non_profit_sociale_maribel":
        return Indication("DA", "dbso_maribel", "employer", ("DA", "SAO"))
    return Indication("DA", "dbso_da_hours", "system", ("DA", "SAO"))
