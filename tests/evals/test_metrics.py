from __future__ import annotations

import pytest

from assistant.answer import AnswerStatus, Clarification, Considered
from evals import answers, causes, citations, dialogue, refusals, retrieval, scoring, tool_calls
from evals.outcome import Outcome
from tests.evals.conftest import case, citation, outcome, tool_call

GOLD = {
    "sections": ["omzendbrief 7.1", "omzendbrief 16/bijlage-3"],
    "facts": [["20 opleidingsdagen"], ["verlengd"]],
}
WORKPLACE = {
    "name": "deadline",
    "arguments": {"kind": "workplace_search", "first_attended_on": "2026-09-01"},
    "value": {"last_day": "2026-09-28"},
}


def test_sections_count_by_place_when_an_annex_is_gold() -> None:
    found = answers.scores(
        outcome(case(**GOLD), citations=(citation("2"), citation("16")), text="20 opleidingsdagen")
    )
    assert (found["section_first"], found["section_first_three"]) == (0.0, 1.0)
    assert (found["facts_shown"], found["facts_complete"]) == (0.5, 0.0)


def test_content_counts_as_missed_when_the_answer_is_refused_and_gold_answers() -> None:
    found = answers.scores(outcome(case(**GOLD), status=AnswerStatus.UNANSWERABLE))
    assert (found["status"], found["section_any"], found["facts_shown"]) == (0.0, 0.0, 0.0)


def test_content_does_not_apply_when_a_refusal_is_accepted_too() -> None:
    gold = case(**GOLD, status_any=["answered", "out_of_scope"])
    found = answers.scores(outcome(gold, status=AnswerStatus.OUT_OF_SCOPE))
    assert (found["status"], found["section_any"], found["facts_shown"]) == (1.0, None, None)


def test_forbidden_and_required_are_told_when_the_gold_has_them() -> None:
    gold = case(
        **GOLD, forbidden=["30 dagen"], required_sections=["omzendbrief 7.1", "omzendbrief 2"]
    )
    found = answers.scores(outcome(gold, text="Na 30 dagen.", citations=(citation("7.1"),)))
    assert (found["no_forbidden"], found["required_cited"]) == (0.0, 0.0)


def test_exception_is_kept_only_when_every_fact_is_shown() -> None:
    gold = case(**GOLD, kind="exception")
    assert answers.scores(outcome(gold, text="20 opleidingsdagen"))["exceptions_kept"] == 0.0


def test_quote_is_altered_when_the_source_says_something_else_there() -> None:
    text = citations.source_texts()["omzendbrief"]
    start = text.index("20 opleidingsdagen")
    good = citation("7.1", "20 opleidingsdagen")
    true = type(good)("omzendbrief", "7.1", "", good.quote, start, start + len(good.quote))
    assert citations.scores(outcome(case(), citations=(true,)))["quotes_verbatim"] == 1.0
    assert citations.scores(outcome(case(), citations=(true, good)))["quotes_verbatim"] == 0.0


def test_number_is_loose_when_neither_quote_nor_tool_nor_question_has_it() -> None:
    gold = case(turns=["Ik werk 16 uur"])
    call = tool_call("deadline", {}, {"last_day": "2026-09-28"})
    told = outcome(
        gold,
        text="16 uur, 28 september 2026, 20 dagen, 31 dagen [1]",
        citations=(citation("7.1", "20 opleidingsdagen"),),
        tool_calls=(call,),
    )
    assert citations.loose_numbers(told) == ["31"]


def test_citation_precision_and_recall_go_by_section() -> None:
    gold = case(**GOLD, required_sections=["omzendbrief 7.1", "omzendbrief 2"])
    told = outcome(gold, citations=(citation("7.1"), citation("9")))
    found = citations.scores(told)
    assert (found["citation_precision"], found["citation_recall"]) == (0.5, 0.5)


@pytest.mark.parametrize(
    ("arguments", "value", "scores"),
    [
        ({"first_attended_on": "2026-09-01"}, "2026-09-28", (1.0, 1.0, 1.0, 1.0)),
        ({"first_attended_on": "2026-09-02"}, "2026-09-29", (1.0, 0.0, 0.0, 0.0)),
        ({"first_attended_on": "2026-09-01", "days": 0}, "2026-09-28", (1.0, 1.0, 1.0, 1.0)),
    ],
)
def test_tool_is_scored_by_arguments_and_value(
    arguments: dict[str, object], value: str, scores: tuple[float, ...]
) -> None:
    call = tool_call("deadline", {"kind": "workplace_search", **arguments}, {"last_day": value})
    found = tool_calls.scores(outcome(case(tool=WORKPLACE), tool_calls=(call,)))
    names = ("tool_name", "tool_arguments", "tool_value", "no_wrong_figure")
    assert tuple(found[n] for n in names) == scores


