"""Are the citations true and to the point: verbatim quotes, precision, recall, grounded numbers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from corpus.sources import load_sources
from evals.notation import numbers, without_marks
from evals.outcome import Outcome, Scores, score

METRICS = {
    "quotes_verbatim": "every quote stands in its source at the offsets it names",
    "citation_precision": "share of the citations whose section is acceptable",
    "citation_recall": "share of the sections that must be cited (or an acceptable one) cited",
    "numbers_grounded": "every number shown stands in a quote, a tool's result or the question",
}


def scores(outcome: Outcome) -> Scores:
    """The metrics of METRICS for one outcome."""
    citations = outcome.answer.citations
    return {
        "quotes_verbatim": score(not altered_quotes(outcome)) if citations else None,
        "citation_precision": _precision(outcome),
        "citation_recall": _recall(outcome),
        "numbers_grounded": score(not loose_numbers(outcome)) if outcome.answered else None,
    }


def altered_quotes(outcome: Outcome) -> list[str]:
    """The quotes that do not stand at their offsets."""
    texts = source_texts()
    return [
        c.quote
        for c in outcome.answer.citations
        if not c.quote or texts.get(c.source, "")[c.start : c.end] != c.quote
    ]


def loose_numbers(outcome: Outcome) -> list[str]:
    """The numbers of the answer's text that nothing bears out."""
    grounds = [c.quote for c in outcome.answer.citations]
    grounds += [json.dumps(t.to_json(), ensure_ascii=False) for t in outcome.answer.tool_calls]
    known = numbers(" ".join((*grounds, *outcome.case.turns)))
    return sorted(numbers(without_marks(outcome.answer.text)) - known)


def _precision(outcome: Outcome) -> float | None:
    gold, cited = set(outcome.gold_sections), outcome.cited_sections
    if not gold or not cited or not outcome.gold_answers:
        return None
    return sum(section in gold for section in cited) / len(cited)


def _recall(outcome: Outcome) -> float | None:
    if not outcome.gold_sections or not outcome.gold_answers:
        return None
    required, cited = set(outcome.case.gold.required_sections), set(outcome.cited_sections)
    if not required:
        return score(bool(set(outcome.gold_sections) & cited))
    return len(required & cited) / len(required)


@cache
def source_texts() -> Mapping[str, str]:
    """The source texts by id, read from the files and not from the assistant."""
    return {file.source.id: file.source.text for file in load_sources()}
