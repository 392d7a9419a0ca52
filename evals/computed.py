"""What the tools say for a case's gold, so that gold values and facts can be held against it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache

from evals.cases import Case, ToolGold
from tools import InvalidInputError, ToolError, ToolResult, run_tool

_SAFELY_FALSE = "_completed"
_ALLOWANCE_SECTION = "rof B3"
_BANDS = (
    {"second_degree_completed": False, "alternating_years_completed": 0},
    {"second_degree_completed": True, "alternating_years_completed": 0},
    {"third_degree_first_year_completed": True},
)


@dataclass(frozen=True, slots=True)
class Computed:
    """A tool's result for the gold arguments, or why there is none.

    `skipped` says which inputs the case rightly leaves open; `error` says what is wrong with it.
    """

    result: ToolResult | None = None
    skipped: str = ""
    error: str = ""


def computed(case: Case) -> Computed:
    """The result for the gold arguments, in the case's language.

    Gold names the arguments that matter: a level of schooling that it leaves out counts as not
    completed; where another input is left out, there is no result to check against.
    """
    tool = case.gold.tool
    if tool is None:
        return Computed(skipped="no tool in the gold")
    on = date.fromisoformat(tool.on or case.on)
    try:
        return Computed(run_tool(tool.name, tool.arguments, on=on, language=case.language))
    except InvalidInputError as error:
        return _completed(tool, on, case.language, error)
    except ToolError as error:
        return Computed(error=str(error))


def _completed(tool: ToolGold, on: date, language: str, error: InvalidInputError) -> Computed:
    if not error.missing:
        return Computed(error=str(error))
    if not all(name.endswith(_SAFELY_FALSE) for name in error.missing):
        return Computed(skipped=f"the gold leaves open {', '.join(error.missing)}")
    arguments = {**tool.arguments, **dict.fromkeys(error.missing, False)}
    try:
        return Computed(run_tool(tool.name, arguments, on=on, language=language))
    except ToolError as second:
        return Computed(error=str(second))


def words(case: Case) -> list[str]:
    """What may bear out a computed fact: the tool's result, and every amount for `rof B3`."""
    result = computed(case).result
    found = [] if result is None else [json.dumps(result.to_json(), ensure_ascii=False)]
    return found + ([_amounts(case.on)] if _ALLOWANCE_SECTION in case.gold.sections else [])


@cache
def _amounts(on: str) -> str:
    day = date.fromisoformat(on)
    rest = dict.fromkeys(
        ("third_degree_first_year_completed", "buso_qualification_phase_completed"), False
    )
    results = (run_tool("allowance", {**rest, **band}, on=day) for band in _BANDS)
    return json.dumps([r.to_json() for r in results], ensure_ascii=False)
