"""A conversation as it comes in: turns, the user's own words, the language they are in."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from assistant import language
from assistant.answer import Turn
from assistant.errors import QuestionError
from assistant.question import clean


def turns_of(turns: Sequence[Turn | str] | str) -> tuple[Turn, ...]:
    """The turns, oldest first; a plain string is a user's. At least one, if empty."""
    given = [turns] if isinstance(turns, str) else list(turns)
    conversation = tuple(Turn("user", t) if isinstance(t, str) else t for t in given)
    return conversation or (Turn("user", ""),)


def users_words(turns: Sequence[Turn]) -> list[str]:
    """The user's earlier turns, cleaned; what could not be read is left out."""
    words: list[str] = []
    for turn in turns:
        if turn.role == "user":
            with contextlib.suppress(QuestionError):
                words.append(clean(turn.text))
    return words


def language_of(turns: Sequence[str]) -> str:
    """The last turn's language, heard in the light of the turns before it."""
    held: str | None = None
    for turn in turns:
        found = language.detect(turn, previous=held)
        held = found if found in language.LANGUAGES else held
    return found if turns else language.DEFAULT
