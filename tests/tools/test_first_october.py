from __future__ import annotations

import pytest

from tests.tools.conftest import deadline
from tools import InvalidInputError, ToolResult
from tools.result import provision

KIND = "no_pupil_on_1_october"


def asked(**inputs: object) -> ToolResult:
    return deadline(KIND, school_year="2026-2027", **inputs)


@pytest.mark.parametrize(
    ("aanloop", "last_year", "before", "may_run", "needed", "needed_rof"),
    [
        (True, None, None, True, False, False),
        (True, False, False, True, False, False),
        (False, True, None, False, False, True),
        (False, True, True, False, False, True),
        (False, True, False, False, False, True),
        (False, False, None, False, True, True),
        (False, False, False, False, True, True),
        (False, False, True, False, True, True),
    ],
)
def test_outcome_follows_the_circular_when_all_is_known(
    aanloop: bool,
    last_year: bool | None,
    before: bool | None,
    may_run: bool,
    needed: bool,
    needed_rof: bool,
) -> None:
    value = asked(
        aanloop_pupil_enrolled=aanloop, ran_last_year=last_year, ran_year_before=before
    ).value
    assert value["may_run_this_year"] is may_run
    assert value["new_application_needed"] is needed
    assert value["new_application_needed_rof"] is needed_rof
    assert value["date"] == value["apply_by"] == ("2026-11-30" if needed else None)
    assert value["check_date"] == "2026-10-01"
    assert value["for_school_year"] == "2027-2028"


@pytest.mark.parametrize(
    ("inputs", "missing"),
    [
        ({}, ("aanloop_pupil_enrolled", "ran_last_year")),
        ({"ran_last_year": True}, ("aanloop_pupil_enrolled",)),
        ({"aanloop_pupil_enrolled": False}, ("ran_last_year",)),
        ({"ran_year_before": True}, ("aanloop_pupil_enrolled", "ran_last_year")),
    ],
)
def test_only_deciding_inputs_are_asked_when_some_are_unknown(
    inputs: dict[str, object], missing: tuple[str, ...]
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        asked(**inputs)
    assert caught.value.missing == missing


def test_both_texts_are_quoted_circular_first_when_they_differ() -> None:
    text = asked(aanloop_pupil_enrolled=False, ran_last_year=True).warnings[0]
    circular, rof = (
        text.index(provision(name).quote) for name in ("no_pupil_two_years", "no_pupil_rof")
    )
    assert circular < rof


@pytest.mark.parametrize(("before", "warned"), [(True, True), (False, False), (None, False)])
def test_other_reading_is_said_when_it_ran_two_years_before(
    before: bool | None, warned: bool
) -> None:
    result = asked(aanloop_pupil_enrolled=False, ran_last_year=False, ran_year_before=before)
    assert any("reads it otherwise" in text for text in result.warnings) is warned


@pytest.mark.parametrize(
    ("ran", "on", "passed"),
    [
        (False, "2026-11-30", False),
        (False, "2026-12-01", True),
        (True, "2026-12-01", None),
    ],
)
def test_deadline_is_past_when_an_application_is_needed(
    ran: bool, on: str, passed: bool | None
) -> None:
    inputs = {"school_year": "2026-2027", "aanloop_pupil_enrolled": False, "ran_last_year": ran}
    assert deadline(KIND, on, **inputs).value["passed"] is passed


@pytest.mark.parametrize("value", ["nee", 0, "false"])
def test_answer_is_refused_when_it_is_no_bool(value: object) -> None:
    with pytest.raises(InvalidInputError, match="true or false") as caught:
        asked(aanloop_pupil_enrolled=value)
    assert caught.value.field == "aanloop_pupil_enrolled"
