"""Is the answer right: status, sections, facts, what must not be said, exceptions, language."""

from __future__ import annotations

from evals.cases import Case
from evals.notation import shows, shows_exactly
from evals.outcome import Outcome, Scores, score

METRICS = {
    "status": "the status is an accepted one",
    "section_first": "the first citation is of an acceptable section",
    "section_first_three": "one of the first three citations is",
    "section_any": "any citation is",
    "facts_complete": "every fact of the gold is shown",
    "facts_shown": "share of the gold's facts that are shown",
    "no_forbidden": "nothing is shown that must not be",
    "exceptions_kept": "in cases about an exception, rule and exception are both shown",
    "required_cited": "every section that must be cited is",
    "language": "the answer is in the language of the question",
}


def scores(outcome: Outcome) -> Scores:
    """The metrics of METRICS for one outcome."""
    case, gold = outcome.case, outcome.case.gold
    facts = _facts(outcome)
    return {
        "status": score(outcome.status in gold.statuses),
        **_sections(outcome),
        "facts_complete": None if facts is None else score(facts == 1.0),
        "facts_shown": facts,
        "no_forbidden": score(not forbidden_shown(outcome)) if gold.forbidden else None,
        "exceptions_kept": score(facts == 1.0) if facts is not None and _exception(case) else None,
        "required_cited": _required(outcome),
        "language": score(outcome.answer.language == case.language),
    }


def missing_facts(outcome: Outcome) -> list[str]:
    """The facts that are not shown, each by its first notation."""
    text = outcome.answer.text
    return [f[0] for f in outcome.case.gold.facts if not any(shows(text, a) for a in f)]


def forbidden_shown(outcome: Outcome) -> list[str]:
    """What is shown that must not be."""
    return [f for f in outcome.case.gold.forbidden if shows_exactly(outcome.answer.text, f)]


def _exception(case: Case) -> bool:
    return case.kind == "exception"


def _facts(outcome: Outcome) -> float | None:
    facts = outcome.case.gold.facts
    if not facts or not outcome.gold_answers:
        return None
    if not outcome.answered:
        return 0.0
    return 1.0 - len(missing_facts(outcome)) / len(facts)


def _sections(outcome: Outcome) -> Scores:
    gold, cited = set(outcome.gold_sections), outcome.cited_sections
    applies = bool(gold) and outcome.gold_answers
    depths = {"section_first": 1, "section_first_three": 3, "section_any": len(cited)}
    return {
        name: score(bool(gold & set(cited[:depth]))) if applies else None
        for name, depth in depths.items()
    }


def _required(outcome: Outcome) -> float | None:
    required = set(outcome.case.gold.required_sections)
    if not required or not outcome.gold_answers:
        return None
    return score(required <= set(outcome.cited_sections))
