from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.tools.conftest import day, deadline
from tools import InvalidInputError, ToolResult
from tools.calendar import is_training_day, next_training_day, school_year_of


def search(first: str = "2026-09-01", on: str | None = None, **inputs: object) -> ToolResult:
    return deadline("workplace_search", on, first_attended_on=first, **inputs)


def rows(result: ToolResult) -> list[dict[str, Any]]:
    table = result.value["days"]
    assert isinstance(table, list)
    return table


# first attendance, other inputs, last day, days granted, days left without a day asked on
WORKED = [
    ("2026-09-01", {}, "2026-09-28", 20, 20),
    ("2026-09-01", {"justified_absence_days": 3}, "2026-10-01", 23, 23),
    (
        "2026-09-01",
        {"justified_absence_days": ["2026-09-07", "2026-09-08", "2026-09-09"]},
        "2026-10-01",
        23,
        23,
    ),
    ("2026-10-19", {}, "2026-11-23", 20, 20),
    ("2026-09-01", {"extension_granted": True}, "2026-10-26", 40, 40),
    ("2026-09-01", {"provider": "buso_ov3"}, "2026-09-28", 20, 20),
    ("2026-09-01", {"provider": "buso_ov3", "extension_granted": True}, "2026-12-01", 60, 60),
    ("2026-09-01", {"provider": "buso_ov4", "extension_granted": True}, "2026-12-01", 60, 60),
    ("2026-12-01", {"days_used": 12}, "2026-12-10", 20, 8),
    ("2026-09-01", {"local_days_off": ["2026-09-21"]}, "2026-09-29", 20, 20),
    (
        "2026-09-01",
        {"recognition_from": "2026-09-14", "recognition_until": "2026-09-18"},
        "2026-10-05",
        25,
        25,
    ),
]


@pytest.mark.parametrize(("first", "inputs", "last", "granted", "left"), WORKED)
def test_last_day_is_the_worked_one_when_case_is_known(
    first: str, inputs: dict[str, object], last: str, granted: int, left: int
) -> None:
    value = search(first, **inputs).value
    assert value["last_day"] == value["date"] == last
    assert value["days_granted"] == granted
    assert value["days_left"] == left
    assert value["passed"] is None


@pytest.mark.parametrize(
    ("on", "counted", "left", "passed"),
    [
        ("2026-08-31", 0, 20, False),
        ("2026-09-01", 1, 19, False),
        ("2026-09-05", 4, 16, False),
        ("2026-09-27", 19, 1, False),
        ("2026-09-28", 20, 0, False),
        ("2026-09-29", 20, 0, True),
    ],
)
def test_days_are_counted_and_left_when_asked_on_a_day(
    on: str, counted: int, left: int, passed: bool
) -> None:
    result = search(on=on)
    assert result.value["days_counted"] == counted
    assert result.value["days_left"] == left
    assert result.value["passed"] is passed
    assert any("enrolled out" in text for text in result.warnings) is passed


def test_table_names_each_day_when_breaks_are_skipped() -> None:
    table = {row["date"]: row for row in rows(search("2026-10-19"))}
    assert table["2026-10-19"]["number"] == 1
    assert table["2026-10-24"]["reason"] == "weekend"
    assert table["2026-11-04"]["reason_text"] == "autumn holiday"
    assert table["2026-11-11"]["reason"] == "public_holiday"
    assert table["2026-11-23"]["number"] == 20
    assert max(table) == "2026-11-23"


def test_skipped_days_stand_in_the_steps_when_there_are_any() -> None:
    steps = search("2026-10-19").steps
    assert "Not counted: autumn holiday, 2 November 2026 to 8 November 2026." in steps
    assert "Not counted: Armistice Day, 11 November 2026." in steps
    assert not any("All Saints" in step for step in steps)


def test_days_that_lengthen_are_marked_when_listed() -> None:
    result = search(
        justified_absence_days=["2026-09-07"],
        recognition_from="2026-09-14",
        recognition_until="2026-09-14",
    )
    marked = {row["date"]: row["lengthens"] for row in rows(result) if row["lengthens"]}
    assert marked == {"2026-09-07": "justified_absence", "2026-09-14": "recognition"}
    assert result.value["made_of"] == {
        "base": 20,
        "justified_absence": 1,
        "recognition": 1,
        "extension": 0,
        "used_before": 0,
    }


