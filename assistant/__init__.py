"""Question in, verified answer out.

from datetime import date
from assistant import Assistant

answer = Assistant().answer("Hoe lang mag ik een werkplek zoeken?", on=date(2026, 11, 22))
print(answer.text)
"""

from typing import TYPE_CHECKING, Any

from assistant.answer import (
    Answer,
    AnswerStatus,
    Citation,
    Clarification,
    Statement,
    ToolCall,
    Turn,
)
from assistant.settings import Settings, load_settings

if TYPE_CHECKING:
    from assistant.pipeline import Assistant

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "AnswerStatus",
    "Assistant",
    "Citation",
    "Clarification",
    "Settings",
    "Statement",
    "ToolCall",
    "Turn",
    "load_settings",
]


def __getattr__(name: str) -> Any:
    """`Assistant` is imported when it is asked for: it brings the vector store along."""
    if name == "Assistant":
        from assistant.pipeline import Assistant

        return Assistant
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