def test_no_wrong_figure_is_shown_when_no_tool_is_called() -> None:
    found = tool_calls.scores(outcome(case(tool=WORKPLACE)))
    assert (found["tool_name"], found["tool_value"], found["no_wrong_figure"]) == (0.0, 0.0, 1.0)


def test_no_wrong_figure_is_shown_when_the_tool_leaves_the_value_open() -> None:
    call = tool_call("deadline", {"kind": "workplace_search"}, {"last_day": None})
    found = tool_calls.scores(outcome(case(tool=WORKPLACE), tool_calls=(call,)))
    assert (found["tool_value"], found["no_wrong_figure"]) == (0.0, 1.0)


def test_tool_has_to_be_silent_when_the_gold_says_so() -> None:
    told = outcome(case(no_tool=True), tool_calls=(tool_call("deadline", {}, {}),))
    assert tool_calls.scores(told)["tool_silence"] == 0.0
    assert tool_calls.scores(outcome(case()))["tool_silence"] is None


def _asking(slot: str) -> dict[str, object]:
    return {
        "status": AnswerStatus.CLARIFICATION,
        "clarification": Clarification(slot, "?"),
    }


def test_question_back_is_scored_by_slot_and_need() -> None:
    asks = case(status="clarification", clarification={"slot_any": ["a", "b"]})
    assert dialogue.scores(outcome(asks, **_asking("b")))["slot_asked"] == 1.0
    assert dialogue.scores(outcome(asks, **_asking("c")))["slot_asked"] == 0.0
    assert dialogue.scores(outcome(asks))["slot_asked"] == 0.0
    assert dialogue.scores(outcome(case(), **_asking("a")))["no_needless_question"] == 0.0


def test_refusals_have_precision_recall_and_a_curve() -> None:
    never = case(status="unanswerable", id="never")
    right = outcome(never, status=AnswerStatus.OUT_OF_SCOPE, debug={"answerable": 0.2})
    wrong = outcome(case(), status=AnswerStatus.UNANSWERABLE, debug={"answerable": 0.4})
    kept = outcome(case(), debug={"answerable": 0.9})
    assert refusals.scores(right)["refusal_recall"] == 1.0
    assert refusals.scores(wrong)["refusal_precision"] == 0.0
    assert [refusals.scores(o)["answerable_kept"] for o in (right, wrong, kept)] == [None, 0.0, 1.0]
    points = refusals.curve([right, wrong, kept])
    assert points[0]["recall"] == 0.0
    half = next(p for p in points if p["threshold"] == 0.5)
    assert (half["recall"], half["answerable_refused"], half["precision"]) == (1.0, 0.5, 0.5)


def _found(*sections: str) -> tuple[Considered, ...]:
    return tuple(Considered("card", s, 1.0, {}, "shown") for s in sections)


def test_retrieval_counts_sections_once_when_several_candidates_share_one() -> None:
    found = _found("rof A1", "rof A1", "omzendbrief 7.1")
    scores = retrieval.scores([outcome(case(sections=["omzendbrief 7.1"]), considered=found)])
    assert scores["x-1"]["recall@1"] == 0.0
    assert scores["x-1"]["recall@3"] == 1.0
    assert scores["x-1"]["mrr"] == 0.5


def test_retrieval_scores_zero_when_nothing_was_considered() -> None:
    scores = retrieval.scores([outcome(case(sections=["omzendbrief 7.1"]))])
    assert set(scores["x-1"].values()) == {0.0}


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (outcome(case(**GOLD), status=AnswerStatus.ERROR), "error"),
        (outcome(case(**GOLD), language="fr"), "language"),
        (outcome(case(**GOLD), **_asking("a")), "needless question"),
        (outcome(case(status="unanswerable")), "not refused"),
        (outcome(case(**GOLD), status=AnswerStatus.UNANSWERABLE), "vocabulary"),
        (
            outcome(
                case(**GOLD),
                status=AnswerStatus.UNANSWERABLE,
                considered=_found("omzendbrief 7.1"),
            ),
            "threshold",
        ),
        (outcome(case(**GOLD), citations=(citation("7.1"),)), "sentence choice"),
        (outcome(case(tool=WORKPLACE, sections=["omzendbrief 7.1"])), "router"),
    ],
)
def test_cause_is_the_first_step_that_went_wrong(told: Outcome, why: str) -> None:
    assert causes.cause(told, scoring.score_all([told])["x-1"]) == why


def test_every_metric_has_a_meaning_and_stays_between_0_and_1() -> None:
    told = outcome(case(**GOLD), citations=(citation("7.1"),))
    scored = scoring.score_all([told])["x-1"]
    assert set(scored) <= set(scoring.METRICS)
    assert all(0.0 <= value <= 1.0 for value in scored.values())
