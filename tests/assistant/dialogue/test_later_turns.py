"""What a later turn leans on, replies to, corrects, or leaves."""

from __future__ import annotations

import pytest

from assistant.dialogue import Intent
from tests.assistant.dialogue.routing import ON, by_rules, plan
from tools import run_tool


@pytest.mark.parametrize(
    ("turns", "slot", "value"),
    [
        (("Welke overeenkomst heb ik nodig?", "16"), "hours_real", 16),
        (("Welke overeenkomst heb ik nodig?", "zestien uur"), "hours_real", 16),
        (("tot wanneer mag ik zoeken naar een werkplek", "sinds 1 september"),
         "first_attended_on", "2026-09-01"),
        (("Hoeveel verdien ik?", "ja"), "third_degree_first_year_completed", True),
        (("Combien je gagne ?", "oui"), "third_degree_first_year_completed", True),
        (("How much will I earn?", "no", "2 years or more"), "alternating_years_completed", 2),
        (("Hoeveel verdien ik?", "nee", "geen enkel jaar", "ja"), "second_degree_completed", True),
        (("16 uur werkplek, welke overeenkomst?", "nee, 24 uur"), "hours_real", 24),
        (("Leerling startte op 1 september 2026. Tot wanneer mag hij zoeken?",
          "het was eigenlijk 3 september"), "first_attended_on", "2026-09-03"),
        (("Hoeveel krijgt mijn zoon? Hij heeft een OAO en slaagde in het 5e jaar",
          "sorry, ik bedoel SAO"), "overeenkomst", "SAO"),
        (("20 uur werkplek, welke overeenkomst?", "maar 6 uur daarvan is gesimuleerd"),
         "hours_real", 14),
        (("First class 14 September 2026, last day to find a workplace?",
          "and if he is ill for 3 days?"), "justified_absence_days", 3),
        (("begon 21 september 2026, tot wanneer zoeken?", "en met 2 dagen ziekte?",
          "oei nee, het waren er 4"), "justified_absence_days", 4),
        (("Tot wanneer mag ik een werkplek zoeken?", "wat is een opleidingsdag?",
          "ik begon op 8 september 2026"), "first_attended_on", "2026-09-08"),
    ],
)  # fmt: skip
def test_outcome_follows_when_a_turn_replies_or_corrects(
    turns: tuple[str, ...], slot: str, value: object
) -> None:
    found = plan(*turns)
    assert (found.intent, found.ask) == (Intent.CALCULATION, None)
    assert found.arguments[slot] == value
    assert run_tool(str(found.tool), found.arguments, on=ON).value


@pytest.mark.parametrize(
    ("turns", "kept"),
    [
        (("Moeten leerlingen levensbeschouwing volgen?", "en in een CDO?"), "levensbeschouwing"),
        (("Kan de zoekperiode verlengd worden?", "en wie beslist dat dan?"), "zoekperiode"),
        (("Kan een leerling vrijgesteld worden?", "wie beslist daarover?"), "vrijgesteld"),
        (("Mag de leerling in het weekend werken?", "waarom niet?"), "weekend"),
        (("Wat als er geen werkplek is?", "waar staat dat?"), "werkplek"),
        (("Qui fait partie du conseil de classe ?", "et pour OV3 ?"), "conseil de classe"),
        (("Which credit is paid between a school and a Syntra?",
          "and between a CDO and a Syntra?"), "credit"),
        (("Can a pupil be exempted?", "who decides that?"), "exempted"),
    ],
)  # fmt: skip
def test_search_holds_the_earlier_subject_when_a_turn_leans_on_it(
    turns: tuple[str, ...], kept: str
) -> None:
    found = plan(*turns)
    assert found.follow_up
    assert kept in found.search


@pytest.mark.parametrize(
    ("turns", "search"),
    [
        (("Hoeveel verdien ik?", "laat maar. is een GIP verplicht?"), "is een GIP verplicht?"),
        (("Tot wanneer mag ik zoeken?", "hoe bereik ik Tracé Brussel?"),
         "hoe bereik ik Tracé Brussel?"),
        (("Combien je gagne ?", "Autre question : qui préside le ROF ?"), "qui préside le ROF ?"),
        (("What is the aanloopfase?", "How are absences registered in dual learning?"),
         "How are absences registered in dual learning?"),
    ],
)  # fmt: skip
def test_search_is_the_turn_alone_when_the_subject_changes(
    turns: tuple[str, ...], search: str
) -> None:
    found = plan(*turns)
    assert (found.intent, found.follow_up, found.search) == (Intent.TEXT, False, search)


def test_calculation_stands_when_why_is_asked() -> None:
    found = plan("18 uur per week op de werkplek, welke overeenkomst?", "waarom?")
    assert found.arguments == {"hours_real": 18}
    assert found.also_text


