"""Why an answer is wrong, as the first step of the pipeline that went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from evals.outcome import REFUSALS, Outcome

CAUSES = {
    "error": "the assistant could not take the question in, or failed",
    "language": "the question was taken for another language",
    "needless question": "a question back although nothing is missing",
    "no question back": "an answer or refusal although an input is missing",
    "wrong slot": "the question back asks for something else",
    "router": "no calculation, or another tool than the right one",
    "tool inputs": "the right tool with other inputs than were given",
    "tool": "the right inputs, and yet another value",
    "needless tool": "a calculation where none was asked for",
    "vocabulary": "refused, or answered wrongly, and the right section is not in the first ten",
    "threshold": "refused although the right section is among the first three",
    "kind of refusal": "refused rightly, but as off the subject, or as on it, wrongly",
    "not refused": "answered although the texts do not say",
    "refused": "refused although it is answerable, with the right section further down",
    "ranking": "the right section was found, another one was cited first",
    "missing section": "not all sections that must be cited are",
    "sentence choice": "the right section, but a fact is not shown",
    "forbidden": "something is shown that must not be",
    "grounding": "a quote or number that nothing bears out",
}
_KEY_METRICS = (
    "status",
    "section_first",
    "facts_complete",
    "no_forbidden",
    "required_cited",
    "quotes_verbatim",
    "numbers_grounded",
    "tool_value",
    "tool_arguments",
    "tool_silence",
    "slot_asked",
    "language",
)


def failed(scores: dict[str, float]) -> list[str]:
    """The metrics that make a case a failure, of those below 1."""
    return [name for name in _KEY_METRICS if scores.get(name, 1.0) < 1.0]


def cause(outcome: Outcome, scores: dict[str, float]) -> str | None:
    """The cause of a failed case, a key of CAUSES; None where the case is right."""
    if not failed(scores):
        return None
    return (
        _of_understanding(outcome, scores)
        or _of_tools(outcome, scores)
        or _of_status(outcome, scores)
        or _of_content(scores)
    )


def table(causes: Sequence[tuple[str, str | None]]) -> dict[str, dict[str, int]]:
    """How often each cause occurs by suite; takes (suite, cause) of every case."""
    counted = Counter((why, suite) for suite, why in causes if why)
    return {
        why: {suite: n for (w, suite), n in sorted(counted.items()) if w == why}
        for why in CAUSES
        if any(w == why for w, _ in counted)
    }


def _of_understanding(outcome: Outcome, scores: dict[str, float]) -> str | None:
    gold = outcome.case.gold
    if outcome.status == "error":
        return "error"
    if scores.get("language") == 0.0:
        return "language"
    if outcome.status == "clarification" and "clarification" not in gold.statuses:
        return "needless question"
    if gold.statuses == {"clarification"} and outcome.status != "clarification":
        return "no question back"
    return "wrong slot" if scores.get("slot_asked") == 0.0 else None


def _of_tools(outcome: Outcome, scores: dict[str, float]) -> str | None:
    if scores.get("tool_silence") == 0.0:
        return "needless tool"
    if outcome.case.gold.tool is None:
        return None
    if scores["tool_name"] == 0.0:
        return "router"
    if scores["tool_arguments"] == 0.0 and scores["tool_value"] == 0.0:
        return "tool inputs"
    return "tool" if scores["tool_value"] == 0.0 else None


def _of_status(outcome: Outcome, scores: dict[str, float]) -> str | None:
    if outcome.gold_refuses and outcome.status not in REFUSALS:
        return "not refused"
    if outcome.gold_refuses:
        return "kind of refusal"
    gold, ranked = set(outcome.gold_sections), outcome.ranked_sections
    lost = outcome.status in REFUSALS or scores.get("section_any") == 0.0
    if not gold or not lost:
        return None
    if not gold & set(ranked[:10]):
        return "vocabulary"
    if outcome.status in REFUSALS:
        return "threshold" if gold & set(ranked[:3]) else "refused"
    return "ranking"


def _of_content(scores: dict[str, float]) -> str:
    if scores.get("section_first") == 0.0:
        return "ranking"
    if scores.get("required_cited") == 0.0:
        return "missing section"
    if scores.get("facts_complete") == 0.0:
        return "sentence choice"
    if scores.get("no_forbidden") == 0.0:
        return "forbidden"
    if scores.get("status") == 0.0:
        return "threshold"
    return "grounding"
