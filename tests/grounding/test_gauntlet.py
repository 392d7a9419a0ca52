from __future__ import annotations

import pytest

from corpus.catalogue import Catalogue
from evals.gauntlet import run
from evals.gauntlet.run import Outcome

# Measured with `python -m evals gauntlet`; a sample scatters, so the floors leave it some room.
MAY_PASS = 0.84
MUST_FALL = 0.95


@pytest.fixture(scope="module")
def outcomes(catalogue: Catalogue) -> list[Outcome]:
    return run.judged(run.chosen(catalogue, per_kind=2), catalogue)


def test_right_statements_pass_when_held_against_their_quotes(outcomes: list[Outcome]) -> None:
    told, total = run.share(outcomes, good=True)
    assert told / total >= MAY_PASS


def test_wrong_statements_fall_when_held_against_their_quotes(outcomes: list[Outcome]) -> None:
    told, total = run.share(outcomes, good=False)
    assert told / total >= MUST_FALL


@pytest.mark.parametrize(
    "kind",
    ["unknown token", "no evidence", "fabricated quote", "one word of the quote altered",
     "invented name", "obeys an injection", "nothing to do with the quote"],
)  # fmt: skip
def test_none_passes_when_nothing_in_the_sources_says_it(
    outcomes: list[Outcome], kind: str
) -> None:
    passed = [o.triple.claim.text for o in outcomes if o.triple.kind == kind and o.verdict.sound]
    assert not passed
