"""One answer being worded: what it starts from, what the model may cite, what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant import compose
from assistant.agent.replies import Statement
from assistant.agent.sources import Sources
from assistant.agent.tool_loop import Desk
from assistant.answer import AnswerStatus, ToolCall
from assistant.compose import Lead
from assistant.draft import Draft, retrieved
from assistant.grounding import Failure
from assistant.masking import Masked
from assistant.outcome import outcome

if TYPE_CHECKING:
    from assistant.models import Deadline

Failed = tuple[Statement, Sequence[Failure]]


@dataclass
class Work:
    """What one answer is worded from and with.

    Attributes:
        draft: the verified embedded answer.
        sources: what may be cited; grows with searches and calculations.
        deadline: of the whole answer.
        masked: the turns without what identifies people.
        desk: what the model's tools work with.
        leads: the verified statements so far.
        called: the model's own calculations that these rest on.
        failed: the statements that did not hold, with why.
    """

    draft: Draft
    sources: Sources
    deadline: Deadline
    masked: Masked
    desk: Desk
    leads: list[Lead] = field(default_factory=list)
    called: list[ToolCall] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)


def prepared_answer(draft: Draft) -> str | None:
    """What the embedded assistant says in a sentence or two, None where it only quotes."""
    if draft.tool_calls:
        call = draft.tool_calls[0]
        return " ".join(outcome(call.tool, call.result["value"], draft.language))
    if draft.status is not AnswerStatus.ANSWERED:
        return None
    return compose.plain_answer(retrieved(draft).candidates[0], draft.language)
