"""Days in words and figures."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.dialogue.dates import mentions
from assistant.dialogue.lexicon import plain
from assistant.dialogue.reading import read

SUNDAY = date(2026, 11, 22)


def days(text: str, on: date = SUNDAY) -> list[str]:
    return [m.day.isoformat() for m in mentions(plain(text), on) if m.day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 september 2026", "2026-09-01"),
        ("1 september", "2026-09-01"),
        ("1er octobre 2026", "2026-10-01"),
        ("le 12 février 2010", "2010-02-12"),
        ("September 1, 2026", "2026-09-01"),
        ("the 5th of October 2026", "2026-10-05"),
        ("1/9/2026", "2026-09-01"),
        ("01-09-2026", "2026-09-01"),
        ("1.9.26", "2026-09-01"),
        ("2026-09-01", "2026-09-01"),
        ("7/9", "2026-09-07"),
        ("eerste september", "2026-09-01"),
        ("gisteren", "2026-11-21"),
        ("avant-hier", "2026-11-20"),
        ("the day before yesterday", "2026-11-20"),
        ("3 dagen geleden", "2026-11-19"),
        ("il y a 3 jours", "2026-11-19"),
        ("vorige maandag", "2026-11-16"),
        ("lundi dernier", "2026-11-16"),
        ("vorige week dinsdag", "2026-11-10"),
        ("last Friday", "2026-11-20"),
        ("1 maart", "2027-03-01"),
    ],
)
def test_day_is_read_when_named(text: str, day: str) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize(
    "text", ["begin september", "ergens in oktober", "début octobre", "in September", "31 juni"]
)
def test_no_day_is_read_when_only_a_month_is_named(text: str) -> None:
    assert days(text) == []


@pytest.mark.parametrize("text", ["may she look", "Jan werkt 16 uur", "13/14", "tel. 02/512.34"])
def test_no_month_is_read_when_a_word_or_figure_means_another_thing(text: str) -> None:
    assert all(m.day is None for m in mentions(plain(text), SUNDAY))


def test_each_day_is_read_when_a_list_shares_one_month() -> None:
    assert days("8, 9 en 10 september 2026") == ["2026-09-08", "2026-09-09", "2026-09-10"]


def test_year_is_shown_as_assumed_when_it_was_not_said() -> None:
    assert [m.assumed for m in mentions("1 september en 2 oktober 2026", SUNDAY)] == [True, False]


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2027, 5, 3), "2026-09-01"),
        (date(2026, 9, 10), "2026-09-01"),
        (date(2026, 8, 20), "2026-09-01"),
    ],
)
def test_reading_lies_in_the_school_year_when_the_year_was_not_said(on: date, day: str) -> None:
    assert days("1 september", on) == [day]


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("eerste les 1 september 2026", "first_attended_on", "2026-09-01"),
        ("L'élève est entré le 18 janvier 2027", "first_attended_on", "2027-01-18"),
        ("He started on 5 October 2026", "first_attended_on", "2026-10-05"),
        ("ingeschreven op 1 februari 2027", "enrolled_on", "2027-02-01"),
        ("geboren op 3 mei 2011", "born_on", "2011-05-03"),
        ("née le 20 avril 2011", "born_on", "2011-04-20"),
        ("born on July 9, 2010", "born_on", "2010-07-09"),
        ("ziek op 8, 9 en 10 september 2026", "justified_absence_days",
         ["2026-09-08", "2026-09-09", "2026-09-10"]),
        ("ziek van 13 tot 15 januari 2027", "justified_absence_days",
         ["2027-01-13", "2027-01-14", "2027-01-15"]),
        ("lokale verlofdag op 9 oktober 2026", "local_days_off", ["2026-10-09"]),
        ("erkenning aangevraagd op 14 september 2026", "recognition_from", "2026-09-14"),
        ("our recognition came through on 16 October 2026", "recognition_until", "2026-10-16"),
        ("3 september 2026 was mijn eerste les, op 1 september was ik er nog niet",
         "first_attended_on", "2026-09-03"),
        ("word op 12 december 2027 18", "born_on", "2009-12-12"),
    ],
)  # fmt: skip
def test_day_gets_its_role_when_a_word_near_it_says_so(text: str, slot: str, value: object) -> None:
    assert read(text, SUNDAY).findings[slot].value == value


def test_day_is_no_first_lesson_when_it_is_what_the_user_claims_as_the_last() -> None:
    text = "Leerling startte op 1 september 2026 dus zijn laatste zoekdag is 30 september, juist?"
    assert read(text, SUNDAY).findings["first_attended_on"].value == "2026-09-01"


def test_day_asked_on_is_read_when_an_amount_of_then_is_asked() -> None:
    found = read("Hoeveel was de leervergoeding in juni 2024?", SUNDAY).findings
    assert found["on"].value == "2024-06-01"
