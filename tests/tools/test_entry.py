from __future__ import annotations

import pytest

from tests.tools.conftest import deadline
from tools import InvalidInputError


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
