"""A run of the evals: every case answered, some of them timed, and all of it as one record."""

from __future__ import annotations

import sys
import time
from typing import Any

from assistant import Assistant
from evals import latency, record, running, sharing
from evals.cases import Case, Split
from evals.outcome import Outcome

_TIMED = 150


def measured(
    split: Split | None,
    name: str,
    suites: tuple[str, ...] = (),
    *,
    build: bool = False,
    processes: int = 0,
) -> dict[str, Any]:
    """A run of the assistant that the environment configures, over the cases of a split."""
    started = time.perf_counter()
    assistant = Assistant(progress=progress)
    ready = time.perf_counter() - started
    outcomes, timed = _answered(assistant, running.chosen(split, suites), processes)
    build_s = round(ready, 1) if assistant.index_info.built else None
    timing = record.Timing(
        seconds=time.perf_counter() - started,
        cold=latency.cold_start(),
        build_s=latency.index_build() if build else build_s,
        answers=timed,
    )
    return record.record(assistant, outcomes, name, timing)


def _answered(
    assistant: Assistant, cases: list[tuple[str, Case]], processes: int
) -> tuple[list[Outcome], list[Outcome]]:
    """The outcomes, and those that were timed; one chat model is enough for a machine."""
    number = 1 if assistant.model else processes or sharing.processes()
    if number == 1 or len(cases) <= _TIMED:
        outcomes = running.run(assistant, cases)
        return outcomes, outcomes
    outcomes = sharing.run(cases, number)
    return outcomes, running.run(assistant, sharing.evenly(cases, _TIMED))


def progress(done: int, total: int) -> None:
    """Tells on stderr how far the building of an index is."""
    end = "\n" if done == total else ""
    sys.stderr.write(f"\rBuilding the index: {done} of {total}{end}")
