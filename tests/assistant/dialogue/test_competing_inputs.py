"""Numbers and days whose role is unclear are asked, never computed with; clear ones are read."""

from __future__ import annotations

from typing import Any

import pytest

from tests.assistant.dialogue.routing import plan


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("mijn zoon werkt op maandag en dinsdag 8 uur, welk contract?", "hours_real"),
        ("ik werk twee dagen van 8 uur en een halve dag, welk contract?", "hours_real"),
        ("mijn zoon werkt om de twee weken 38 uur per week, welk contract?", "hours_real"),
        ("een voltijdse werkweek is 38 uur, hij komt 3 dagen. welk contract?", "hours_real"),
        ("in de week 18 uur en in het weekend 4 uur werkt hij, welk contract?", "hours_real"),
        ("ik startte op 3 of 4 september 2026, tot wanneer kan ik zoeken?", "first_attended_on"),
        (
            "hij kreeg op 12 oktober 2026 een nieuwe periode, tot wanneer kan hij zoeken?",
            "first_attended_on",
        ),
        (
            "de school begon op 1 september 2026, hij pas 3 weken later, tot wanneer zoeken?",
            "first_attended_on",
        ),
        (
            "begonnen op 5 oktober 2026, ziek met attest, tot wanneer zoeken?",
            "justified_absence_days",
        ),
        (
            "hij deed 2 jaar duaal, enkel het tweede met succes, geen tweede graad, zijn loon?",
            "alternating_years_completed",
        ),
        (
            "ik heb bijna mijn vierde gehaald, eerste jaar duaal, wat verdien ik?",
            "third_degree_first_year_completed",
        ),
    ],
)
def test_what_is_unclear_is_asked(text: str, slot: str) -> None:
    asked = plan(text).ask
    assert asked is not None
    assert asked.slot == slot


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("drie dagen werk van 7 uur en 2 dagen school, welk contract?", {"hours_real": 21}),
        ("hij werkt 7u30 per dag gedurende vier dagen, welk contract?", {"hours_real": 30}),
        ("trois jours de huit heures, quel contrat ?", {"hours_real": 24}),
        ("two eight-hour days a week, which contract?", {"hours_real": 16}),
        ("ik werk 16 uur, nee sorry 24 uur per week, welk contract?", {"hours_real": 24}),
        ("19 uur en drie kwartier per week, welk contract?", {"hours_real": 19.75}),
        (
            "twintig uur waarvan zes gesimuleerd, welk contract?",
            {"hours_real": 14, "hours_simulated": 6},
        ),
        (
            "hij startte op 5 oktober 2026, verlenging aangevraagd, tot wanneer zoeken?",
            {"extension_granted": False},
        ),
        (
            "hij startte op 5 oktober 2026, 3 van de 5 dagen ziek met attest, tot wanneer zoeken?",
            {"justified_absence_days": 3},
        ),
        (
            "mijn zoon werd 15 op 4 november 2026 en deed de eerste twee jaren, mag hij duaal?",
            {"born_on": "2011-11-04"},
        ),
        (
            "I left before finishing the second degree, first year in dual, what will I get paid?",
            {"second_degree_completed": False},
        ),
        (
            "ik deed 3 jaar duaal en ben 1 keer geslaagd, geen tweede graad, wat verdien ik?",
            {"alternating_years_completed": 1},
        ),
        (
            "avec un GGMMI de 2 250 €, que gagne celui qui a réussi deux ans d'alternance ?",
            {"ggmmi": "2250.00"},
        ),
    ],
)
def test_what_is_clear_is_read(text: str, arguments: dict[str, Any]) -> None:
    understood = plan(text)
    assert understood.ask is None
    assert {name: understood.arguments.get(name) for name in arguments} == arguments