def test_count_goes_on_when_days_were_used_before() -> None:
    result = search("2026-12-01", days_used=12)
    assert rows(result)[0]["number"] == 13
    assert rows(result)[-1]["number"] == 20
    assert any("goes on from" in text for text in result.assumptions)


def test_search_is_over_when_all_days_are_used() -> None:
    result = search("2026-12-01", on="2026-12-01", days_used=20)
    assert result.value["last_day"] is None
    assert result.value["passed"] is True
    assert result.value["days"] == []
    assert any("used up" in text for text in result.warnings)


def test_earlier_absence_lengthens_when_days_were_used_before() -> None:
    result = search("2026-12-01", days_used=12, justified_absence_days=["2026-09-07", "2026-09-08"])
    assert result.value["days_granted"] == 22
    assert result.value["days_left"] == 10


def test_earlier_recognition_lengthens_when_days_were_used_before() -> None:
    inputs = {"recognition_from": "2026-09-07", "recognition_until": "2026-09-08"}
    assert search("2026-12-01", days_used=12, **inputs).value["days_left"] == 10


def test_recognition_before_the_first_lesson_does_not_lengthen_when_nothing_was_used() -> None:
    result = search("2026-09-14", recognition_from="2026-09-01", recognition_until="2026-09-15")
    assert result.value["days_granted"] == 22


def test_recognition_counts_up_to_the_day_asked_when_pending() -> None:
    result = search(on="2026-09-18", recognition_from="2026-09-14")
    assert result.value["provisional"] is True
    assert result.value["last_day"] == "2026-10-05"
    assert any("still pending" in text for text in result.warnings)


def test_recognition_lengthens_nothing_when_it_starts_after_the_last_day() -> None:
    result = search(recognition_from="2026-10-05", recognition_until="2026-10-09")
    assert result.value["last_day"] == "2026-09-28"
    assert any("no opleidingsdagen inside" in text for text in result.warnings)


def test_day_lengthens_once_with_a_warning_when_absent_during_recognition() -> None:
    result = search(
        justified_absence_days=["2026-09-14"],
        recognition_from="2026-09-14",
        recognition_until="2026-09-15",
    )
    assert result.value["days_granted"] == 22
    assert any("14 September 2026 is a day of absence and" in text for text in result.warnings)


@pytest.mark.parametrize(
    ("absent", "said"), [("2026-09-05", "no opleidingsdag"), ("2026-10-20", "after the last day")]
)
def test_absence_lengthens_nothing_with_a_warning_when_outside(absent: str, said: str) -> None:
    result = search(justified_absence_days=[absent])
    assert result.value["days_granted"] == 20
    assert any(said in text for text in result.warnings)


def test_period_ends_with_the_school_year_when_it_begins_in_june() -> None:
    result = search("2027-06-15")
    assert result.value["last_day"] == "2027-06-30"
    assert result.value["ends_with_school_year"] is True
    assert any("20 opleidingsdagen again" in text for text in result.warnings)
    assert any("nieuw schooljaar" in item.quote for item in result.provisions)


def test_autumn_2020_is_named_when_the_count_touches_it() -> None:
    result = search("2020-10-19")
    assert result.value["last_day"] == "2020-11-25"
    assert any("pandemic" in text for text in result.warnings)


def test_provisions_are_those_that_apply_when_situations_are_given() -> None:
    quotes = " ".join(item.quote for item in search(justified_absence_days=2).provisions)
    assert "gewettigde afwezigheid" in quotes
    assert "trajectbegeleider" not in quotes


