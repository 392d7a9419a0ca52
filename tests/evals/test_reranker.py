from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.reranking import blended
from corpus.catalogue import Catalogue
from corpus.embedder import Reranker
from evals import reranker
from evals.reranker import Asked

ANSWER = "De leerling krijgt 20 opleidingsdagen om een werkplek te zoeken."
OTHERS = ("De school bezorgt het attest.", "Een SAO duurt minstens 20 uur.", "Zie bijlage 3.")


def asked(right: int = 1) -> Asked:
    """A question whose right passage the retriever put in this place."""
    passages = [*OTHERS[:right], ANSWER, *OTHERS[right:]]
    return Asked(
        "Hoeveel dagen om een werkplek te zoeken?",
        ANSWER,
        tuple(passages),
        (9.0, 8.5, 4.0, 1.0),
        tuple(p == ANSWER for p in passages),
    )


class Shortest:
    """Judges a passage the better the shorter it is."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        return [-float(len(p)) for p in passages]


@pytest.mark.parametrize("scale", [1.0, 1000.0])
@pytest.mark.parametrize("shift", [0.0, -7.0])
def test_order_is_the_same_when_a_reranker_has_another_scale(scale: float, shift: float) -> None:
    judged = [0.1, 0.9, 0.2]
    other = [scale * j + shift for j in judged]
    assert blended([3.0, 2.0, 1.0], other, 2.0) == pytest.approx(
        blended([3.0, 2.0, 1.0], judged, 2.0)
    )


def test_retriever_decides_when_all_passages_are_judged_alike() -> None:
    assert blended([3.0, 2.0], [0.5, 0.5], 9.0) == [3.0, 2.0]


@pytest.mark.parametrize(
    ("judged", "weight", "first"),
    [
        ([0.0, 1.0, 0.0, 0.0], None, 1.0),
        ([1.0, 0.0, 0.0, 0.0], None, 0.0),
        ([0.0, 1.0, 0.0, 0.0], 0.0, 0.0),
        ([0.0, 1.0, 0.0, 0.0], 1.0, 1.0),
    ],
)
def test_right_passage_counts_when_it_comes_first(
    judged: list[float], weight: float | None, first: float
) -> None:
    assert reranker.figures([asked()], [judged], weight).first == first


def test_weight_is_nothing_when_the_judge_is_always_wrong() -> None:
    found = reranker.weighed([asked(right=0)], reranker.reading(Shortest(), [asked(right=0)]))
    assert found.weight == 0.0
    assert found.both == found.without


def test_cards_of_the_validation_part_lend_no_question_to_the_training(
    catalogue: Catalogue,
) -> None:
    training, validation = reranker._split(catalogue, 10**6, 10**6)
    assert {card for card, _ in training}.isdisjoint(card for card, _ in validation)
    assert len({card for card, _ in validation}) == round(0.1 * len(catalogue.cards))
    assert (training, validation) == reranker._split(catalogue, 10**6, 10**6)


def test_index_knows_no_question_when_it_is_kept_out(catalogue: Catalogue) -> None:
    known = {e.text for e in reranker._without_kept_out(catalogue).entries("question")}
    unique = [q for _, q in reranker._kept_out(catalogue) if q not in known]
    assert len(unique) > 0.99 * len(reranker._kept_out(catalogue))


def test_trained_model_loads_as_a_reranker_when_training_ends(tmp_path: Path) -> None:
    training = pytest.importorskip(
        "evals.reranker_training", reason="the extra training is missing", exc_type=ImportError
    )
    said: list[str] = []
    questions = [asked(0), asked(1)]
    unlike = [replace(asked(), answer="Iets anders.")]
    plan = training.Plan(max_steps=1, questions_a_step=2, judged_every=1)
    pairs = training.train(training.minilm_folder(), questions, unlike, tmp_path, plan, said.append)
    scores = Reranker(str(tmp_path)).scores(questions[0].question, questions[0].passages)
    assert pairs == 4
    assert len(scores) == 4
    assert len(said) == 1


def test_row_is_named_by_what_the_model_is_when_its_folder_says(tmp_path: Path) -> None:
    reranker.describe(tmp_path, "English MiniLM", 8)
    assert reranker.described(str(tmp_path)) == "English MiniLM trained on the cards"
    assert reranker.described("org/some-reranker") == "some-reranker"
