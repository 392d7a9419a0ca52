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


@pytest.mark.parametrize(
    ("school_year", "last"),
    [
        ("2026-2027", "2026-11-09"),
        ("2025-2026", "2025-11-03"),
        ("2021-2022", "2021-11-08"),
        ("2020-2021", "2020-11-12"),
        ("2040-2041", "2040-11-05"),
    ],
)
def test_entry_by_right_ends_on_the_first_school_day_when_november_begins(
    school_year: str, last: str
) -> None:
    result = deadline("entry_by_right", school_year=school_year)
    assert result.value["date"] == last
    assert any("pandemic" in text for text in result.warnings) is (school_year == "2020-2021")


@pytest.mark.parametrize(("on", "passed"), [("2026-11-09", False), ("2026-11-10", True)])
def test_entry_needs_the_toelatingsklassenraad_when_the_day_is_past(on: str, passed: bool) -> None:
    value = deadline("entry_by_right", on, school_year="2026-2027").value
    assert value["passed"] is passed
    assert value["after_that"] == "toelatingsklassenraad"


def test_entry_moves_when_school_has_a_day_off() -> None:
    inputs = {"school_year": "2026-2027", "local_days_off": ["2026-11-09"]}
    assert deadline("entry_by_right", **inputs).value["date"] == "2026-11-10"


@pytest.mark.parametrize("name", ["2026", "2026-2028", "2017-2018", "2041-2042", 2026])
def test_school_year_is_refused_when_it_is_not_one(name: object) -> None:
    with pytest.raises(InvalidInputError, match="2026-2027") as caught:
        deadline("entry_by_right", school_year=name)
    assert caught.value.field == "school_year"
