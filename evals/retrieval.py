"""How high the right section stands among what was retrieved, by ir_measures (trec_eval).

Sections in the gold are alternatives, so recall at k asks whether one of them is among the first
k sections (trec_eval's success); nDCG counts them all.

Cards and words carry the order so well that harm to the dense search of the texts does not show in
it. So the same candidates are also ordered by that alone, and `dense@1` and `dense_mrr` say how
good this order is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ir_measures
from ir_measures import RR, Success, nDCG

from evals.outcome import Outcome, Scores

METRICS = {
    "recall@1": "an acceptable section is retrieved first",
    "recall@3": "an acceptable section is among the first three",
    "recall@5": "an acceptable section is among the first five",
    "mrr": "one divided by the rank of the first acceptable section",
    "ndcg@10": "nDCG of the first ten sections, all acceptable ones counted",
    "dense@1": "an acceptable section is first by the nearness of the texts' own passages alone",
    "dense_mrr": "one divided by its rank by the nearness of the texts' own passages alone",
}
_OF_PASSAGES = {"dense@1": "recall@1", "dense_mrr": "mrr"}
_MEASURES = {
    "recall@1": Success @ 1,
    "recall@3": Success @ 3,
    "recall@5": Success @ 5,
    "mrr": RR,
    "ndcg@10": nDCG @ 10,
}
Rankings = Mapping[str, Sequence[str]]


def scores(outcomes: Sequence[Outcome]) -> dict[str, Scores]:
    """The metrics of METRICS by case id, for cases that are answered from the text alone."""
    asked = [
        o
        for o in outcomes
        if o.gold_sections and o.gold_answers and not (o.case.gold.tool or o.answer.tool_calls)
    ]
    gold = {o.case.id: o.gold_sections for o in asked}
    found = ranked({o.case.id: o.ranked_sections for o in asked}, gold)
    by_passages = ranked({o.case.id: o.sections_by_passages for o in asked}, gold)
    return {
        case: {**found[case], **{new: by_passages[case][old] for new, old in _OF_PASSAGES.items()}}
        for case in found
    }


def ranked(rankings: Rankings, gold: Rankings) -> dict[str, Scores]:
    """The metrics of METRICS for rankings of sections, best first, but for the dense ones.

    Args:
        rankings: by case, the sections retrieved, each once.
        gold: by case, the acceptable sections.
    """
    if not gold:
        return {}
    found: dict[str, dict[str, float | None]] = {
        case: dict.fromkeys(_MEASURES, 0.0) for case in gold
    }
    names = {measure: name for name, measure in _MEASURES.items()}
    judged = {case: dict.fromkeys(sections, 1) for case, sections in gold.items()}
    run = {case: _falling(rankings.get(case, ())) for case in gold}
    for result in ir_measures.iter_calc(list(names), judged, run):
        found[result.query_id][names[result.measure]] = float(result.value)
    return dict(found)


def _falling(sections: Sequence[str]) -> dict[str, float]:
    """A score for each section that keeps the order and has no ties."""
    return {section: float(len(sections) - place) for place, section in enumerate(sections)}
