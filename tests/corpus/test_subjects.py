from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.catalogue import Catalogue
from corpus.subjects import Grouped, Subjects, documents, learnt

NOISE, CARD = 0, 1


def questions(noise: float) -> Grouped:
    """Two cards that differ a little along CARD, with wordings that differ a lot along NOISE."""
    wordings = np.random.default_rng(1).normal(0, noise, 80)
    rows = np.zeros((80, 6), dtype=np.float32)
    rows[:, NOISE] = wordings
    rows[:, CARD] = np.repeat([-0.3, 0.3], 40)
    rows[:, 2:] = np.random.default_rng(2).normal(0, 0.05, (80, 4))
    return Grouped(rows, np.repeat([0, 1], 40).tolist())


@pytest.fixture
def space() -> Subjects:
    nothing = np.zeros((0, 6), dtype=np.float32)
    return learnt(questions(noise=1.0), Grouped(nothing, []), nothing)


@pytest.mark.parametrize(("side", "card"), [(-0.3, 0), (0.3, 1)])
@pytest.mark.parametrize("wording", [-2.0, 0.0, 2.0])
def test_card_is_found_when_wording_varies_more_than_the_fact(
    space: Subjects, wording: float, side: float, card: int
) -> None:
    asked = np.array([wording, side, 0, 0, 0, 0], dtype=np.float32)
    assert space.nearness(asked).cards.whole.argmax() == card


def test_nearest_is_one_when_the_question_stands_on_the_card(space: Subjects) -> None:
    asked = questions(noise=1.0).vectors[50]
    near = space.nearness(asked).cards.nearest
    assert near[1] == pytest.approx(1.0, abs=1e-3)
    assert near[0] < near[1]


def test_nearness_is_empty_when_there_are_no_questions() -> None:
    nothing = np.zeros((0, 6), dtype=np.float32)
    bare = learnt(Grouped(nothing, []), Grouped(nothing, []), nothing)
    near = bare.nearness(np.ones(6, dtype=np.float32))
    assert near.cards.whole.size == near.topics.nearest.size == 0
    assert near.off_subject == 0.0


def test_nearness_stays_when_saved_and_loaded(space: Subjects, tmp_path: Path) -> None:
    space.save(tmp_path)
    asked = np.array([0.5, 0.3, 0, 0, 0, 0], dtype=np.float32)
    before, after = space.nearness(asked).cards, Subjects.load(tmp_path).nearness(asked).cards
    assert after.whole == pytest.approx(before.whole, abs=1e-6)
    assert after.nearest == pytest.approx(before.nearest, abs=1e-3)


def test_documents_hold_cards_then_topics_when_made(catalogue: Catalogue) -> None:
    made = documents(catalogue)
    assert len(made) == len(catalogue.cards) + len(catalogue.topics)
    card, topic = catalogue.cards[3], catalogue.topics[0]
    assert card.questions["fr"][0] in made[3]
    assert card.answer["nl"] in made[3]
    assert topic.questions["nl"][0] in made[len(catalogue.cards)]
