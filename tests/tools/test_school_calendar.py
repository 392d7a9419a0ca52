from __future__ import annotations

import pytest

from tests.tools.conftest import deadline


def test_calendar_lists_holidays_and_days_off_when_year_is_asked() -> None:
    value = deadline("school_calendar", school_year="2026-2027").value
    assert isinstance(value["holidays"], list)
    assert isinstance(value["days_off"], list)
    assert [(row["name"], row["first"], row["last"]) for row in value["holidays"]] == [
        ("autumn", "2026-11-02", "2026-11-08"),
        ("christmas", "2026-12-21", "2027-01-03"),
        ("krokus", "2027-02-08", "2027-02-14"),
        ("easter", "2027-03-29", "2027-04-11"),
        ("summer", "2027-07-01", "2027-08-31"),
    ]
    assert [row["date"] for row in value["days_off"]] == [
        "2026-11-11",
        "2027-05-06",
        "2027-05-07",
        "2027-05-17",
    ]
    assert value["first_school_day"] == "2026-09-01"
    assert value["last_school_day"] == "2027-06-30"


@pytest.mark.parametrize(
    ("school_year", "first", "last"),
    [("2024-2025", "2024-09-02", "2025-06-30"), ("2018-2019", "2018-09-03", "2019-06-28")],
)
def test_school_days_start_and_end_on_weekdays_when_the_1st_is_not_one(
    school_year: str, first: str, last: str
) -> None:
    value = deadline("school_calendar", school_year=school_year).value
    assert (value["first_school_day"], value["last_school_day"]) == (first, last)


def test_easter_monday_is_a_day_off_of_its_own_when_easter_is_late() -> None:
    value = deadline("school_calendar", school_year="2024-2025").value
    assert isinstance(value["days_off"], list)
    assert "2025-04-21" in [row["date"] for row in value["days_off"]]


@pytest.mark.parametrize(("school_year", "warned"), [("2020-2021", True), ("2021-2022", False)])
def test_2020_is_named_as_the_exception_when_asked(school_year: str, warned: bool) -> None:
    result = deadline("school_calendar", school_year=school_year)
    assert any("11 November 2020" in text for text in result.warnings) is warned


@pytest.mark.parametrize("start", range(2018, 2041))
def test_calendar_is_made_when_year_is_covered(start: int) -> None:
    value = deadline("school_calendar", school_year=f"{start}-{start + 1}").value
    assert isinstance(value["opleidingsdagen"], int)
    assert 170 <= value["opleidingsdagen"] <= 190
