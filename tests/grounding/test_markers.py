from __future__ import annotations

import pytest

from assistant.grounding.actors import acting_in
from assistant.grounding.markers import markers_in
from assistant.grounding.names import unknown_names


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("dat is niet mogelijk", "nl", {"negated", "forbidden"}),
        ("dat kan niet", "nl", {"negated", "forbidden"}),
        ("dat is onmogelijk", "nl", {"negated", "forbidden"}),
        ("ce n'est pas possible", "fr", {"negated", "forbidden"}),
        ("pupils must not do so", "en", {"negated", "forbidden"}),
        ("dat mag niet", "nl", {"negated", "forbidden"}),
        ("geslaagd zijn moet niet", "nl", {"negated", "exempt", "must"}),
        ("dat is niet verplicht", "nl", {"negated", "exempt"}),
        ("this is not required", "en", {"negated", "exempt"}),
        ("de school dient dit aan te vragen", "nl", {"must"}),
        ("l'école est tenue de le demander", "fr", {"must"}),
        ("niet alleen de school, maar ook de onderneming", "nl", set()),
        ("dat is niet verboden", "nl", {"may"}),
        ("het kan enkel in het gewoon onderwijs", "nl", {"may", "only"}),
        ("ce n'est possible que dans l'enseignement ordinaire", "fr", {"may", "only"}),
        ("except in BuSO", "en", {"exception"}),
        ("toujours chez l'aanbieder", "fr", {"universal"}),
        ("een leerling zonder werkplek", "nl", {"lacking"}),
        ("de niet-duale opleiding", "nl", set()),
    ],
)
def test_markers_are_read_when_said_in_any_words(
    text: str, language: str, expected: set[str]
) -> None:
    found = markers_in(text, language)
    assert {name for name in found.__slots__ if getattr(found, name)} == expected


@pytest.mark.parametrize(
    ("clause", "language", "expected"),
    [
        ("de school sluit de verzekering af voor de leerling", "nl", {"provider"}),
        ("de verzekering wordt door de onderneming afgesloten", "nl", {"company"}),
        ("l'élève est formé par un mentor", "fr", {"mentor"}),
        ("the pupil and the company agree", "en", {"pupil", "company"}),
        ("bij de school en voor de leerling", "nl", set()),
    ],
)
def test_the_one_who_acts_is_found_when_the_clause_shows_it(
    clause: str, language: str, expected: set[str]
) -> None:
    assert acting_in(clause, language) == expected


@pytest.mark.parametrize(
    ("statement", "ground", "language", "expected"),
    [
        ("À Bruxelles, le VDAB aide.", "VDAB Brussel", "fr", []),
        ("De OAO is bezoldigd.", "Een overeenkomst alternerende opleiding", "nl", []),
        ("De SAO is bezoldigd.", "Een overeenkomst alternerende opleiding", "nl", ["sao"]),
        ("Vraag het aan Actiris.", "Vraag het aan VDAB.", "nl", ["actiris"]),
        ("Vraag het aan Ethias.", "Vraag het aan VDAB.", "nl", ["Ethias"]),
        ("Ethias helpt.", "VDAB helpt.", "nl", ["Ethias"]),
        ("Deze school helpt.", "VDAB helpt.", "nl", []),
    ],
)
def test_names_are_missed_when_no_ground_has_them(
    statement: str, ground: str, language: str, expected: list[str]
) -> None:
    vocabulary = frozenset({"deze", "vraag", "de"})
    assert unknown_names(statement, [ground], language, vocabulary) == expected
