from __future__ import annotations

from datetime import date

import pytest
from icalendar import Calendar

from tests.tools.conftest import deadline
from tools import NotCoveredError, ToolResult, to_ics


def search() -> ToolResult:
    return deadline("workplace_search", first_attended_on="2026-09-01")


def event(data: bytes):  # type: ignore[no-untyped-def]
    return Calendar.from_ical(data).walk("VEVENT")[0]


def test_deadline_is_an_all_day_event_when_exported() -> None:
    made = event(to_ics(search(), summary="Werkplek zoeken"))
    assert made["dtstart"].dt == date(2026, 9, 28)
    assert made["dtend"].dt == date(2026, 9, 29)
    assert made["summary"] == "Werkplek zoeken"


def test_rule_and_quote_stand_in_the_description_when_exported() -> None:
    result = search()
    text = str(event(to_ics(result, summary="Werkplek zoeken"))["description"])
    assert "Omzendbrief duaal leren, deel 7.1" in text
    for item in result.provisions:
        assert item.quote in text
    for step in result.steps:
        assert step in text


def test_file_is_the_same_when_exported_twice() -> None:
    assert to_ics(search(), summary="x") == to_ics(search(), summary="x")


@pytest.mark.parametrize(("on", "stamp"), [(None, "2026-09-28"), (date(2026, 9, 2), "2026-09-02")])
def test_stamp_is_the_day_asked_on_when_given(on: date | None, stamp: str) -> None:
    made = event(to_ics(search(), summary="x", on=on))
    assert made["dtstamp"].dt.date().isoformat() == stamp


def test_id_is_stable_when_only_the_stamp_differs() -> None:
    ids = {
        str(event(to_ics(search(), summary="x", on=on))["uid"]) for on in (None, date(2026, 9, 2))
    }
    assert len(ids) == 1


def test_labels_are_in_the_language_when_asked() -> None:
    assert "Circulaire sur le duaal leren" in str(
        event(to_ics(search(), summary="x", language="fr"))["description"]
    )


def test_export_is_refused_when_there_is_no_date() -> None:
    result = deadline("no_pupil_on_1_october", school_year="2026-2027", aanloop_pupil_enrolled=True)
    with pytest.raises(NotCoveredError, match="no date"):
        to_ics(result, summary="x")
