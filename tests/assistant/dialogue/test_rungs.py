"""Years of school in a turn: what is named, and whether it was completed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.dialogue.lexicon import plain
from assistant.dialogue.outcomes import Outcome, outcomes
from assistant.dialogue.reading import read
from assistant.dialogue.rungs import Kind, rungs
from assistant.dialogue.weighing import Weights

ON = date(2026, 11, 22)
S, P, C, B = Kind.SCHOOL, Kind.PROGRAMME, Kind.COUNT, Kind.BUSO


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("zijn vierde en haar 5 TSO", [(S, 4), (S, 5)]),
        ("6 duaal haarzorg", [(S, 6)]),
        ("het eerste jaar van de derde graad", [(S, 5)]),
        ("le deuxième degré, puis la 5e", [(S, 4), (S, 5)]),
        ("grade 11 and the fourth form", [(S, 5), (S, 4)]),
        ("tweede jaar duaal", [(P, 2)]),
        ("twee jaar CDO, un an de CEFA", [(C, 2), (C, 1)]),
        ("five years of secondary school", [(S, 5)]),
        ("de kwalificatiefase", [(B, 1)]),
        ("op 4 september, de vierde dag, 5 uur per week", []),
        ("the 4th of May, 3 days a week", []),
    ],
)
def test_years_are_found_when_named(text: str, named: list[tuple[Kind, int]]) -> None:
    assert [(rung.kind, rung.level) for rung in rungs(plain(text))] == named


@pytest.mark.parametrize(
    ("text", "slot", "value"),
    [
        ("ze heeft haar zesde afgemaakt", "third_degree_first_year_completed", True),
        ("momenteel doet hij zijn vijfde", "third_degree_first_year_completed", False),
        ("hij doet nu zijn vijfde over", "second_degree_completed", True),
        ("mijn vierde is mislukt", "second_degree_completed", False),
        ("elle a décroché sa quatrième", "second_degree_completed", True),
        ("la cinquième, il l'a loupée", "third_degree_first_year_completed", False),
        ("she sailed through her fourth year", "second_degree_completed", True),
        ("he flunked the fifth form", "third_degree_first_year_completed", False),
    ],
)
def test_input_follows_when_a_year_was_climbed_or_not(text: str, slot: str, value: object) -> None:
    found = read(text, ON).findings.get(slot)
    assert found is not None
    assert found.value is value


@pytest.mark.parametrize(
    "text",
    [
        "weet niet of hij zijn vierde heeft",
        "peut-être qu'elle a sa quatrième",
        "not sure whether he passed the fourth year",
    ],
)
def test_nothing_follows_when_the_words_doubt(text: str) -> None:
    assert "second_degree_completed" not in read(text, ON).findings


def test_shares_of_outcomes_add_up_when_a_year_is_weighed() -> None:
    text = plain("mijn vierde heb ik gehaald")
    shares = outcomes(text, rungs(text)[0], rungs(text))
    assert set(shares) == set(Outcome)
    assert sum(shares.values()) == pytest.approx(1.0)


def test_class_is_likelier_when_its_signal_is_told(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    weights = {"classes": ["no", "yes"], "weights": {"said": [-1.0, 1.0]}}
    path.write_text(json.dumps(weights), encoding="utf-8")
    model = Weights(path)
    assert model.shares({"unheard": 1.0}) == {"no": 0.5, "yes": 0.5}
    assert model.shares({"said": 1.0})["yes"] > 0.8
