from __future__ import annotations

import pytest

from evals.notation import numbers, same, shows, shows_exactly


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Dat is € 675,90 per maand.", "675.90"),
        ("Dat is € 1.250,00 per maand.", "1250"),
        ("minstens 28\u00a0opleidingsuren\n> per week [1]", "28 opleidingsuren per week"),
        ("**28 September** 2026", "28 september 2026"),
        ("de facultatieve proef", "facultatie"),
        ("OAO20u gemiddeld", "OAO 20u"),
        ("de mentor’s advies", "mentor's advies"),
    ],
)
def test_fact_is_shown_when_only_the_notation_differs(text: str, fact: str) -> None:
    assert shows(text, fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("op 21 mei", "1 mei"),
        ("€ 675,90", "75,90"),
        ("€ 675,95", "675,9"),
        ("na 200 dagen", "20"),
        ("zie 7.1.2", "7.1"),
        ("", "x"),
        ("x", ""),
    ],
)
def test_fact_is_not_shown_when_it_is_part_of_another_number_or_absent(
    text: str, fact: str
) -> None:
    assert not shows(text, fact)


def test_forbidden_words_need_their_white_space_when_looked_up_exactly() -> None:
    assert shows("OAO20u", "OAO 20u")
    assert not shows_exactly("OAO20u", "OAO 20u")


def test_numbers_have_one_notation_when_dates_and_decimals_vary() -> None:
    assert numbers("2026-09-28, € 1.250,50 en 34,50 %") == {"2026", "9", "28", "1250.5", "34.5"}


@pytest.mark.parametrize(
    ("gold", "found", "equal"),
    [
        (24, "24.0", True),
        ("675.90", 675.9, True),
        (None, None, True),
        (None, 0, False),
        (True, 1, False),
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1}, {"b": 1}, False),
        (["2026-09-08", "2026-09-09"], ["2026-09-09", "2026-09-08"], True),
        (["2026-09-08"], [], False),
        ("SAO", "sao", True),
    ],
)
def test_values_are_the_same_when_they_mean_the_same(
    gold: object, found: object, *, equal: bool
) -> None:
    assert same(gold, found) is equal
