"""Whose case a turn is about, and what is told beside the lists: days by number, days of a week."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dialogue.day_hours import daily_hours
from assistant.dialogue.heard import Heard
from assistant.dialogue.lexicon import plain
from assistant.dialogue.reading import read
from assistant.dialogue.topics import names_somebody
from tests.assistant.dialogue.routing import ON, plan


def asked(*turns: str) -> str | None:
    found = plan(*turns)
    return found.ask.slot if found.ask else None


@pytest.mark.parametrize(
    ("turn", "slot"),
    [
        ("Krijgt Emine een SAO of een OAO in de bakkerij?", "hours_real"),
        ("Tot wanneer kan Yassin nog zoeken?", "first_attended_on"),
        (
            "Combien ma fille va-t-elle gagner par mois avec son OAO ?",
            "third_degree_first_year_completed",
        ),
    ],
)
def test_input_is_asked_for_when_the_case_is_somebodys(turn: str, slot: str) -> None:
    assert asked(turn) == slot


def test_both_must_be_likely_when_a_turn_leans_on_another() -> None:
    alone, whole = Heard({"allowance": 0.25}), Heard({"agreement": 1.0})
    assert alone.beside(whole).calculation == pytest.approx(0.5)
    assert alone.beside(whole).topic == "agreement"
    assert whole.beside(alone).calculation == pytest.approx(0.25)


def test_name_is_no_month_and_no_first_word() -> None:
    assert names_somebody(read("Mag dat voor Emine?", ON))
    assert not names_somebody(read("Mag dat in September in Brussel?", ON))


@pytest.mark.parametrize(
    ("turn", "day"),
    [
        ("Ze begon maandag de negende", date(2026, 11, 9)),
        ("she joined last Thursday, the 19th", date(2026, 11, 19)),
        ("elle a commencé le 12", date(2026, 11, 12)),
        ("hij startte dinsdag de 15de", date(2026, 9, 15)),
        ("eerste les op 8 september, pardon, de 9de", date(2026, 9, 9)),
    ],
)
def test_day_is_of_the_nearest_month_when_only_its_number_is_said(turn: str, day: date) -> None:
    assert day in {d.day for d in read(turn, ON).days}


@pytest.mark.parametrize("turn", ["de 20ste opleidingsdag", "hij zit in de 4de", "le 12 heures"])
def test_number_is_no_day_when_it_counts_something_else(turn: str) -> None:
    assert read(turn, ON).days == ()


def test_year_is_known_when_it_is_said_in_words() -> None:
    born = read("She turns 18 on 3 July next year.", ON).findings["born_on"]
    assert (born.value, born.assumed) == ("2009-07-03", False)


@pytest.mark.parametrize(
    ("turn", "hours"),
    [
        ("Mondays and Tuesdays, eight hours each day", 16.0),
        ("van maandag tot woensdag telkens 7u30", 22.5),
        ("lundi, mardi et jeudi, 8 heures par jour", 24.0),
    ],
)
def test_hours_are_of_the_days_named_when_each_is_told(turn: str, hours: float) -> None:
    assert [d.value for d in daily_hours(plain(turn))] == [hours]


@pytest.mark.parametrize(
    ("turns", "argument"),
    [
        (("20 heures chez nous, quel contrat ?", "et si on descend à 16h ?"), ("hours_real", 16)),
        (
            ("Eerste les 14 oktober, tot wanneer zoeken?", "sorry, het was de 12de"),
            ("first_attended_on", "2026-10-12"),
        ),
        (
            (
                "Hoeveel krijgt een leerling na twee geslaagde alternerende jaren?",
                "en in mei 2023?",
            ),
            ("on", "2023-05-01"),
        ),
        (
            (
                "24 uur per week bij ons, welk contract?",
                "Nee, niets gesimuleerd, alleen de winkel.",
            ),
            ("hours_real", 24),
        ),
    ],
)
def test_outcome_is_kept_or_mended_when_the_next_turn_tells_more(
    turns: tuple[str, ...], argument: tuple[str, object]
) -> None:
    found = plan(*turns)
    assert found.ask is None
    assert found.arguments[argument[0]] == argument[1]


@pytest.mark.parametrize(
    ("turn", "hours"),
    [
        ("twee dagen van 8 uur en een voormiddag van 4 uur", 20),
        ("two days of 8 hours and one morning of 3 hours", 19),
        ("trois jours de 7 heures et une matinée de 4 heures", 25),
    ],
)
def test_half_days_count_when_their_hours_are_told(turn: str, hours: int) -> None:
    assert read(turn, ON).findings["hours_real"].value == hours


@pytest.mark.parametrize(
    "turn",
    ["twee dagen van 8 uur en nog een voormiddag, welk contract?", "elke voormiddag 4 uur"],
)
def test_no_hours_are_read_when_a_half_day_is_open(turn: str) -> None:
    assert "hours_real" not in read(turn, ON).findings
