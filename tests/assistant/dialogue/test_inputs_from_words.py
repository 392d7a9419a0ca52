"""Phrase → inputs, in three languages, both sides of each negation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.dialogue.reading import read

ON = date(2026, 11, 22)


def values(text: str, on: date = ON) -> dict[str, Any]:
    return {slot: finding.value for slot, finding in read(text, on).findings.items()}


@pytest.mark.parametrize(
    ("text", "real", "simulated"),
    [
        ("16u per week", 16, None),
        ("16 uur op de werkplek", 16, None),
        ("zestien uur", 16, None),
        ("16u30 per week", 16.5, None),
        ("13,5 uur", 13.5, None),
        ("zestien en een half uur", 16.5, None),
        ("3 dagen van 8 uur, dus 24 uur per week", 24, None),
        ("18 uur werkplekcomponent waarvan 6 uur gesimuleerd", 12, 6),
        ("12 uur op de werkplek en 6 uur gesimuleerd", 12, 6),
        ("in totaal 20 uur: 14 uur bij de bakker en 6 uur simulatie", 14, 6),
        ("12 uur les op school en 18 uur in het bedrijf", 18, None),
        ("16h par semaine", 16, None),
        ("dix-huit heures", 18, None),
        ("seize heures et demie par semaine", 16.5, None),
        ("18 heures dont 4 heures simulées", 14, 4),
        ("sixteen hours a week", 16, None),
        ("19.5 hours on the real workplace", 19.5, None),
        ("20 hours, of which 4 hours simulated", 16, 4),
        ("samen 16 uur, en op school doen we geen simulatie", 16, None),
        ("14 uur werkplek: 8 in een bedrijf en 6 in een gesimuleerde omgeving", 8, 6),
        ("32 in totaal, waarvan 10 u in het schoolatelier, 12 u bij de firma, 10 u vakken", 12, 10),
        ("Il y a 18 heures par semaine chez nous", 18, None),
        ("elke week di en do telkens 8 uur en de andere dagen school", 16, None),
    ],
)
def test_hours_are_read_when_named(text: str, real: float, simulated: float | None) -> None:
    found = values(text)
    assert found["hours_real"] == real
    assert found.get("hours_simulated") == simulated


@pytest.mark.parametrize(
    "text",
    [
        "halftijds",
        "3 dagen per week",
        "minder dan 20 uur",
        "vanaf 20 uur",
        "up to 19 hours",
        "moins de 20 heures",
        "telkens 8 uur per dag",
        "tussen 16 en 20 uur",
        "16-18 uur per week",
        "18 of 20 uur",
        "18 à 20 heures",
        "van 9 tot 17 uur",
        "twee jaar duaal, waarvan één geslaagd",
        "onze leerling",
        "240 uur op jaarbasis minstens",
        "mercredi et jeudi de 8h30 à 16h30 au garage",
        "Five afternoons at the warehouse. Lessons take up 18 hours.",
        "about 22 hours a week, part of it simulated in our own workshop",
    ],
)
def test_no_hours_are_read_when_none_is_somebodys_own(text: str) -> None:
    assert values(text).get("hours_real") in {None, 240}


SCHOOLING = [
    ("tweede graad niet gehaald", "second_degree_completed", False),
    ("niet geslaagd in het 5de jaar maar wel in het 4de", "second_degree_completed", True),
    (
        "niet geslaagd in het 5de jaar maar wel in het 4de",
        "third_degree_first_year_completed",
        False,
    ),
    ("twee jaar duaal gedaan, waarvan één geslaagd", "alternating_years_completed", 1),
    ("tweede graad behaald, geen alternerend jaar", "alternating_years_completed", 0),
    ("il redouble sa quatrième année", "second_degree_completed", False),
    ("2e graad geslaagd", "second_degree_completed", True),
    ("zonder tweede graad", "second_degree_completed", False),
    ("geslaagd in het vierde middelbaar", "second_degree_completed", True),
    ("gebuisd in het 4e jaar", "second_degree_completed", False),
    ("ik heb mijn 2de graad nog niet af", "second_degree_completed", False),
    ("de tweede graad heb ik", "second_degree_completed", True),
    ("je n'ai pas réussi le deuxième degré", "second_degree_completed", False),
    ("j'ai réussi le deuxième degré", "second_degree_completed", True),
    ("I haven't finished the second degree", "second_degree_completed", False),
    ("she passed the second degree", "second_degree_completed", True),
    ("eerste jaar derde graad geslaagd", "third_degree_first_year_completed", True),
    ("5e jaar geslaagd", "third_degree_first_year_completed", True),
    ("5e jaar niet geslaagd", "third_degree_first_year_completed", False),
    ("ze zit nu in het vijfde jaar", "third_degree_first_year_completed", False),
    ("hij zit in het zesde jaar", "third_degree_first_year_completed", True),
    ("première année du troisième degré réussie", "third_degree_first_year_completed", True),
    ("il a raté la cinquième année", "third_degree_first_year_completed", False),
    ("she passed the first year of the third degree", "third_degree_first_year_completed", True),
    ("I failed the fifth year", "third_degree_first_year_completed", False),
    ("twee jaar alternerend met succes", "alternating_years_completed", 2),
    ("deux ans réussis en alternance", "alternating_years_completed", 2),
    ("two successful alternating years", "alternating_years_completed", 2),
    ("één alternerend jaar geslaagd", "alternating_years_completed", 1),
    ("een jaar duaal gedaan, niet geslaagd", "alternating_years_completed", 0),
    ("nog maar net begonnen", "alternating_years_completed", 0),
    ("eerste jaar duaal", "alternating_years_completed", 0),
    ("eerste jaar duaal geslaagd", "alternating_years_completed", 1),
    ("première année en alternance", "alternating_years_completed", 0),
    ("nooit alternerend gedaan", "alternating_years_completed", 0),
    ("zit in het derde jaar duaal, de vorige twee zijn gelukt", "alternating_years_completed", 2),
    ("never been in work-based learning before", "alternating_years_completed", 0),
    ("in juni geslaagd in 4 bso hout", "third_degree_first_year_completed", False),
    ("kreeg in het derde jaar een C-attest", "second_degree_completed", False),
    ("drie jaar deeltijds gedaan, waarvan een mislukt", "alternating_years_completed", 2),
    ("he only passed one of those two alternating years", "alternating_years_completed", 1),
    ("heb 3 en 4 duaal gedaan, alletwee geslaagd", "alternating_years_completed", 2),
    ("derde jaar gewoon secundair niet geslaagd", "second_degree_completed", False),
    ("first alternating year", "alternating_years_completed", 0),
    ("kwalificatiefase BuSO met succes", "buso_qualification_phase_completed", True),
    ("de kwalificatiefase nog niet afgewerkt", "buso_qualification_phase_completed", False),
    ("a terminé la phase de qualification", "buso_qualification_phase_completed", True),
    ("completed the qualification phase", "buso_qualification_phase_completed", True),
]


@pytest.mark.parametrize(("text", "slot", "value"), SCHOOLING)
def test_schooling_is_read_when_told(text: str, slot: str, value: object) -> None:
    assert values(text).get(slot) == value


@pytest.mark.parametrize(
    "text",
    [
        "we weten niet of hij de tweede graad heeft",
        "ik weet niet meer of ik mijn 2de graad heb",
        "je ne sais pas si j'ai le deuxième degré",
        "I don't know if I have the second degree",
    ],
)
def test_schooling_stays_open_when_the_user_doubts(text: str) -> None:
    assert "second_degree_completed" not in values(text)


@pytest.mark.parametrize(
    "text",
    [
        "ze zat vorig schooljaar in het vijfde jaar en is nu overgestapt naar duaal",
        "vorig jaar in 5 mechanica gezeten en nu begonnen in het eerste jaar duaal",
    ],
)
def test_year_stays_open_when_only_told_that_somebody_was_in_it(text: str) -> None:
    assert "third_degree_first_year_completed" not in values(text)


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("in een woonzorgcentrum", "sector", "social_profit"),
        ("dans une crèche", "sector", "social_profit"),
        ("our hospital", "sector", "social_profit"),
        ("op een vissersboot", "sector", "zeevisserij"),
        ("een DBSO-leerling", "system", "dbso"),
        ("dans une commune bruxelloise", "employer", "gemeente_brussel"),
        ("bij de gemeente Schaarbeek", "employer", "gemeente_brussel"),
        ("een vzw met sociale maribel", "employer", "non_profit_sociale_maribel"),
        ("het standaardtraject noemt een OAO", "standaardtraject", "OAO"),
        ("GGMMI 2111,89", "ggmmi", "2111.89"),
        ("a GGMMI of EUR 2,000.00", "ggmmi", "2000.00"),
        ("GGMMI van € 2.150", "ggmmi", "2150.00"),
        ("BuSO OV3", "provider", "buso_ov3"),
        ("en BuSO OV 4", "provider", "buso_ov4"),
        ("3 dagen gewettigd afwezig", "justified_absence_days", 3),
        ("malade 3 jours", "justified_absence_days", 3),
        ("ill for 3 days", "justified_absence_days", 3),
        ("de trajectbegeleider gaf een verlenging", "extension_granted", True),
        ("geen verlenging gekregen", "extension_granted", False),
        ("n'a pas reçu de nouvelle période", "extension_granted", False),
        ("was granted a new period", "extension_granted", True),
        ("hij had al 12 van zijn 20 dagen gebruikt", "days_used", 12),
        ("alle 20 opleidingsdagen al opgebruikt", "days_used", 20),
        ("9 jours utilisés", "days_used", 9),
        ("used 14 of the 20 days", "days_used", 14),
        ("de eerste twee jaren gevolgd", "first_two_years_attended", True),
        ("n'a pas suivi les deux premières années", "first_two_years_attended", False),
        ("attended the first two years but did not pass", "first_two_years_attended", True),
        ("in de aanloop zat wel 1 leerling", "aanloop_pupil_enrolled", True),
        ("ook niet in de aanloop", "aanloop_pupil_enrolled", False),
        ("vorig schooljaar liep de richting wel", "ran_last_year", True),
        ("vorig jaar werd ze niet ingericht", "ran_last_year", False),
        ("schooljaar 2026-2027", "school_year", "2026-2027"),
        ("volgend schooljaar", "school_year", "2027-2028"),
        ("starten in september 2028", "start_school_year", "2028-2029"),
        ("herfstvakantie 2027", "holiday_school_year", "2027-2028"),
        ("paasvakantie 2027", "holiday_school_year", "2026-2027"),
    ],
)
def test_input_is_read_when_named(text: str, slot: str, value: object) -> None:
    assert values(text).get(slot) == value


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("3 dagen ongewettigd afwezig", "justified_absence_days"),
        ("3 jours d'absence injustifiée", "justified_absence_days"),
        ("vorig schooljaar gebruikte hij 15 zoekdagen", "days_used"),
        ("kan hij een verlenging krijgen", "extension_granted"),
        ("onze erkenning is nog niet aangevraagd", "recognition_from"),
        ("hoeveel da schuift", "overeenkomst"),
        ("SAO of OAO", "overeenkomst"),
    ],
)
def test_input_stays_open_when_it_does_not_count(text: str, slot: str) -> None:
    assert slot not in values(text)


def test_evidence_is_the_users_own_words_when_an_input_is_read() -> None:
    reading = read("Leerling doet Zestien uur per week.", ON)
    assert reading.evidence(reading.findings["hours_real"]).startswith("Zestien uur")


@pytest.mark.parametrize(
    ("text", "last_year", "year_before"),
    [
        ("vorig jaar nul, het jaar daarvoor nul, nu weer nul op 1 oktober", False, False),
        ("last year it stood empty, the year before that it ran with four pupils", False, True),
        ("nor the year before that", None, False),
        ("la classe était vide au 1er octobre, elle tournait sans interruption", True, True),
        ("nobody on 1 October, and it has not had a pupil for the past three years", False, False),
        ("l'année d'avant la formation n'a pas tourné, personne au 1er octobre", False, None),
        ("la formation n'avait jamais été organisée les deux années d'avant", False, False),
        ("ze werd nooit eerder ingericht", False, False),
        ("op 1 oktober 2026 niemand; in 2025-2026 liep ze wel", True, None),
        ("aucun élève au 1er octobre, faut-il que ça ait tourné l'année dernière ?", None, None),
    ],
)
def test_years_are_told_apart_when_one_is_the_year_before_another(
    text: str, last_year: bool | None, year_before: bool | None
) -> None:
    found = values(text)
    assert found.get("ran_last_year") is last_year
    assert found.get("ran_year_before") is year_before


@pytest.mark.parametrize(
    ("text", "granted"),
    [
        ("I've already granted him the new period", True),
        ("j'ai déjà accordé la nouvelle période", True),
        ("ik gaf hem (gewoon so) ook nog de nieuwe periode", True),
        ("the extra period was turned down", False),
        ("verlenging aangevraagd", False),
        ("et si on lui accorde une nouvelle période ?", True),
        ("qui peut accorder une nouvelle période ?", None),
        ("are the days extended, and what is the last day?", None),
    ],
)
def test_extension_is_heard_when_granted_refused_or_only_asked(
    text: str, granted: bool | None
) -> None:
    assert values(text).get("extension_granted") is granted


@pytest.mark.parametrize(
    ("text", "absent", "used"),
    [
        ("hij was 3 dagen ziek met attest en 2 dagen zonder reden weg", 3, None),
        ("2 days of truancy and 3 days ill with a note", 3, None),
        ("il a cherché 12 jours et a été malade 2 jours avec certificat", 2, 12),
        ("vond zijn plek na 9 dagen", None, 9),
        ("wanneer zijn de 20 dagen om?", None, None),
        ("krijgt hij opnieuw 20 dagen?", None, None),
        ("hij werkt 3 dagen per week", None, None),
    ],
)
def test_days_are_counted_by_what_they_are_when_several_may_be(
    text: str, absent: int | None, used: int | None
) -> None:
    found = values(text)
    assert found.get("justified_absence_days") == absent
    assert found.get("days_used") == used


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("zijn baas heeft hem ontslagen", True),
        ("he still has no workplace since the first day", None),
        ("que se passe-t-il si l'élève perd sa place ?", None),
    ],
)
def test_workplace_is_lost_when_it_was_and_not_when_it_might_be(
    text: str, lost: bool | None
) -> None:
    assert values(text).get("workplace_lost") is lost
