"""The band of the leervergoeding by schooling (ROF B3), and what is still unknown about it.

"De schaal is afhankelijk van de vooropleiding van de leerling." The highest band that applies:
3  "Leerlingen die het eerste jaar van de 3e graad secundair onderwijs succesvol hebben afgerond."
   "Leerlingen die al twee jaren van een alternerende opleiding succesvol hebben afgerond"
   "Leerlingen die de kwalificatiefase van het BuSO succesvol hebben afgerond."
2  "Leerlingen die een jaar van een alternerende opleiding succesvol hebben afgerond"
   "Leerlingen die de 2e graad succesvol hebben afgewerkt en starten met een alternerende
   opleiding."
1  "Leerlingen in het eerste jaar van de alternerende opleiding indien zij de 2e graad secundair
   onderwijs nog niet met succes hebben afgerond."
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

# What an unknown input can turn out to be, the most decisive input first.
POSSIBLE: Mapping[str, tuple[int, ...]] = {
    "third_degree_first_year_completed": (False, True),
    "alternating_years_completed": (0, 1, 2),
    "second_degree_completed": (False, True),
    "buso_qualification_phase_completed": (False, True),
}


class Band(NamedTuple):
    """A band of ROF B3, and the schooling that gives it."""

    number: int
    reason: str


def band_of(schooling: Mapping[str, int]) -> Band:
    """Return the highest band that applies to what the pupil has completed (ROF B3)."""
    if schooling["third_degree_first_year_completed"]:
        return Band(3, "third_degree_first_year")
    if schooling["alternating_years_completed"] >= 2:
        return Band(3, "two_alternating_years")
    if schooling["buso_qualification_phase_completed"]:
        return Band(3, "buso_qualification_phase")
    if schooling["alternating_years_completed"] == 1:
        return Band(2, "one_alternating_year")
    if schooling["second_degree_completed"]:
        return Band(2, "second_degree")
    return Band(1, "first_year")


def undecided(given: Mapping[str, int | None]) -> tuple[str, ...]:
    """Return the unknown inputs that can still change the band, the most decisive first.

    Args:
        given: every input of POSSIBLE; None when it is not known.
    """
    unknown = [name for name in POSSIBLE if given[name] is None]
    known = {name: value or 0 for name, value in given.items()}
    worlds = [
        {**known, **dict(zip(unknown, values, strict=True))}
        for values in product(*(POSSIBLE[name] for name in unknown))
    ]
    return tuple(name for name in unknown if any(_changes(name, world) for world in worlds))


def _changes(name: str, world: Mapping[str, int]) -> bool:
    return len({band_of({**world, name: value}).number for value in POSSIBLE[name]}) > 1
