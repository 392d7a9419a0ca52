"""What the router hears beside the rules, and what is left over of a turn."""

from __future__ import annotations

import pytest

from assistant.dialogue import Intent
from assistant.dialogue.reading import read
from assistant.dialogue.router import asking_part
from tests.assistant.dialogue.routing import ON, plan, router


@pytest.mark.parametrize(
    ("turn", "topic"),
    [
        ("Wat moeten wij onze leerjongen elke maand storten?", "allowance"),
        ("Quelle paie pour notre apprenti qui a fini la cinquième ?", "allowance"),
        ("Three days of eight hours at the bakery, what do we sign?", "agreement"),
        ("mn zoon vindt geen bedrijf, hoelang heeft hij nog", "workplace_search"),
        ("Kan ze op 12 november nog zonder klassenraad overstappen?", "entry_by_right"),
        ("Elle aura 18 ans en mai, dès quand sans cours généraux ?", "general_education_relief"),
    ],
)
def test_calculation_is_heard_when_the_words_are_everyday(turn: str, topic: str) -> None:
    heard = router().hear(read(turn, ON))
    assert heard.topic == topic
    assert heard.calculation > 0.35


@pytest.mark.parametrize(
    "turn",
    [
        "Wie tekent de overeenkomst?",
        "Hoeveel mentoren heeft een bedrijf nodig?",
        "Qui fait le screening ?",
        "What happens after the 20 days?",
        "Sami heeft een SAO van 16 uur, start 1 oktober. Bouwt hij daar vakantiedagen mee op?",
        "Elle a eu 18 ans en mars. Qui peut la dispenser d'une partie des cours généraux ?",
    ],
)
def test_no_calculation_is_heard_when_the_text_answers(turn: str) -> None:
    assert router().hear(read(turn, ON)).calculation < 0.3


@pytest.mark.parametrize(
    "turn",
    [
        "Aanloopfase begonnen op 12 oktober 2026. Screening tegen wanneer?",
        "A boy joined our aanloopfase on 12 October 2026. By which day must he be screened?",
    ],
)
def test_start_of_an_aanloop_counts_for_its_screening(turn: str) -> None:
    found = plan(turn).arguments
    assert (found["kind"], found["enrolled_on"]) == ("aanloop_screening", "2026-10-12")


def test_chances_and_text_add_up_to_one_when_a_turn_is_heard() -> None:
    chances = router().hear(read("hoeveel verdien ik", ON)).chances
    assert 0.0 < sum(chances.values()) <= 1.0
    assert "text" not in chances


@pytest.mark.parametrize(
    ("turn", "about"),
    [
        (
            "Hij begon op 7 september 2026. Rond 25 september 2026 was er iets. Laatste zoekdag?",
            "25 september",
        ),
        ("Ze startte op 7 september 2026, nog 3 dagen bij. Tot wanneer zoeken?", "3 dagen"),
    ],
)
def test_it_is_asked_about_when_no_input_took_it_up(turn: str, about: str) -> None:
    asked = plan(turn).ask
    assert asked is not None
    assert about in asked.about


def test_left_over_day_counts_when_the_reply_says_what_it_was() -> None:
    turn = "Hij begon op 7 september 2026. Rond 25 september 2026 was er iets. Laatste zoekdag?"
    found = plan(turn, "dan was de school gesloten")
    assert found.intent is Intent.CALCULATION
    assert found.ask is None
    assert found.arguments["local_days_off"] == ["2026-09-25"]


@pytest.mark.parametrize(
    ("turns", "argument"),
    [
        (
            ("Premier cours le 21 septembre. Dernier jour pour chercher ?", "non, le 28"),
            ("first_attended_on", "2026-09-28"),
        ),
        (
            ("Ze is geboren op 8 januari 2009, wanneer vrijstelling avo?", "typfout: 2008"),
            ("born_on", "2008-01-08"),
        ),
        (
            ("A pupil does 13 hours a week with us. Which agreement?", "sorry, not 13, 16"),
            ("hours_real", 16),
        ),
    ],
)
def test_part_is_replaced_when_a_turn_corrects_it(
    turns: tuple[str, ...], argument: tuple[str, object]
) -> None:
    slot, value = argument
    assert plan(*turns).arguments[slot] == value


@pytest.mark.parametrize(
    ("turn", "part"),
    [
        ("Hij startte op 3 september. Wie helpt hem zoeken?", "Wie helpt hem zoeken?"),
        ("Wie helpt hem zoeken? Hij startte op 3 september.", "Wie helpt hem zoeken?"),
        ("hij startte op 3 september, wie helpt hem", "hij startte op 3 september, wie helpt hem"),
        ("Hij startte op 3 september. Hij is 16.", "Hij startte op 3 september. Hij is 16."),
    ],
)
def test_asking_part_is_the_sentence_that_asks_when_another_tells(turn: str, part: str) -> None:
    assert asking_part(read(turn, ON)) == part
