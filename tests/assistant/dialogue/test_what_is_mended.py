"""What a later turn mends or supposes, in a sentence of its own."""

from __future__ import annotations

import pytest

from tests.assistant.dialogue.routing import plan

SEARCH = (
    "Ik startte 14 september 2026 in duaal en was 3 dagen ziek met briefje. Tot wanneer zoeken?"
)
BORN = (
    "Mijn zoon is geboren op 12 juli 2011 en deed 1A en 2A. Wanneer is hij niet meer leerplichtig?"
)
HOURS = "Duaal leren, 23 uur per week bij een echte werkgever. Welke overeenkomst?"
PAY = "je commence en OAO, j'ai réussi ma 4e, pas la 5e, jamais fait d'alternance. Combien ?"
YEARS = (
    "She has an OAO and completed two years of an alternating programme, never BuSO, neither the "
    "4th nor the 5th year. What is her allowance?"
)
PROGRAMME = "Tegen wanneer dienen we een nieuwe duale opleiding in die in september 2027 start?"


@pytest.mark.parametrize(
    ("before", "said", "slot", "value"),
    [
        (BORN, "Euh, 12 juni is het, niet juli. Zelfde jaar.", "born_on", "2011-06-12"),
        (BORN, "nee, 12 juni", "born_on", "2011-06-12"),
        (SEARCH, "nee t waren 5 dagen, mama zegt dat ik heel die week thuis was",
         "justified_absence_days", 5),
        (SEARCH, "wat wordt het als ik vier dagen ziek was met een briefje?",
         "justified_absence_days", 4),
        (HOURS, "Ik had een voormiddag vergeten mee te tellen, het zijn er in totaal 26 bij ons.",
         "hours_real", 26),
        (HOURS, "En als dat er door een kleiner takenpakket maar 18 zouden zijn?",
         "hours_real", 18),
        (PROGRAMME, "en als we het één jaar later doen?", "start_school_year", "2028-2029"),
        (PAY, "ah non attends en fait la 5e je l'ai réussie aussi",
         "third_degree_first_year_completed", True),
        (YEARS, "Sorry, she only passed one of those two alternating years.",
         "alternating_years_completed", 1),
        ("Which agreement does a girl in DBSO need for 16 hours a week in a bookshop?",
         "Actually, she has left DBSO and is in dual learning now.", "system", "duaal"),
        ("24 heures par semaine dans une maison de repos, quelle convention pour l'élève ?",
         "Pardon, ce n'est pas à la maison de repos mais dans notre garage.", "sector", "other"),
        (f"{SEARCH} Ik kreeg ook een extra periode.",
         "Toch niet, die extra periode is mij uiteindelijk niet toegekend.",
         "extension_granted", False),
        (SEARCH, "Die afwezigheid blijkt toch niet gewettigd te zijn.",
         "justified_absence_days", 0),
        ("Welke data heeft de krokusvakantie?", "schooljaar 2027-2028 graag, we boeken al",
         "school_year", "2027-2028"),
    ],
)  # fmt: skip
def test_input_is_replaced_when_a_sentence_mends_or_supposes_it(
    before: str, said: str, slot: str, value: object
) -> None:
    assert plan(before, said).arguments[slot] == value


def test_first_day_keeps_its_year_when_another_is_told_without_one() -> None:
    before = "Hij startte op 3 september 2025. Tot wanneer mocht hij zoeken?"
    assert plan(before, "nee, 10 september").arguments["first_attended_on"] == "2025-09-10"


def test_first_day_stays_when_a_turn_adds_the_recognition() -> None:
    found = plan(
        "whats my last day to sign, first lesson was 12 oct 2026",
        "the company wasnt recognised yet, they applied on 20 oct 2026 and it was done 28 oct 2026",
    )
    assert found.arguments["first_attended_on"] == "2026-10-12"


def test_outcome_is_not_repeated_when_a_turn_says_that_it_was_misunderstood() -> None:
    found = plan(SEARCH, "Sorry, ik had jullie vraag verkeerd begrepen.")
    assert found.ask is not None


def test_another_person_starts_afresh_when_asked_about_beside_the_first() -> None:
    found = plan(
        "from what date am i old enough for dual, born 3 feb 2012, did the first two years",
        "and my cousin, when is he old enough? he did the first two yrs too",
    )
    assert found.ask is not None
    assert found.ask.slot == "born_on"


def test_no_hours_are_read_when_one_is_a_pronoun() -> None:
    found = plan(HOURS, "The company would rather have the unpaid one. Can we just agree on that?")
    assert found.arguments.get("hours_real") != 1


def test_year_after_next_is_meant_when_it_is_said_so() -> None:
    asked = "We open a new dual programme, not next school year but the one after that. Deadline?"
    assert plan(asked).arguments["start_school_year"] == "2028-2029"


def test_input_is_asked_for_when_a_turn_says_whom_the_rule_is_for() -> None:
    found = plan(
        "Tegen welke datum moet de screening rond zijn?", "Voor een jongen in de aanloopfase."
    )
    assert found.ask is not None
    assert found.ask.slot == "enrolled_on"


def test_question_stays_open_when_only_an_age_is_told() -> None:
    asked = "vanaf welk schooljaar kunnen ze mij vrijstelling geven van de algemene vakken"
    found = plan(asked, "ben 17")
    assert found.ask is not None
    assert found.ask.slot == "born_on"
