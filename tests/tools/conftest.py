"""What the tests of the tools share: the source texts, and calls in one line."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tools import ToolResult, run_tool

TEXTS = Path(__file__).parents[2] / "corpus" / "texts"
FILES = {"omzendbrief": "omzendbrief-duaal-leren.txt", "rof": "rof-bhg-onderwijsinstellingen.txt"}

settings.register_profile(
    "tools", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("tools")


def source_text(source: str) -> str:
    """Return a source text as it is."""
    return (TEXTS / FILES[source]).read_text("utf-8")


def sections_of(source: str) -> dict[str, str]:
    """Return the text under each numbered heading, found without the code under test."""
    text = source_text(source)
    marks = _rof_marks(text) if source == "rof" else _circular_marks(text)
    ends = [*(start for start, _ in marks[1:]), len(text)]
    return {name: text[start:end] for (start, name), end in zip(marks, ends, strict=True)}


def _circular_marks(text: str) -> list[tuple[int, str]]:
    """Headings are short; the numbered lists inside a part are long."""
    heading = re.compile(r"^(\d+(?:\.\d+)*)\. .{1,80}$", re.MULTILINE)
    return [(match.start(), match[1]) for match in heading.finditer(text)]


def _rof_marks(text: str) -> list[tuple[int, str]]:
    second_part = text.index("\nLeerwerkplek\n")
    items = re.finditer(r"^(\d)\) ", text, re.MULTILINE)
    return [
        (match.start(), f"{'B' if match.start() > second_part else 'A'}{match[1]}")
        for match in items
    ]


def day(text: str) -> date:
    """Return an ISO day."""
    return date.fromisoformat(text)


def deadline(kind: str, on: str | None = None, **inputs: object) -> ToolResult:
    """Return the deadline of a kind, in English."""
    return run_tool("deadline", {"kind": kind, **inputs}, on=day(on) if on else None, language="en")


@pytest.fixture(scope="session")
def sections() -> dict[tuple[str, str], str]:
    """Every section of both texts."""
    return {(source, name): text for source in FILES for name, text in sections_of(source).items()}
