"""What comes out: frozen types, and the JSON that other programs read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class AnswerStatus(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    CLARIFICATION = "clarification"
    UNANSWERABLE = "unanswerable"
    OUT_OF_SCOPE = "out_of_scope"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation; `role` is "user" or "assistant"."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote: `source text[start:end] == quote`, always."""

    source: str
    section: str
    heading: str
    quote: str
    start: int
    end: int

    def to_json(self) -> dict[str, Any]:
        """The citation as the contract writes it."""
        return {
            "source": self.source,
            "section": self.section,
            "heading": self.heading,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence shown, and the places of its citations in the answer's list."""

    text: str
    citations: tuple[int, ...]

    def to_json(self) -> dict[str, Any]:
        """The statement as the contract writes it."""
        return {"text": self.text, "citations": list(self.citations)}


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A calculation that the answer rests on."""

    tool: str
    arguments: dict[str, Any]
    result: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """The call as the contract writes it."""
        return {"tool": self.tool, "arguments": self.arguments, "result": self.result}


@dataclass(frozen=True, slots=True)
class Clarification:
    """A question back: the missing input, and ready answers where it is a choice."""

    slot: str
    question: str
    options: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The question back as the contract writes it."""
        return {"slot": self.slot, "question": self.question, "options": list(self.options)}


@dataclass(frozen=True, slots=True)
class Considered:
    """A candidate that retrieval came up with, kept for inspection.

    `features` are the signals its score is made of; `outcome` says what became of it.
    """

    what: str
    section: str
    score: float
    features: dict[str, float]
    outcome: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer.

    `model` names the chat model whose words it holds, None without one. Not in the JSON: `complete`
    is false while more of the answer is being worded, `debug` and `considered` are for people who
    inspect.
    """

    question: str
    language: str
    on: str
    status: AnswerStatus
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    tool_calls: tuple[ToolCall, ...] = ()
    clarification: Clarification | None = None
    warnings: tuple[str, ...] = ()
    model: str | None = None
    complete: bool = True
    timings_ms: dict[str, float] = field(default_factory=dict)
    considered: tuple[Considered, ...] = ()
    debug: dict[str, Any] = field(default_factory=dict)

    def to_json(self, answer_id: str | None = None) -> dict[str, Any]:
        """The answer as the contract writes it."""
        return {
            "id": answer_id,
            "question": self.question,
            "language": self.language,
            "on": self.on,
            "status": self.status.value,
            "text": self.text,
            "statements": [s.to_json() for s in self.statements],
            "citations": [c.to_json() for c in self.citations],
            "tool_calls": [t.to_json() for t in self.tool_calls],
            "clarification": self.clarification.to_json() if self.clarification else None,
            "warnings": list(self.warnings),
            "model": self.model,
            "timings_ms": {step: round(ms, 1) for step, ms in self.timings_ms.items()},
        }
