"""Instructions to the assistant inside a turn: taken out, so that they change nothing."""

from __future__ import annotations

import re

from assistant.dialogue import lexicon

_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
_PART = re.compile(r"(:\s|,\s|\s(?:en|and|et|maar|but|mais)\s)")


def without_commands(text: str) -> str:
    """The text without instructions to the assistant; empty when it holds nothing else."""
    kept = [_without(sentence) for sentence in _SENTENCE.split(text)]
    return " ".join(part for part in kept if part)


def _without(sentence: str) -> str:
    """A sentence as it is, or where it commands only the parts of it that ask something."""
    if not _is_command(sentence):
        return sentence
    parts = _PART.split(sentence)
    kept = [part for part in parts[::2] if not _is_command(part)]
    asked = [part for part in kept if _asks(part)]
    return ", ".join(kept[kept.index(asked[0]) :]) if asked else ""


def _is_command(text: str) -> bool:
    return lexicon.has("command", lexicon.plain(text).strip(" \"'*-#>["))


def _asks(text: str) -> bool:
    plain = lexicon.plain(text).strip()
    return plain.endswith("?") or lexicon.has("question_word", plain)
