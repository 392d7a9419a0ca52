"""A conversation as the page carries it along with each call."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Turn


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer; `answer` is None while it is being looked for."""

    question: str
    answer: Answer | None = None


def turns_of(exchanges: Sequence[Exchange], question: str) -> list[Turn]:
    """The conversation as turns, oldest first, with the new question last."""
    turns: list[Turn] = []
    for exchange in exchanges:
        turns.append(Turn("user", exchange.question))
        if exchange.answer:
            turns.append(Turn("assistant", exchange.answer.text))
    return [*turns, Turn("user", question)]
