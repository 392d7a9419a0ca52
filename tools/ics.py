"""A deadline for somebody's calendar: an all-day iCalendar event with the rule and its quote."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from tools.errors import NotCoveredError
from tools.wording import message, texts

if TYPE_CHECKING:
    from tools.result import ToolResult

PRODUCT = "-//duaal-assistent//deadline//NL"


def to_ics(
    result: ToolResult, *, summary: str, on: date | None = None, language: str = "nl"
) -> bytes:
    """Return the deadline of a result as an iCalendar file with one all-day event.

    Args:
        result: a result of `deadline` with a date.
        summary: the title of the event.
        on: the day asked on, the stamp of the event; the deadline itself without it.
        language: the language of the labels in the description.

    Raises:
        NotCoveredError: the result has no date.
    """
    written = result.value.get("date")
    if not isinstance(written, str):
        raise NotCoveredError(message("errors.no_date"))
    day = date.fromisoformat(written)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(_event(result, day, on or day, summary, language))
    written_out: bytes = calendar.to_ical()
    return written_out


def _event(result: ToolResult, day: date, stamp: date, summary: str, language: str) -> Event:
    event = Event()
    event.add("uid", _uid(result, summary))
    event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=ZoneInfo("UTC")))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", description(result, language))
    event.add("transp", "TRANSPARENT")
    return event


def description(result: ToolResult, language: str = "nl") -> str:
    """Return the steps, the warnings, and the quotes with their sections, as plain text."""
    quotes = [_quote(item.source, item.section, item.quote, language) for item in result.provisions]
    return "\n\n".join(["\n".join(result.steps), *result.warnings, *quotes])


def _quote(source: str, section: str, quote: str, language: str) -> str:
    return f"{texts(language)[f'sources.{source}']} {section}: “{quote}”"


def _uid(result: ToolResult, summary: str) -> str:
    """Return the same id for the same deadline, so a second import does not double it."""
    parts = [summary, *(f"{key}={result.value[key]}" for key in ("kind", "date"))]
    return f"{sha256('|'.join(parts).encode()).hexdigest()[:32]}@duaal-assistent"
