from __future__ import annotations

import pytest

from assistant.grounding.clauses import clauses_of, sentences_of


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Wie nog geen werkplek heeft, mag afwezig zijn.", "nl",
         ["Wie nog geen werkplek heeft,", "mag afwezig zijn."]),
        ("Leerlingen uit scholen die niet erkend zijn, kunnen toegelaten worden.", "nl",
         ["Leerlingen uit scholen", "die niet erkend zijn,", "kunnen toegelaten worden."]),
        ("Leerlingen moeten die motivatie hebben.", "nl",
         ["Leerlingen moeten die motivatie hebben."]),
        ("De leerling is 15 jaar en volgt les - geslaagd zijn moet niet - of is 16 jaar.", "nl",
         ["De leerling is 15 jaar en volgt les   of is 16 jaar.", "geslaagd zijn moet niet"]),
        ("As long as it has not started, the pupil is at school.", "en",
         ["As long as it has not started,", "the pupil is at school."]),
        ("Sans motivation pour apprendre, ce n'est pas la voie.", "fr",
         ["Sans motivation pour apprendre,", "ce n'est pas la voie."]),
    ],
)  # fmt: skip
def test_clauses_end_at_relatives_conditions_and_asides(
    text: str, language: str, expected: list[str]
) -> None:
    assert [c.text for c in clauses_of(text, language)] == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Zij-instromers (zie 6.1. Niet-bindend advies) moeten wachten. Daarna niet.", 2),
        ("Er is een uitzondering; zij moeten niet komen.", 1),
        ("De school beslist; de onderneming volgt.", 2),
    ],
)
def test_sentences_go_on_when_a_bracket_or_a_pronoun_ties_them(text: str, number: int) -> None:
    assert len(sentences_of(text)) == number
