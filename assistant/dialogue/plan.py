"""What a conversation was understood to ask: the types that the rest of the assistant reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Intent(StrEnum):
    """What a turn wants.

    COMMAND: it tries to make the assistant say or do something and holds no real question besides.
    """

    TEXT = "text"
    CALCULATION = "calculation"
    SMALL_TALK = "small_talk"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Understood:
    """One input taken from the words; `assumed` when the words do not say it outright."""

    slot: str
    value: Any
    evidence: str
    turn: int
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question back: the message `key`, and ready answers as (label key, reply value).

    `about` holds the user's words that a question about something left over repeats.
    """

    slot: str
    key: str
    options: tuple[tuple[str, Any], ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do for the last turn.

    `arguments` are for `tools.run_tool`; they hold `on` only where the words name another day than
    the one asked on. `alternatives` are outcomes to show side by side: (label key, arguments).
    `before` is what was searched with before this turn, unless it says that the subject changes.
    """

    intent: Intent
    tool: str | None = None
    arguments: dict[str, Any] = field(default_factory=dict)
    understood: tuple[Understood, ...] = ()
    ask: Question | None = None
    alternatives: tuple[tuple[str, dict[str, Any]], ...] = ()
    also_text: bool = False
    search: str = ""
    before: str = ""
    follow_up: bool = False
    notes: dict[str, Any] = field(default_factory=dict)
