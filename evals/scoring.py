"""All metrics of all outcomes, and their means with intervals by group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from evals import answers, citations, dialogue, refusals, retrieval, tool_calls
from evals.outcome import Outcome, Scores
from evals.significance import interval

FAMILIES = {
    "retrieval": retrieval.METRICS,
    "answers": answers.METRICS,
    "citations": citations.METRICS,
    "tools": tool_calls.METRICS,
    "dialogue": dialogue.METRICS,
    "refusals": refusals.METRICS,
}
METRICS: dict[str, str] = {
    name: text for metrics in FAMILIES.values() for name, text in metrics.items()
}
_OF_ONE: tuple[Callable[[Outcome], Scores], ...] = (
    answers.scores,
    citations.scores,
    tool_calls.scores,
    dialogue.scores,
    refusals.scores,
)
GROUPS: dict[str, Callable[[Outcome], str]] = {
    "suite": lambda o: o.suite,
    "kind": lambda o: o.case.kind,
    "language": lambda o: o.case.language,
    "audience": lambda o: o.case.audience,
    "split": lambda o: o.case.split,
    "provision": lambda o: o.gold_sections[0] if o.gold_sections else "none",
}
Aggregates = dict[str, dict[str, dict[str, dict[str, float]]]]


def score_all(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """By case id, the metrics that apply to it, rounded to six decimals."""
    retrieved = retrieval.scores(outcomes)
    found: dict[str, dict[str, float]] = {}
    for outcome in outcomes:
        merged: dict[str, Any] = dict(retrieved.get(outcome.case.id, {}))
        for metric in _OF_ONE:
            merged |= metric(outcome)
        found[outcome.case.id] = {
            name: round(merged[name], 6) for name in METRICS if merged.get(name) is not None
        }
    return found


def aggregate(outcomes: Sequence[Outcome], scored: dict[str, dict[str, float]]) -> Aggregates:
    """Means by group: {"suite": {"text": {"recall@1": {"mean", "low", "high", "n"}}}}."""
    found: Aggregates = {"all": {"all": _means([scored[o.case.id] for o in outcomes])}}
    for group, value in GROUPS.items():
        members: dict[str, list[dict[str, float]]] = defaultdict(list)
        for outcome in outcomes:
            members[value(outcome)].append(scored[outcome.case.id])
        found[group] = {name: _means(members[name]) for name in sorted(members)}
    return found


def _means(rows: Sequence[dict[str, float]]) -> dict[str, dict[str, float]]:
    found = {}
    for name in METRICS:
        values = [row[name] for row in rows if name in row]
        if values:
            low, high = interval(values)
            mean = round(sum(values) / len(values), 6)
            found[name] = {"mean": mean, "low": low, "high": high, "n": len(values)}
    return found
