"""Was the right calculation made, with the right inputs, and is no wrong figure shown."""

from __future__ import annotations

from typing import Any

from assistant.answer import ToolCall
from evals.cases import ToolGold
from evals.notation import same
from evals.outcome import Outcome, Scores, score
from tools import arguments_model

METRICS = {
    "tool_name": "the right tool was called",
    "tool_arguments": "it got every argument of the gold, with the gold's value",
    "tool_value": "it gave every value of the gold exactly",
    "no_wrong_figure": "no value that the right tool gives differs from the gold's",
    "tool_silence": "no tool was called where none may be",
}


def scores(outcome: Outcome) -> Scores:
    """The metrics of METRICS for one outcome."""
    gold = outcome.case.gold
    silence = score(not outcome.answer.tool_calls) if gold.no_tool else None
    if gold.tool is None:
        return {**dict.fromkeys(METRICS), "tool_silence": silence}
    call = best_call(outcome, gold.tool)
    value = _value_of(call)
    return {
        "tool_name": score(call is not None),
        "tool_arguments": score(call is not None and same(gold.tool.arguments, _given(call))),
        "tool_value": score(call is not None and same(gold.tool.value, value)),
        "no_wrong_figure": score(call is None or not wrong_figures(outcome)),
        "tool_silence": silence,
    }


def best_call(outcome: Outcome, gold: ToolGold) -> ToolCall | None:
    """The call of the right tool that agrees most with the gold's arguments; None without one."""
    calls = [c for c in outcome.answer.tool_calls if c.tool == gold.name]
    return max(calls, key=lambda c: _agreeing(gold, c), default=None)


def wrong_figures(outcome: Outcome) -> dict[str, object]:
    """The values of the right tool that differ from the gold's, by name; empty without a call.

    A value that the tool leaves open (null) is no figure.
    """
    gold = outcome.case.gold.tool
    call = best_call(outcome, gold) if gold else None
    if gold is None or call is None:
        return {}
    value = _value_of(call)
    return {
        name: value.get(name)
        for name, right in gold.value.items()
        if value.get(name) is not None and not same(right, value[name])
    }


def _agreeing(gold: ToolGold, call: ToolCall) -> int:
    return sum(same(value, _given(call).get(name)) for name, value in gold.arguments.items())


def _given(call: ToolCall) -> dict[str, Any]:
    """The arguments of a call, and what the tool takes for those that it was not given."""
    fields = arguments_model(call.tool, call.arguments).model_fields
    taken = {name: field.default for name, field in fields.items() if not field.is_required()}
    return {**{name: value for name, value in taken.items() if value is not None}, **call.arguments}


def _value_of(call: ToolCall | None) -> dict[str, object]:
    return dict(call.result.get("value") or {}) if call else {}
