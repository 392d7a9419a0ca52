"""Small models are fitted on labelled turns and say how well unseen ones are heard."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.dialogue.weighing import Weights
from evals import day_roles, outcomes
from evals.weighing import Example, Fit, fit

HOW = Fit(("no", "yes"), ridge=1.0)


def _examples() -> list[Example]:
    return [
        Example(n, "made", {"always": 1.0, "denied" if n % 2 else "told": 1.0}, label)
        for n in range(40)
        for label in ["no" if n % 2 else "yes"]
    ]


def test_signal_is_learnt_when_it_goes_with_a_class(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "weights.json"
    fit(_examples(), HOW, path)
    assert Weights(path).shares({"always": 1.0, "denied": 1.0})["no"] > 0.9
    assert "made (40) from 0.0: heard 1.000, right of these 1.000" in capsys.readouterr().err


def test_weights_are_the_same_when_fitted_again(tmp_path: Path) -> None:
    for name in ("one", "two"):
        fit(_examples(), HOW, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_every_labelled_turn_is_found_in_its_text_when_read() -> None:
    assert len(outcomes.examples()) > 1000
    assert {e.label for e in day_roles.examples()} == set(day_roles.ROLES)
