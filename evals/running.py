"""Puts cases to an assistant, turn by turn, as a user would."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from tqdm import tqdm

from assistant.answer import Answer, AnswerStatus, Turn
from evals.cases import Case, Split, load, suites
from evals.outcome import Outcome


class Answering(Protocol):
    """What is measured: `Assistant`, or anything that answers like it."""

    def answer(
        self, turns: Sequence[Turn | str] | str, *, on: date, language: str | None = None
    ) -> Answer:
        """The answer to the last turn."""
        ...


def chosen(split: Split | None, wanted: Sequence[str] = ()) -> list[tuple[str, Case]]:
    """The cases of a split (all where None) with their suite, of the suites wanted (or all)."""
    return [
        (suite, case)
        for suite in suites()
        if not wanted or suite in wanted
        for case in load(split, prefix=f"{suite}_")
    ]


def run(assistant: Answering, cases: Sequence[tuple[str, Case]]) -> list[Outcome]:
    """An outcome for each case, in order; an error is an outcome too."""
    return [outcome_of(assistant, suite, case) for suite, case in shown(cases, len(cases))]


def shown(items: Iterable[Any], total: int) -> Iterable[Any]:
    """The items, with a bar of how many of them are done."""
    bar: Iterable[Any] = tqdm(items, "Answering", total, unit=" cases", file=sys.stderr)
    return bar


def outcome_of(assistant: Answering, suite: str, case: Case) -> Outcome:
    """The answer to the case's last turn; the turns before are answered as they come."""
    on = date.fromisoformat(case.on)
    conversation: list[Turn] = []
    answers: list[Answer] = []
    for text in case.turns:
        conversation.append(Turn("user", text))
        answers.append(_answer(assistant, conversation, on))
        conversation.append(Turn("assistant", answers[-1].text))
    return Outcome(suite, case, answers[-1], tuple(a.status.value for a in answers[:-1]))


def _answer(assistant: Answering, conversation: Sequence[Turn], on: date) -> Answer:
    try:
        return assistant.answer(conversation, on=on)
    except Exception as error:  # noqa: BLE001 - one broken case must not hide the others
        return _failed(conversation, on, error)


def _failed(conversation: Sequence[Turn], on: date, error: Exception) -> Answer:
    return Answer(
        question=conversation[-1].text,
        language="",
        on=on.isoformat(),
        status=AnswerStatus.ERROR,
        text=f"{type(error).__name__}: {error}",
    )
