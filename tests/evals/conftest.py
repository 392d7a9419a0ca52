"""What the tests of the evals share: made-up cases and answers."""

from __future__ import annotations

from typing import Any

from assistant.answer import Answer, AnswerStatus, Citation, Clarification, ToolCall
from evals.cases import Case
from evals.outcome import Outcome


def case(**gold: Any) -> Case:
    """A case with the gold given; `turns`, `kind` and `language` may be given too."""
    own = {k: gold.pop(k) for k in ("turns", "kind", "language", "id", "split") if k in gold}
    data = {
        "id": "x-1",
        "split": "dev",
        "kind": "fact",
        "language": "nl",
        "audience": "staff",
        "turns": ["Hoeveel dagen?"],
        "gold": {"status": "answered", **gold},
    }
    return Case.model_validate(data | own)


def citation(section: str, quote: str = "x", source: str = "omzendbrief") -> Citation:
    """A citation of a section."""
    return Citation(source, section, "", quote, 0, len(quote))


def outcome(gold: Case, *, suite: str = "text", **answer: Any) -> Outcome:
    """An outcome with the answer given; answered in Dutch unless it says otherwise."""
    said = {
        "question": gold.turns[-1],
        "language": "nl",
        "on": gold.on,
        "status": AnswerStatus.ANSWERED,
        "text": "",
    }
    return Outcome(suite, gold, Answer(**(said | answer)))


def tool_call(tool: str, arguments: dict[str, Any], value: dict[str, Any]) -> ToolCall:
    """A call with its result."""
    return ToolCall(tool, arguments, {"value": value, "steps": []})


__all__ = ["Clarification", "case", "citation", "outcome", "tool_call"]
