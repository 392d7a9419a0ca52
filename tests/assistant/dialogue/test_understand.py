"""What is asked, what is asked back, and what is done when nobody knows."""

from __future__ import annotations

import pytest

from assistant.dialogue import Intent
from tests.assistant.dialogue.routing import by_rules, plan


@pytest.mark.parametrize(
    "text",
    [
        "hoeveel dagen heeft een leerling om een werkplek te vinden?",
        "welke leervergoedingen bestaan er?",
        "wat is het verschil tussen OAO en SAO",
        "tegen wanneer moet je een programmatie indienen?",
        "Hoeveel premie krijg ik als werkgever voor een leerling?",
        "Qui fixe le montant de l'indemnité ?",
        "Quel contrat pour un jeune ?",
        "How many hours a week is an SAO?",
        "Is an SAO for up to 19 hours or for less than 20 hours a week?",
        "waarom krijg ik bij een SAO maar 300 euro?",
        "Mogen wij zelf kiezen tussen SAO en OAO?",
        "Hoelang kan een leerling zoeken naar een bedrijf?",
        "What does the pay depend on?",
        "Qui décide du type de convention ?",
    ],
)
def test_text_answers_when_a_question_is_general(text: str) -> None:
    found = plan(text)
    assert (found.intent, found.tool, found.ask) == (Intent.TEXT, None, None)
    assert found.search == text


@pytest.mark.parametrize(
    ("text", "tool", "slot"),
    [
        ("Hoeveel verdien ik?", "allowance", "third_degree_first_year_completed"),
        ("Combien va gagner mon fils ?", "allowance", "third_degree_first_year_completed"),
        ("How much will my daughter earn?", "allowance", "third_degree_first_year_completed"),
        ("Welke overeenkomst voor mijn leerling?", "agreement", "hours_real"),
        ("Quel contrat pour notre élève ?", "agreement", "hours_real"),
        ("He works half-time with us, which contract?", "agreement", "hours_real"),
        ("Tot wanneer mag ik een werkplek zoeken?", "deadline", "first_attended_on"),
        ("Jusqu'à quand ma fille peut-elle chercher ?", "deadline", "first_attended_on"),
        ("Wanneer moet mijn leerling gescreend zijn?", "deadline", "enrolled_on"),
        ("vanaf wanneer kan ik vrijstelling van algemene vakken krijgen?", "deadline", "born_on"),
        ("geboren op 3 mei 2011, mag ze duaal?", "deadline", "first_two_years_attended"),
        ("hij begon begin september, tot wanneer zoeken?", "deadline", "first_attended_on"),
        ("Werkplek kwijt. Hoeveel dagen heeft mijn leerling nog?", "deadline", "days_used"),
    ],
)
def test_what_decides_is_asked_back_when_it_is_missing(text: str, tool: str, slot: str) -> None:
    found = plan(text)
    assert found.tool == tool
    assert found.ask is not None
    assert found.ask.slot == slot


@pytest.mark.parametrize(
    "turn",
    [
        "Onze leerling heeft 38 uur in totaal, school inbegrepen. Welke overeenkomst?",
        "Notre élève a 38 heures par semaine, école comprise. Quel contrat ?",
        "Our pupil has 38 hours a week, school included. Which agreement?",
    ],
)
def test_hours_are_asked_when_those_told_include_school(turn: str) -> None:
    asked = by_rules(turn).ask
    assert asked is not None
    assert asked.slot == "hours_real"


def test_outcomes_stand_side_by_side_when_the_user_does_not_know() -> None:
    found = plan("Welke overeenkomst voor mijn leerling?", "weet ik niet")
    labels = [label for label, _ in found.alternatives]
    assert labels == ["alternative_hours_real_14", "alternative_hours_real_20"]
    assert found.ask is None


def test_rule_is_searched_when_the_user_does_not_know_a_day() -> None:
    found = plan("Tot wanneer mag mijn zoon een werkplek zoeken?", "geen idee")
    assert (found.intent, found.ask) == (Intent.TEXT, None)
    assert "werkplek zoeken" in found.search


def test_no_fourth_question_is_asked_when_replies_say_nothing() -> None:
    turns = ["Hoeveel verdien ik?", "tja", "tja", "tja"]
    assert plan(*turns).ask is None
    assert plan(*turns).alternatives


def test_rule_is_searched_when_the_day_given_stays_impossible() -> None:
    turns = ["Tot wanneer mag mijn zoon een werkplek zoeken?", *["5 september 2026"] * 3]
    assert plan(*turns[:2]).ask is not None
    found = plan(*turns)
    assert (found.intent, found.ask) == (Intent.TEXT, None)
