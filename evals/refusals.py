"""Does the assistant refuse what the texts do not answer, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from evals.outcome import REFUSALS, Outcome, Scores, score

METRICS = {
    "refusal_recall": "what the texts do not answer is refused",
    "refusal_precision": "what is refused is not answered by the texts",
    "answerable_kept": "what the texts answer is not refused",
}
_STEPS = 51


def scores(outcome: Outcome) -> Scores:
    """The metrics of METRICS for one outcome."""
    refused = outcome.status in REFUSALS
    accepted = bool(outcome.case.gold.statuses & REFUSALS)
    return {
        "refusal_recall": score(refused) if outcome.gold_refuses else None,
        "refusal_precision": score(accepted) if refused else None,
        "answerable_kept": score(not refused) if not accepted else None,
    }


def curve(outcomes: Sequence[Outcome]) -> list[dict[str, float]]:
    """For thresholds from 0 to 1: refusal precision and recall, and share of answerable refused.

    Made from the probability that the judge of each answer gave; answers without one (settled
    before the judge) are left out.
    """
    judged = [o for o in outcomes if "answerable" in o.answer.debug]
    wrong = [float(o.answer.debug["answerable"]) for o in judged if o.gold_refuses]
    right = [
        float(o.answer.debug["answerable"]) for o in judged if o.case.gold.status == "answered"
    ]
    if not wrong or not right:
        return []
    return [_point(step / (_STEPS - 1), wrong, right) for step in range(_STEPS)]


def _point(threshold: float, wrong: Sequence[float], right: Sequence[float]) -> dict[str, float]:
    caught = sum(p < threshold for p in wrong)
    lost = sum(p < threshold for p in right)
    return {
        "threshold": round(threshold, 3),
        "recall": round(caught / len(wrong), 6),
        "precision": round(caught / (caught + lost), 6) if caught + lost else 1.0,
        "answerable_refused": round(lost / len(right), 6),
    }
