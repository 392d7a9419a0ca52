"""Days that words place by the school's calendar, by another day, or by an age."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dialogue.lexicon import plain
from assistant.dialogue.reading import read
from tests.assistant.dialogue.routing import ON


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ingeschreven op de eerste schooldag na de herfstvakantie", "2026-11-09"),
        ("enrolled on the first school day after this year's autumn break", "2026-11-09"),
        ("elle a commencé le lundi après les vacances de Noël", "2027-01-04"),
        ("de laatste schooldag voor de kerstvakantie", "2026-12-18"),
        ("de vrijdag voor de krokusvakantie", "2027-02-05"),
        ("de tweede lesdag na de paasvakantie", "2027-04-13"),
        ("hij startte de derde schooldag van september", "2026-09-03"),
        ("first school day of October 2025", "2025-10-01"),
        ("de eerste schooldag van dit schooljaar", "2026-09-01"),
        ("le lendemain du 11 novembre", "2026-11-12"),
        ("the Monday after 14 September 2026", "2026-09-21"),
        ("de dag na 30 september 2026", "2026-10-01"),
        ("ingeschreven op de twaalfde van vorige maand", "2026-10-12"),
        ("inscrite le 12 de ce mois", "2026-11-12"),
        ("demain", "2026-11-23"),
    ],
)
def test_day_is_found_when_the_calendar_places_it(text: str, day: str) -> None:
    assert [d.mention.day for d in read(text, ON).days] == [date.fromisoformat(day)]


@pytest.mark.parametrize(
    "text", ["goede morgen", "na de kerstvakantie", "deze morgen was hij ziek"]
)
def test_no_day_is_found_when_the_words_place_none(text: str) -> None:
    assert read(text, ON).days == ()


def test_holiday_is_of_the_year_that_is_said() -> None:
    reading = read("de eerste schooldag na de herfstvakantie van vorig jaar", ON)
    assert [d.mention.day for d in reading.days] == [date(2025, 11, 3)]


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("Volgend jaar op 14 maart wordt hij 18.", "2009-03-14"),
        ("op 3 februari 2027 word ik 18", "2009-02-03"),
        ("She'll be 19 on 6 May 2027", "2008-05-06"),
        ("elle aura 18 ans le 3 mai", "2009-05-03"),
        ("haar achttiende verjaardag is op 3 mei 2027", "2009-05-03"),
        ("ik werd 15 op 4 november", "2011-11-04"),
        ("mijn zoon is 17 geworden op 8 juni", "2009-06-08"),
        ("he is 17, born 3 May 2009 and turns 18 next year", "2009-05-03"),
        ("hij is van 2009 en verjaart 14 maart", "2009-03-14"),
        ("16 on 3 March, when can i go to duaal", "2011-03-03"),
        ("is 15 sinds 12 januari 2026", "2011-01-12"),
        ("15 since 10 May, sat through both years", "2011-05-10"),
        ("14 jaar, verjaart op 6 januari", "2012-01-06"),
        ("Fourteen, birthday 15 November", "2012-11-15"),
        ("Ma nièce, 14 ans, anniversaire le 2 octobre", "2012-10-02"),
        ("he's 14, fifteen on 30 December", "2011-12-30"),
        ("hij is 17, zijn verjaardag is op 3 mei 2027", "2009-05-03"),
    ],
)
def test_birth_follows_when_an_age_goes_with_a_birthday(text: str, born: str) -> None:
    assert read(text, ON).findings["born_on"].value == born


@pytest.mark.parametrize("text", ["mijn 18e verjaardag valt op 2 maart", "hij verjaart op 2 maart"])
def test_birth_is_asked_when_no_word_says_the_year(text: str) -> None:
    found = read(text, ON).findings
    assert "born_on" not in found
    assert "vague:born_on" in found


def test_words_keep_their_place_when_a_day_is_moved() -> None:
    text = "Zijn eerste les was de dag na 11 november, zegt hij."
    (day,) = read(text, ON).days
    assert plain(text)[day.mention.start : day.mention.end] == "dag na 11 november"
