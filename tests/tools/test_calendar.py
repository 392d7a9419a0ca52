from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.tools.conftest import day
from tools.calendar import (
    SchoolYear,
    add_training_days,
    day_off_reason,
    days_from,
    days_off,
    exceptions_of,
    first_school_day,
    is_training_day,
    public_holidays,
    school_holidays,
    school_year_of,
    training_days_between,
)
from tools.errors import InvalidInputError, NotCoveredError
from tools.wording import texts

PUBLISHED = yaml.safe_load((Path(__file__).parent / "published_holidays.yaml").read_text("utf-8"))

days = st.dates(date(2018, 1, 1), date(2040, 12, 31))
day_lists = st.lists(days, max_size=12)


@pytest.mark.parametrize("name", PUBLISHED)
def test_holidays_are_the_published_ones_when_year_is_known(name: str) -> None:
    published = {key: tuple(value) for key, value in PUBLISHED[name].items() if key != "extra"}
    computed = {
        item.name: (item.first, item.last) for item in school_holidays(SchoolYear.named(name))
    }
    assert computed == published


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_day_off_is_a_published_one_when_year_is_known(name: str) -> None:
    year = SchoolYear.named(name)
    ranges = [value for key, value in PUBLISHED[name].items() if key != "extra"]
    published = {item for first, last in ranges for item in days_from(first, last)}
    published |= set(PUBLISHED[name]["extra"])
    school_days = {
        item
        for item in days_from(year.first_day, year.last_day)
        if item.weekday() < 5 and item not in published
    }
    assert set(training_days_between(year.first_day, year.last_day)) == school_days


def test_2020_is_the_only_exception_when_every_year_is_looked_at() -> None:
    years = [SchoolYear(start) for start in range(2017, 2041)]
    assert [year.name for year in years if exceptions_of(year)] == ["2020-2021"]


def test_autumn_2020_lasts_to_armistice_day_when_the_pandemic_lengthened_it() -> None:
    autumn = school_holidays(SchoolYear(2020))[0]
    assert (autumn.first, autumn.last) == (date(2020, 11, 2), date(2020, 11, 11))


@pytest.mark.parametrize("year", range(2017, 2042))
def test_every_public_holiday_has_a_key_when_the_library_names_it(year: int) -> None:
    names = set(public_holidays(year).values())
    assert len(names) == 12
    assert {f"days_off.{name}" for name in names} <= set(texts("nl"))


@pytest.mark.parametrize(
    ("text", "reason", "name"),
    [
        ("2026-09-05", "weekend", "weekend"),
        ("2026-11-04", "school_holiday", "autumn"),
        ("2026-11-11", "public_holiday", "armistice"),
        ("2027-05-06", "public_holiday", "ascension"),
        ("2027-05-07", "bridge_day", "day_after_ascension"),
        ("2025-04-21", "public_holiday", "easter_monday"),
        ("2026-12-25", "school_holiday", "christmas"),
        ("2027-07-21", "school_holiday", "summer"),
        ("2026-09-04", "local_day_off", "local_day_off"),
    ],
)
def test_reason_is_named_when_day_is_off(text: str, reason: str, name: str) -> None:
    off = day_off_reason(day(text), {date(2026, 9, 4)})
    assert off is not None
    assert (off.reason, off.name) == (reason, name)


@pytest.mark.parametrize("text", ["2026-09-28", "2025-07-11", "2021-09-27", "2027-05-03"])
def test_flemish_feast_days_are_judged_by_the_rules_when_asked(text: str) -> None:
    assert is_training_day(day(text)) == (day(text).month != 7)


@pytest.mark.parametrize(
    ("text", "name"),
    [("2026-08-31", "2025-2026"), ("2026-09-01", "2026-2027"), ("2027-01-01", "2026-2027")],
)
def test_school_year_turns_on_1_september_when_asked(text: str, name: str) -> None:
    assert school_year_of(day(text)).name == name


@pytest.mark.parametrize(
    "name", ["2026", "2026-2028", "26-27", "2026–2027", "2017-2018", "2041-2042", " 2026-2027"]
)
def test_name_is_refused_when_it_is_no_known_school_year(name: str) -> None:
    with pytest.raises(ValueError, match=name.strip()):
        SchoolYear.named(name)


@pytest.mark.parametrize(
    ("year", "month", "expected"),
    [
        (2026, 11, "2026-11-09"),
        (2025, 11, "2025-11-03"),
        (2026, 7, "2026-09-01"),
        (2023, 10, "2023-10-02"),
    ],
)
def test_first_school_day_skips_days_off_when_month_begins(
    year: int, month: int, expected: str
) -> None:
    assert first_school_day(year, month) == day(expected)


def test_first_school_day_moves_when_school_has_a_day_off() -> None:
    assert first_school_day(2026, 11, [date(2026, 11, 9)]) == date(2026, 11, 10)


@pytest.mark.parametrize("start", [2016, 2041])
def test_years_outside_are_not_covered_when_asked(start: int) -> None:
    with pytest.raises(NotCoveredError, match="2018 to 2040"):
        school_holidays(SchoolYear(start))


def test_adding_no_days_is_refused_when_number_is_zero() -> None:
    with pytest.raises(InvalidInputError, match="number"):
        add_training_days(date(2026, 9, 1), 0)


def test_adding_stops_with_an_error_when_it_runs_past_the_last_year() -> None:
    with pytest.raises(NotCoveredError):
        add_training_days(date(2041, 6, 28), 10)


def test_adding_then_counting_agrees_when_starting_on_any_day() -> None:
    start = date(2018, 1, 1)
    for offset in range((date(2040, 12, 31) - start).days + 1):
        first = start + timedelta(days=offset)
        last = add_training_days(first, 20)
        counted = training_days_between(first, last)
        assert len(counted) == 20
        assert counted[-1] == last


@given(days, st.integers(1, 60), day_lists)
def test_adding_then_counting_agrees_when_school_has_days_off(
    start: date, number: int, local: list[date]
) -> None:
    last = add_training_days(start, number, local)
    assert len(training_days_between(start, last, local)) == number


@given(days, st.integers(0, 200), day_lists)
def test_no_counted_day_is_off_when_days_are_counted(
    first: date, length: int, local: list[date]
) -> None:
    for counted in training_days_between(first, first + timedelta(days=length), local):
        assert counted.weekday() < 5
        assert counted not in local
        assert counted not in days_off(school_year_of(counted))


@given(days, st.integers(1, 40), day_lists)
def test_more_days_off_never_bring_the_last_day_forward_when_added(
    start: date, number: int, local: list[date]
) -> None:
    assert add_training_days(start, number, local) >= add_training_days(start, number)


@given(st.integers(2017, 2040))
def test_holidays_are_whole_weeks_in_order_when_computed_by_rule(start: int) -> None:
    holidays = school_holidays(SchoolYear(start))
    for earlier, later in pairwise(holidays):
        assert earlier.last < later.first
    for holiday in holidays[:4]:
        assert holiday.first.weekday() == 0
        assert holiday.last.weekday() == (
            2 if exceptions_of(SchoolYear(start)) and holiday.name == "autumn" else 6
        )
