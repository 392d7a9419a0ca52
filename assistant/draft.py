"""An answer on its way through the steps of the pipeline, and the answer that comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from assistant.answer import (
    Answer,
    AnswerStatus,
    Citation,
    Clarification,
    Considered,
    Statement,
    ToolCall,
    Turn,
)
from assistant.compose import Page
from assistant.dialogue import Plan
from assistant.retrieve import Candidate, Retrieval


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer on its way; `status` is None until it is settled.

    `beside` is what the texts say next to a calculation; `model` the chat model whose words the
    text holds; `complete` false while more of it is being worded.
    """

    turns: tuple[Turn, ...]
    on: date
    language: str
    question: str = ""
    status: AnswerStatus | None = None
    plan: Plan | None = None
    retrieval: Retrieval | None = None
    beside: Candidate | None = None
    text: str = ""
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    tool_calls: tuple[ToolCall, ...] = ()
    clarification: Clarification | None = None
    warnings: tuple[str, ...] = ()
    considered: tuple[Considered, ...] = ()
    model: str | None = None
    complete: bool = True
    debug: dict[str, Any] = field(default_factory=dict)


def retrieved(draft: Draft) -> Retrieval:
    """What was retrieved for the draft; the step that retrieves comes first."""
    if draft.retrieval is None:
        raise RuntimeError("retrieval comes before this step")
    return draft.retrieval


def with_page(draft: Draft, page: Page) -> Draft:
    """The draft with the text, statements and citations of the page."""
    return replace(
        draft,
        text=page.text,
        statements=tuple(page.statements),
        citations=tuple(page.citations),
    )


def considered(retrieval: Retrieval, shown: int) -> tuple[Considered, ...]:
    """The candidates for inspection; the first `shown` of them reached the user."""
    return tuple(
        Considered(
            what=c.card.id if c.card else "sentence",
            section=c.section,
            score=c.score,
            features=c.features,
            outcome="shown" if place < shown else "not among the best",
        )
        for place, c in enumerate(retrieval.candidates)
    )


def finished(draft: Draft, timings: dict[str, float]) -> Answer:
    """The answer that the draft has become."""
    return Answer(
        question=draft.question,
        language=draft.language,
        on=draft.on.isoformat(),
        status=draft.status or AnswerStatus.UNANSWERABLE,
        text=draft.text,
        statements=draft.statements,
        citations=draft.citations,
        tool_calls=draft.tool_calls,
        clarification=draft.clarification,
        warnings=draft.warnings,
        model=draft.model,
        complete=draft.complete,
        timings_ms=timings,
        considered=draft.considered,
        debug=draft.debug,
    )
