from __future__ import annotations

from datetime import date

import pytest

from tests.tools.conftest import deadline
from tools import InvalidInputError
from tools.ages import birthday


@pytest.mark.parametrize(
    ("born", "first", "school_year", "turns"),
    [
        ("2009-01-01", "2027-09-01", "2027-2028", "2027-01-01"),
        ("2008-12-31", "2026-09-01", "2026-2027", "2026-12-31"),
        ("2008-02-29", "2026-09-01", "2026-2027", "2026-03-01"),
    ],
)
def test_relief_starts_in_the_year_of_18_when_born(
    born: str, first: str, school_year: str, turns: str
) -> None:
    result = deadline("general_education_relief", born_on=born)
    assert result.value["date"] == first
    assert result.value["from_school_year"] == school_year
    assert result.value["turns_18_on"] == turns
    assert result.value["possible"] is None
    assert any("no right" in text for text in result.warnings)


@pytest.mark.parametrize(("on", "possible"), [("2027-08-31", False), ("2027-09-01", True)])
def test_relief_is_possible_when_the_school_year_has_begun(on: str, possible: bool) -> None:
    value = deadline("general_education_relief", on, born_on="2009-05-05").value
    assert value["possible"] is possible


@pytest.mark.parametrize(
    ("born", "attended", "met_on", "admission"),
    [
        ("2012-03-10", True, "2027-03-10", "2026-09-01"),
        ("2012-03-10", False, "2028-03-10", "2027-09-01"),
        ("2011-08-31", True, "2026-08-31", "2025-09-01"),
        ("2011-09-01", True, "2026-09-01", "2026-09-01"),
        ("2012-02-29", True, "2027-03-01", "2026-09-01"),
        ("2012-02-29", False, "2028-02-29", "2027-09-01"),
    ],
)
def test_compulsory_schooling_is_met_at_15_or_16_when_born(
    born: str, attended: bool, met_on: str, admission: str
) -> None:
    result = deadline("compulsory_schooling", born_on=born, first_two_years_attended=attended)
    assert result.value["date"] == met_on
    assert result.value["special_admission_from"] == admission
    assert result.value["met"] is None
    assert any("CLB" in step for step in result.steps)


@pytest.mark.parametrize(("on", "met"), [("2027-03-09", False), ("2027-03-10", True)])
def test_schooling_is_met_when_the_birthday_has_come(on: str, met: bool) -> None:
    inputs = {"born_on": "2012-03-10", "first_two_years_attended": True}
    assert deadline("compulsory_schooling", on, **inputs).value["met"] is met


@pytest.mark.parametrize("on", [None, "2027-03-09", "2028-03-09"])
def test_first_two_years_are_asked_when_they_can_matter(on: str | None) -> None:
    with pytest.raises(InvalidInputError) as caught:
        deadline("compulsory_schooling", on, born_on="2012-03-10")
    assert caught.value.missing == ("first_two_years_attended",)


def test_first_two_years_are_not_asked_when_the_pupil_is_16() -> None:
    result = deadline("compulsory_schooling", "2028-03-10", born_on="2012-03-10")
    assert result.value["met"] is True
    assert any("does not matter any more" in text for text in result.assumptions)


@pytest.mark.parametrize(
    ("born", "said"),
    [("2012-02-29", "1 March"), ("2012-03-10", "at 15 at the earliest")],
)
def test_assumption_is_said_when_it_bears_on_the_day(born: str, said: str) -> None:
    result = deadline("compulsory_schooling", born_on=born, first_two_years_attended=False)
    assert any(said in text for text in result.assumptions)


@pytest.mark.parametrize("kind", ["general_education_relief", "compulsory_schooling"])
@pytest.mark.parametrize("born", ["2027-01-01", "1979-12-31", "10/03/2012", "2012-06-31", 2012])
def test_birth_is_refused_when_it_cannot_be(kind: str, born: object) -> None:
    with pytest.raises(InvalidInputError) as caught:
        deadline(kind, "2026-11-22", born_on=born)
    assert caught.value.field == "born_on"


def test_birth_in_the_future_names_the_day_asked_on_when_refused() -> None:
    with pytest.raises(InvalidInputError, match="a day up to 22 November 2026"):
        deadline("compulsory_schooling", "2026-11-22", born_on="2026-11-23")


def test_birthday_is_the_same_day_when_the_year_has_it() -> None:
    assert birthday(date(2008, 2, 29), 16) == date(2024, 2, 29)
