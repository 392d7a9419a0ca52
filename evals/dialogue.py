"""Does the assistant ask for what is missing, and only for that."""

from __future__ import annotations

from evals.outcome import Outcome, Scores, score

METRICS = {
    "slot_asked": "where an input is missing, the question back asks for it",
    "no_needless_question": "where nothing is missing, no question is put back",
    "follow_up_settled": "in conversations, the last turn ends in an accepted status",
}
_CLARIFICATION = "clarification"


def scores(outcome: Outcome) -> Scores:
    """The metrics of METRICS for one outcome."""
    gold = outcome.case.gold
    needless = _CLARIFICATION not in gold.statuses
    talked = len(outcome.case.turns) > 1
    return {
        "slot_asked": _slot(outcome),
        "no_needless_question": score(outcome.status != _CLARIFICATION) if needless else None,
        "follow_up_settled": score(outcome.status in gold.statuses) if talked else None,
    }


def questions_back(outcome: Outcome) -> int:
    """How often the assistant asked back in the whole conversation."""
    return [*outcome.earlier, outcome.status].count(_CLARIFICATION)


def _slot(outcome: Outcome) -> float | None:
    gold, asked = outcome.case.gold, outcome.answer.clarification
    if gold.clarification is None:
        return None
    if outcome.status != _CLARIFICATION:
        return None if outcome.status in gold.statuses else 0.0
    return score(asked is not None and asked.slot in gold.clarification.accepted)
