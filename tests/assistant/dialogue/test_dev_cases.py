"""The dev cases: the right tool and inputs, the right question back, none that is needless."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assistant.dialogue import Intent, Plan
from tests.assistant.dialogue.routing import plan
from tools import ToolError, run_tool

CASES = Path(__file__).parents[3] / "evals" / "cases"
FILES = ("calculation", "dialogue", "adversarial", "text")
DAY = "2026-11-22"
RIGHT, NEEDLESS, TEXT = 0.95, 0.05, 0.97


def cases(*names: str) -> list[dict[str, Any]]:
    lines = [
        line
        for name in names
        for line in (CASES / f"{name}_dev.jsonl").read_text("utf-8").splitlines()
    ]
    return [json.loads(line) for line in lines]


def plan_of(case: dict[str, Any]) -> Plan:
    return _planned(tuple(case["turns"]), case.get("on", DAY), case["language"])


@cache
def _planned(turns: tuple[str, ...], on: str, language: str) -> Plan:
    return plan(*turns, on=date.fromisoformat(on), language=language)


def calculates_right(case: dict[str, Any]) -> bool:
    """The tool, its arguments and the values that the gold names."""
    gold, found = case["gold"]["tool"], plan_of(case)
    if found.tool != gold["name"] or found.ask is not None:
        return False
    if any(str(found.arguments.get(k)) != str(v) for k, v in gold["arguments"].items()):
        return False
    try:
        value = run_tool(
            found.tool, found.arguments, on=date.fromisoformat(case.get("on", DAY))
        ).value
    except ToolError:
        return False
    return all(value[k] == v for k, v in gold["value"].items() if k in value)


def asks_right(case: dict[str, Any]) -> bool:
    gold, ask = case["gold"]["clarification"], plan_of(case).ask
    return ask is not None and ask.slot in {gold.get("slot"), *gold.get("slot_any", ())}


def share(right: list[bool]) -> float:
    return sum(right) / len(right)


def test_tool_and_arguments_are_right_when_a_dev_case_calculates() -> None:
    found = [calculates_right(case) for case in cases(*FILES) if case["gold"].get("tool")]
    assert share(found) >= RIGHT


def test_right_input_is_asked_back_when_a_dev_case_lacks_it() -> None:
    lacking = [c for c in cases(*FILES) if c["gold"]["status"] == "clarification"]
    strict = [c for c in lacking if not c["gold"].get("status_any")]
    assert share([asks_right(case) for case in strict]) >= RIGHT


def test_nothing_is_asked_back_when_a_dev_case_has_an_answer() -> None:
    answered = [c for c in cases(*FILES) if c["gold"]["status"] != "clarification"]
    assert share([plan_of(case).ask is not None for case in answered]) <= NEEDLESS


def test_text_answers_when_a_dev_case_asks_for_the_text() -> None:
    found = [plan_of(case).intent is Intent.TEXT for case in cases("text")]
    assert share(found) >= TEXT


@pytest.mark.parametrize("case", cases(*FILES), ids=lambda case: case["id"])
def test_no_tool_runs_when_a_dev_case_forbids_it(case: dict[str, Any]) -> None:
    found = plan_of(case)
    assert not case["gold"].get("no_tool") or found.tool is None or found.ask is not None
