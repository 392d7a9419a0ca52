"""What would change the type of overeenkomst: the same rule, asked with one input changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, get_args

from tools.agreement_types import Indication, Situation, hours, indicated
from tools.arguments import DualOvereenkomst, Employer, Sector, System

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal


class Change(NamedTuple):
    """One input that would give another outcome: which, to what, and the type it gives."""

    input: str
    to: str | Decimal
    overeenkomst: str | None
    candidates: tuple[str, ...]

    def as_value(self) -> dict[str, object]:
        """Return the change for the result's value; hours as text."""
        return {**self._asdict(), "candidates": list(self.candidates)}


def changes(situation: Situation, outcome: Indication) -> tuple[Change, ...]:
    """Return the smallest change of each input that gives another type, or a choice of types."""
    if outcome.reason == "standaardtraject":
        return tuple(
            Change("standaardtraject", name, name, ())
            for name in get_args(DualOvereenkomst)
            if name != outcome.overeenkomst
        )
    found: dict[tuple[str, object], Change] = {}
    for name, to, changed in _alternatives(situation):
        other = indicated(changed)
        if _tells_more(other) and other.overeenkomst != outcome.overeenkomst:
            change = Change(name, to, other.overeenkomst, other.candidates)
            found.setdefault((name, other.overeenkomst), change)
    return tuple(found.values())


def _tells_more(other: Indication) -> bool:
    return other.overeenkomst is not None or other.reason == "oao_or_da"


def _alternatives(situation: Situation) -> Iterator[tuple[str, str | Decimal, Situation]]:
    """Yield the situation with one input changed: hours to a threshold, choices to the others."""
    if situation.hours_real is not None:
        real, simulated = situation.hours_real, situation.hours_simulated
        for to in _nearest_first(real, _thresholds(simulated)):
            yield "hours_real", to, replace(situation, hours_real=to)
        for to in _nearest_first(simulated, {real * 0, *_thresholds(real)}):
            yield "hours_simulated", to, replace(situation, hours_simulated=to)
    for sector in get_args(Sector):
        yield "sector", sector, replace(situation, sector=sector)
    for employer in get_args(Employer):
        yield "employer", employer, replace(situation, employer=employer)
    for system in get_args(System):
        yield "system", system, replace(situation, system=system)


def _thresholds(others: Decimal) -> set[Decimal]:
    """Return the hours that, with `others` beside them, stand on a threshold of omzendbrief 7.3."""
    totals = {hours("dual_minimum") - others, hours("sao_maximum") - others}
    return {value for value in {*totals, hours("paid_minimum")} if value >= 0}


def _nearest_first(value: Decimal, thresholds: set[Decimal]) -> list[Decimal]:
    return sorted(thresholds, key=lambda to: (abs(to - value), to))
