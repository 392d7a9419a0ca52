"""Running the exact tools, and writing their results: outcome, steps, rule, what was assumed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from assistant.answer import Citation, ToolCall
from assistant.compose import Lead, Page, number_cited, write_leads
from assistant.dialogue import Plan, Understood
from assistant.messages import message
from assistant.outcome import outcome
from assistant.quoting import cite
from corpus.catalogue import Catalogue
from tools import run_tool

_MOST_STEPS = 4
_MOST_QUOTES = 3


def calculate(tool: str, arguments: dict[str, Any], *, on: date, language: str) -> ToolCall:
    """The call of a tool with its result as JSON.

    Raises:
        InvalidInputError: an input is missing or can't be right.
        NotCoveredError: the rules do not reach this case.
    """
    result = run_tool(tool, arguments, on=on, language=language)
    return ToolCall(tool, arguments, result.to_json())


def grounds_of(calls: Sequence[ToolCall]) -> list[str]:
    """What statements may take their numbers from: everything the tools returned or were given."""
    return [
        json.dumps([call.arguments, call.result], ensure_ascii=False, default=str) for call in calls
    ]


def write_calculation(
    page: Page, call: ToolCall, understood: Sequence[Understood], leads: Sequence[Lead] = ()
) -> None:
    """One result: the outcome first, how it was computed, the rule, assumptions, warnings.

    Args:
        page: written to.
        call: the calculation.
        understood: the inputs taken from the words, shown so that they can be mended.
        leads: verified sentences that explain the outcome, said after it.
    """
    citations = rule_citations(call, page.catalogue)
    said = outcome(call.tool, call.result["value"], page.language)
    page.claim(" ".join(said), citations)
    cited = number_cited(page, leads)
    write_leads(page, [Lead(lead.text, lead.citations or tuple(citations)) for lead in leads])
    if call.result["value"].get("kind") == "school_calendar":
        page.listed(call.result["steps"][1:], citations)  # the holidays are the answer
    else:
        _bullets(page, "computed", call.result["steps"][:_MOST_STEPS], citations)
    page.say("rule")
    for citation in [*citations, *cited]:
        page.quote(citation)
    _understood(page, understood, citations)
    _bullets(page, "assumed", call.result["assumptions"], citations)
    _bullets(page, "attention", call.result["warnings"], citations)


def write_alternatives(page: Page, calls: Sequence[ToolCall], plan: Plan) -> None:
    """The outcomes side by side, for somebody who does not know the input that decides."""
    page.say("alternatives")
    lines: list[str] = []
    cited: list[Citation] = []
    for (label, _), call in zip(plan.alternatives, calls, strict=True):
        cited += [c for c in rule_citations(call, page.catalogue)[:1] if c not in cited]
        said = outcome(call.tool, call.result["value"], page.language)
        lines.append(f"{message(label, page.language)}: {' '.join(said)}")
    page.listed(lines, cited)
    page.say("rule")
    for citation in cited[:_MOST_QUOTES]:
        page.quote(citation)
    warnings = dict.fromkeys(w for call in calls for w in call.result["warnings"])
    _bullets(page, "attention", list(warnings)[:_MOST_STEPS], cited)


def rule_citations(call: ToolCall, catalogue: Catalogue) -> list[Citation]:
    """The provisions that decide, at most three; where both texts speak, both are among them."""
    found = [
        cite(catalogue.quotes.find(p["source"], p["section"], p["quote"]), catalogue)
        for p in call.result["provisions"]
    ]
    first = found[:1]
    other = [c for c in found if c.source != found[0].source][:1]
    return list(dict.fromkeys([*first, *other, *found]))[:_MOST_QUOTES]


def lines_of(call: ToolCall, language: str) -> tuple[str, ...]:
    """What a result says, sentence by sentence: outcome, steps, assumptions, warnings."""
    said = outcome(call.tool, call.result["value"], language)
    rest = [line for part in ("steps", "assumptions", "warnings") for line in call.result[part]]
    return tuple(dict.fromkeys([*said, *rest]))


def _understood(page: Page, inputs: Sequence[Understood], citations: Sequence[Citation]) -> None:
    words = dict.fromkeys(f"“{u.evidence}”" for u in inputs if u.evidence)
    if words:
        shown = message("understood", page.language, inputs=", ".join(words))
        page.claim(shown, citations, marked=False)


def _bullets(page: Page, title: str, lines: Iterable[str], citations: Sequence[Citation]) -> None:
    lines = list(lines)
    if lines:
        page.say(title)
        page.listed(lines, citations)
