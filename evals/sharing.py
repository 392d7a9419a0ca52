"""The cases shared out to several processes: a run uses every core.

An answer is made on one core but for the embedding, which gains little from a second one. So each
process has an assistant of its own and one thread for the embedding; vectors and answers are the
same to the last bit. How long an answer takes is then another matter: `evenly` picks the cases
that are put to an assistant again, one after the other, with nothing beside it.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TypeVar

from assistant import Assistant
from evals.cases import Case
from evals.outcome import Outcome
from evals.running import outcome_of, shown

T = TypeVar("T")
_AT_ONCE = 8
_MOST = 4  # each holds 300 MB
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def processes() -> int:
    """How many are worth starting on this machine."""
    return min(_MOST, os.cpu_count() or 1)


def run(cases: Sequence[tuple[str, Case]], number: int) -> list[Outcome]:
    """An outcome for each case, in order, by this number of processes.

    Each has the assistant that the environment configures; its index has to be there already.
    """
    with _environment(_ONE_THREAD), multiprocessing.get_context("spawn").Pool(number) as pool:
        outcomes = list(shown(pool.imap(_outcome, cases, chunksize=_AT_ONCE), len(cases)))
        pool.close()
        pool.join()
    return outcomes


def evenly(items: Sequence[T], size: int) -> list[T]:
    """About this many of them (at least that, where there are), spread over the whole."""
    return list(items[:: max(1, len(items) // size)])


def _outcome(chosen: tuple[str, Case]) -> Outcome:
    return outcome_of(_assistant(), *chosen)


@cache
def _assistant() -> Assistant:
    return Assistant()


@contextmanager
def _environment(more: dict[str, str]) -> Iterator[None]:
    """These variables too, for the processes that are started meanwhile."""
    before = {name: os.environ.get(name) for name in more}
    os.environ.update(more)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
