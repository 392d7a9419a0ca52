from __future__ import annotations

import pytest

from assistant.answer import Citation, Statement
from assistant.grounding import grounded, numbers_in, verbatim

TEXT = "Een leerling heeft 20 opleidingsdagen. De leervergoeding is 34,5 % of € 661,30."
TEXTS = {"omzendbrief": TEXT}


def citation(start: int = 0, end: int = 38, quote: str | None = None) -> Citation:
    return Citation("omzendbrief", "7.1", "Kop", quote or TEXT[start:end], start, end)


def test_quote_passes_when_the_source_holds_it_there() -> None:
    assert verbatim(citation(), TEXTS)


@pytest.mark.parametrize(
    "wrong",
    [
        citation(quote="Een leerling heeft 30 opleidingsdagen."),
        citation(1, 39, TEXT[0:38]),
        Citation("rof", "B3", "Kop", TEXT[0:38], 0, 38),
        Citation("omzendbrief", "7.1", "Kop", "", 5, 5),
        citation(0, 38, TEXT[0:38].upper()),
    ],
    ids=["word altered", "offsets moved", "other source", "empty", "case changed"],
)
def test_quote_fails_when_anything_is_off(wrong: Citation) -> None:
    assert not verbatim(wrong, TEXTS)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("Je hebt 20 opleidingsdagen.", True),
        ("Je hebt 21 opleidingsdagen.", False),
        ("Je hebt enkele dagen.", True),
        ("", False),
    ],
)
def test_statement_stands_only_when_its_numbers_are_quoted(statement: str, expected: bool) -> None:
    assert grounded(Statement(statement, (0,)), [citation()], TEXTS) is expected


def test_statement_falls_when_it_cites_nothing() -> None:
    assert not grounded(Statement("Dat mag.", ()), [citation()], TEXTS)


def test_statement_falls_when_its_citation_does_not_exist() -> None:
    assert not grounded(Statement("Dat mag.", (3,)), [citation()], TEXTS)


def test_statement_stands_when_a_calculation_bears_it_out() -> None:
    assert grounded(Statement("Tot 28 september 2026.", ()), [], TEXTS, also=["28 september 2026"])
    assert not grounded(Statement("Tot 29 september 2026.", ()), [], TEXTS, also=["28 sept 2026"])


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("34,5 %", {"34.5"}),
        ("34.50", {"34.5"}),
        ("€ 1.250,00", {"1250"}),
        ("20 en 30", {"20", "30"}),
        ("07", {"7"}),
        ("geen", set()),
    ],
)
def test_notations_of_a_number_are_one_when_compared(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) == numbers
