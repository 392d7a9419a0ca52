"""The messages that a model gets: sources, conversation, question; later, what did not hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.agent.prompts import phrase, prompt
from assistant.agent.replies import Reply
from assistant.agent.sources import as_shown, unmarked
from assistant.agent.work import Failed, Work, prepared_answer

_TURNS = 6
_LONGEST_TURN = 400


def first_messages(work: Work, *, with_tools: bool) -> list[dict[str, Any]]:
    """What the model is told, and what it is asked.

    Args:
        work: the answer being worded.
        with_tools: whether it may search and calculate.
    """
    told = prompt("agent" if with_tools else "answer").text
    question = unmarked(work.masked.texts[-1])
    asked = prompt("question").filled(
        sources=_shown(work) or phrase("no_sources"),
        prepared=prepared_answer(work.draft) or phrase("no_prepared"),
        conversation=_conversation(work) or phrase("no_conversation"),
        question=question,
        on=work.draft.on.isoformat(),
        language=phrase(f"language.{work.draft.language}"),
    )
    return [{"role": "system", "content": told}, {"role": "user", "content": asked}]


def repair_messages(work: Work, failed: Sequence[Failed]) -> list[dict[str, Any]]:
    """The model's statements that did not hold, as its own, and what is wrong with each."""
    given = Reply(statements=[statement for statement, _ in failed])
    told = prompt("repair").filled(
        failures="\n".join(_as_told(*pair) for pair in failed),
        language=phrase(f"language.{work.draft.language}"),
    )
    found = f"{_shown(work)}\n\n{told}" if work.desk.searches else told
    return [
        {"role": "assistant", "content": given.model_dump_json()},
        {"role": "user", "content": found},
    ]


def prompt_versions(*, with_tools: bool) -> dict[str, str]:
    """Which version of each prompt is used, by its name."""
    used = ("agent" if with_tools else "answer", "question", "repair")
    return {name: prompt(name).version for name in used}


def _shown(work: Work) -> str:
    return as_shown(list(work.sources.by_token.values()))


def _conversation(work: Work) -> str:
    turns = zip(work.draft.turns[:-1], work.masked.texts, strict=False)
    told = [f"{phrase(f'speaker.{t.role}')}: {unmarked(text[:_LONGEST_TURN])}" for t, text in turns]
    return "\n".join(told[-_TURNS:])


def _as_told(statement: Any, failures: Any) -> str:
    reasons = "; ".join(f"{f.code.value.replace('_', ' ')}: {f.detail}" for f in failures)
    return phrase("failure", text=statement.text, reasons=reasons)
