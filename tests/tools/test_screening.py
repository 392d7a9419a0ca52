from __future__ import annotations

import pytest

from tests.tools.conftest import deadline
from tools import InvalidInputError


@pytest.mark.parametrize(
    ("enrolled", "first", "last"),
    [
        ("2027-02-01", "2027-02-01", "2027-02-19"),
        ("2026-09-01", "2026-09-01", "2026-09-14"),
        ("2026-08-20", "2026-09-01", "2026-09-14"),
        ("2026-09-05", "2026-09-07", "2026-09-18"),
        ("2026-10-26", "2026-10-26", "2026-11-16"),
    ],
)
def test_screening_is_within_ten_days_when_enrolled(enrolled: str, first: str, last: str) -> None:
    result = deadline("aanloop_screening", enrolled_on=enrolled)
    assert (result.value["first_day"], result.value["date"]) == (first, last)
    assert result.value["days_granted"] == 10
    assert any("Assumed: from enrolment" in text for text in result.assumptions)


@pytest.mark.parametrize(
    ("on", "counted", "passed"),
    [("2027-01-31", 0, False), ("2027-02-10", 5, False), ("2027-02-20", 10, True)],
)
def test_screening_days_are_counted_when_asked_on_a_day(
    on: str, counted: int, passed: bool
) -> None:
    value = deadline("aanloop_screening", on, enrolled_on="2027-02-01").value
    assert (value["days_counted"], value["days_left"]) == (counted, 10 - counted)
    assert value["passed"] is passed


def test_screening_warns_when_it_runs_into_the_next_school_year() -> None:
    result = deadline("aanloop_screening", enrolled_on="2027-06-25")
    assert result.value["date"] == "2027-09-08"
    assert any("summer holiday" in text for text in result.warnings)


def test_screening_moves_when_school_has_days_off() -> None:
    result = deadline("aanloop_screening", enrolled_on="2027-02-01", local_days_off=["2027-02-02"])
    assert result.value["date"] == "2027-02-22"
    assert any("1 given day(s) off" in text for text in result.assumptions)


@pytest.mark.parametrize("enrolled", ["morgen", "2027-02-30", 5, None])
def test_screening_asks_or_refuses_when_the_day_is_wrong(enrolled: object) -> None:
    with pytest.raises(InvalidInputError) as caught:
        deadline("aanloop_screening", enrolled_on=enrolled)
    assert caught.value.field == "enrolled_on"