@pytest.mark.parametrize(
    ("inputs", "field", "said"),
    [
        ({"first": "2026-09-05"}, "first_attended_on", "weekend"),
        ({"first": "2026-11-11"}, "first_attended_on", "Armistice Day"),
        ({"first": "2026-11-04"}, "first_attended_on", "autumn holiday"),
        (
            {"first": "2026-09-01", "local_days_off": ["2026-09-01"]},
            "first_attended_on",
            "day off of the school",
        ),
        ({"first": "01/09/2026"}, "first_attended_on", "YYYY-MM-DD"),
        ({"first": "1 september 2026"}, "first_attended_on", "YYYY-MM-DD"),
        ({"first": "2026-06-31"}, "first_attended_on", "YYYY-MM-DD"),
        ({"first": "2017-09-01"}, "first_attended_on", "2018"),
        ({"first": "2041-09-02"}, "first_attended_on", "2040"),
        ({"first": "2026-09-01T00:00:00"}, "first_attended_on", "YYYY-MM-DD"),
        ({"first": 20260901}, "first_attended_on", "YYYY-MM-DD"),
        ({"provider": "buso"}, "provider", "buso_ov3"),
        ({"justified_absence_days": -1}, "justified_absence_days", "from 0"),
        ({"justified_absence_days": 2.5}, "justified_absence_days", "whole"),
        ({"justified_absence_days": 1000}, "justified_absence_days", "200"),
        ({"justified_absence_days": ["2026-09-31"]}, "justified_absence_days", "2026-09-31"),
        ({"justified_absence_days": ["2026-08-31"]}, "justified_absence_days", "1 September"),
        (
            {"justified_absence_days": ["2027-09-02"]},
            "justified_absence_days",
            "31 August 2027",
        ),
        ({"extension_granted": "ja"}, "extension_granted", "true or false"),
        ({"days_used": 21}, "days_used", "20"),
        ({"days_used": "veel"}, "days_used", "whole"),
        ({"local_days_off": "2026-09-01"}, "local_days_off", "list"),
        (
            {"recognition_from": "2026-09-14", "recognition_until": "2026-09-10"},
            "recognition_from",
            "10 September 2026",
        ),
        ({"on": "2026-09-10", "recognition_from": "2026-09-14"}, "recognition_from", "10 Sep"),
        ({"kleur": "rood"}, "kleur", "first_attended_on"),
    ],
)
def test_input_is_refused_in_one_line_when_wrong(
    inputs: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        search(**inputs)
    text = caught.value.message("en")
    assert caught.value.field == field
    assert caught.value.missing == ()
    assert said in text
    assert "\n" not in text


@pytest.mark.parametrize(
    ("inputs", "missing"),
    [
        ({"recognition_from": "2026-09-14"}, "recognition_until"),
        ({"recognition_until": "2026-09-14"}, "recognition_from"),
    ],
)
def test_other_half_is_asked_when_recognition_is_incomplete(
    inputs: dict[str, object], missing: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        search(**inputs)
    assert caught.value.missing == (missing,)


@pytest.mark.parametrize("number", ["3", 3, 3.0])
def test_number_of_days_is_read_when_whole(number: object) -> None:
    assert search(justified_absence_days=number).value["days_granted"] == 23


starts = st.dates(date(2018, 1, 1), date(2040, 5, 1)).map(next_training_day)
later_days = st.lists(st.integers(0, 90), max_size=8)


@given(starts, later_days, later_days)
def test_more_absence_never_moves_the_last_day_earlier_when_added(
    first: date, some: list[int], more: list[int]
) -> None:
    year_end = school_year_of(first).last_day
    absent = [[_after(first, n) for n in numbers] for numbers in (some, [*some, *more])]
    assume(all(item <= year_end for days in absent for item in map(day, days)))
    fewer, many = (
        search(first.isoformat(), justified_absence_days=days).value["date"] for days in absent
    )
    assert str(fewer) <= str(many)


@given(starts, st.integers(0, 40), st.integers(0, 40))
def test_longer_absence_never_moves_the_last_day_earlier_when_given_as_number(
    first: date, days: int, more: int
) -> None:
    less, most = (
        search(first.isoformat(), justified_absence_days=number).value["date"]
        for number in (days, days + more)
    )
    assert str(less) <= str(most)


@given(starts, later_days, later_days, st.integers(0, 20), st.booleans())
def test_counted_rows_add_up_when_the_table_is_made(
    first: date, absent: list[int], local: list[int], used: int, extended: bool
) -> None:
    off = [item for item in (_after(first, n) for n in local) if item != first.isoformat()]
    year_end = school_year_of(first).last_day
    inputs = {
        "justified_absence_days": [
            d for d in (_after(first, n) for n in absent) if day(d) <= year_end
        ],
        "local_days_off": off,
        "days_used": used,
        "extension_granted": extended,
    }
    result = search(first.isoformat(), **inputs)
    counted = [row for row in rows(result) if row["counted"]]
    for row in counted:
        assert is_training_day(day(row["date"]), {day(item) for item in off})
    if not result.value["ends_with_school_year"]:
        assert len(counted) == result.value["days_left"]


def _after(first: date, days: int) -> str:
    return (first + timedelta(days=days)).isoformat()
