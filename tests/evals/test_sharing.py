from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from evals import running, sharing
from evals.outcome import Outcome


def untimed(outcomes: list[Outcome]) -> list[Outcome]:
    return [replace(o, answer=replace(o.answer, timings_ms={})) for o in outcomes]


def test_answers_are_the_same_to_the_last_bit_when_two_processes_share_the_cases(
    assistant: Assistant, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUAAL_HOME", str(home))
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    some = sharing.evenly(running.chosen("dev"), 24)
    shared = sharing.run(some, 2)
    assert untimed(shared) == untimed(running.run(assistant, some))
    assert "OMP_NUM_THREADS" not in os.environ


@pytest.mark.parametrize(
    ("size", "expected"),
    [(2, [0, 3, 6]), (3, [0, 2, 4, 6]), (7, list(range(7))), (99, [*range(7)])],
)
def test_sample_is_spread_over_the_whole_when_it_is_taken(size: int, expected: list[int]) -> None:
    assert sharing.evenly(range(7), size) == expected
