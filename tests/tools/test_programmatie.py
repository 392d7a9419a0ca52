from __future__ import annotations

from datetime import date

import pytest

from tests.tools.conftest import deadline
from tools import InvalidInputError
from tools.programmatie import months_later
from tools.result import provision


@pytest.mark.parametrize(
    ("start", "apply_by", "decision", "rof", "starts"),
    [
        ("2028-2029", "2027-11-30", "2028-03-31", "2028-03-30", "2028-09-01"),
        ("2026-2027", "2025-11-30", "2026-03-31", "2026-03-30", "2026-09-01"),
    ],
)
def test_dates_follow_the_start_when_no_application_is_given(
    start: str, apply_by: str, decision: str, rof: str, starts: str
) -> None:
    value = deadline("programmatie", start_school_year=start).value
    assert value["date"] == value["apply_by"] == apply_by
    assert value["decision_by"] == decision
    assert value["decision_by_rof"] == rof
    assert value["starts_on"] == starts
    assert value["submitted_in_time"] is None
    assert value["passed"] is None


@pytest.mark.parametrize(
    ("submitted", "in_time", "rof"),
    [
        ("2027-11-30", True, "2028-03-30"),
        ("2027-12-01", False, "2028-04-01"),
        ("2027-10-31", True, "2028-02-29"),
        ("2027-09-01", True, "2028-01-01"),
    ],
)
def test_application_is_judged_when_its_day_is_given(
    submitted: str, in_time: bool, rof: str
) -> None:
    result = deadline("programmatie", start_school_year="2028-2029", submitted_on=submitted)
    assert result.value["submitted_in_time"] is in_time
    assert result.value["decision_by_rof"] == rof
    assert any("that is after" in text for text in result.warnings) is not in_time


def test_both_texts_are_quoted_circular_first_when_they_differ() -> None:
    result = deadline("programmatie", start_school_year="2028-2029")
    text = next(item for item in result.warnings if "differ" in item)
    circular, rof = (
        text.index(provision(name).quote)
        for name in ("programmatie_apply_by", "programmatie_decision_rof")
    )
    assert circular < rof


def test_exception_and_rof_step_are_said_when_asked() -> None:
    result = deadline("programmatie", start_school_year="2028-2029")
    assert any("by way of exception" in text for text in result.warnings)
    assert any("ROF must know" in text for text in result.steps)


@pytest.mark.parametrize(("on", "passed"), [("2027-11-30", False), ("2027-12-01", True)])
def test_deadline_is_past_when_asked_after_it(on: str, passed: bool) -> None:
    assert deadline("programmatie", on, start_school_year="2028-2029").value["passed"] is passed


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2027, 11, 30), 4, date(2028, 3, 30)),
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2026, 8, 31), 4, date(2026, 12, 31)),
    ],
)
def test_months_end_on_the_last_day_when_the_month_is_short(
    day: date, months: int, expected: date
) -> None:
    assert months_later(day, months) == expected


def test_start_is_asked_when_missing() -> None:
    with pytest.raises(InvalidInputError) as caught:
        deadline("programmatie")
    assert caught.value.missing == ("start_school_year",)