def test_type_goes_along_when_pay_is_asked_after_the_hours() -> None:
    turns = ("16 uur op de werkplek, welke overeenkomst?", "en hoeveel krijgt hij dan?")
    assert plan(*turns).arguments["overeenkomst"] == "SAO"


@pytest.mark.parametrize(
    ("turns", "argument"),
    [
        (
            (
                "Eerste les op 8 september 2026 – pardon, de 9e. "
                "Laatste dag om een bedrijf te vinden voor onze leerling?",
            ),
            ("first_attended_on", "2026-09-09"),
        ),
        (
            (
                "Ma fille est née le 31 décembre 2007, non, 2008. "
                "Dès quand la dispense des cours généraux ?",
            ),
            ("born_on", "2008-12-31"),
        ),
        (
            (
                "Hoeveel krijgt mijn zoon met zijn OAO? "
                "Hij haalde geen eerste jaar van de derde graad.",
                "de derde optie, 2 jaar of meer",
            ),
            ("alternating_years_completed", 2),
        ),
        (
            (
                "Leerling, 12 uur per week op de werkplek. Welke overeenkomst?",
                "12 reëel en 5 gesimuleerd",
            ),
            ("hours_simulated", 5),
        ),
        (
            (
                "Ik heb het vijfde jaar gehaald, hoeveel krijg ik per maand?",
                "en als ik dat niet gehaald had maar wel 1 jaar duaal?",
            ),
            ("third_degree_first_year_completed", False),
        ),
    ],
)
def test_part_replaces_what_it_corrects_when_told_in_few_words(
    turns: tuple[str, ...], argument: tuple[str, object]
) -> None:
    slot, value = argument
    assert by_rules(*turns).arguments[slot] == value


@pytest.mark.parametrize(
    "told",
    [
        ("Leerling OV3, gestart op 7 september 2026.", "De begeleider gaf hem een verlenging."),
        ("De begeleider gaf onze leerling in OV3 een verlenging.", "Gestart op 7 september 2026."),
    ],
)
def test_case_told_in_messages_is_computed_when_the_question_comes_last(
    told: tuple[str, ...],
) -> None:
    found = plan(*told, "Wat is de laatste dag?")
    assert found.tool == "deadline"
    assert found.arguments["first_attended_on"] == "2026-09-07"
    assert found.arguments["extension_granted"] is True


def test_told_case_is_left_when_another_question_is_announced() -> None:
    found = plan("Wij zijn een rusthuis.", "Andere vraag: wie ondertekent de overeenkomst?")
    assert found.intent is Intent.TEXT
    assert "rusthuis" not in found.search


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("Ik kijk net na: het was eigenlijk de 9e", "2026-09-09"),
        ("ah non, c'était seulement le 9", "2026-09-09"),
        ("he only started on the 9th", "2026-09-09"),
        ("en als het 9 september 2026 was geweest?", "2026-09-09"),
        ("stel dat het 9 september 2026 was", "2026-09-09"),
        ("wacht, hij zit in OV4", "2026-09-07"),
        ("en met 2 dagen gewettigd afwezig?", "2026-09-07"),
    ],
)
def test_day_is_replaced_when_a_short_turn_names_another(said: str, day: str) -> None:
    found = plan("Mijn zoon startte op 7 september 2026. Tot wanneer mag hij zoeken?", said)
    assert found.arguments["first_attended_on"] == day


@pytest.mark.parametrize(
    "told",
    ["en buso heeft hij nooit gevolgd", "No, he was never in BuSO.", "Il n'a jamais fait ça."],
)
def test_outcome_stands_when_a_turn_tells_what_changes_nothing(told: str) -> None:
    turns = "Mijn zoon haalde de tweede graad, geen derde graad. Hoeveel krijgt hij?", "nul jaar"
    before, after = plan(*turns), plan(*turns, told)
    assert (after.tool, after.arguments) == ("allowance", before.arguments)


@pytest.mark.parametrize(
    ("turns", "slot"),
    [
        (
            (
                "hoeveel dagen heb ik om een werkplek te vinden?",
                "en welke datum is dat dan voor mij precies?",
            ),
            "first_attended_on",
        ),
        (
            (
                "Can older pupils be relieved of general education?",
                "From what date could that be for my son?",
            ),
            "born_on",
        ),
    ],
)
def test_own_case_is_asked_about_when_a_general_question_becomes_somebodys(
    turns: tuple[str, ...], slot: str
) -> None:
    asked = plan(*turns).ask
    assert asked is not None
    assert asked.slot == slot


def test_text_answers_when_a_noun_phrase_follows_a_calculation() -> None:
    found = plan(
        "Ingeschreven in de aanloop op 21 september 2026, tegen wanneer screening?",
        "kwalificatieproef OV3 duaal",
    )
    assert found.intent is Intent.TEXT
