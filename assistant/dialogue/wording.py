"""The labels of ready answers, as they may be typed back: messages/dialogue_<language>.yaml."""

from __future__ import annotations

from functools import cache

from assistant.language import LANGUAGES
from assistant.messages import read


@cache
def label_values() -> dict[str, frozenset[str]]:
    """Every option label, in plain text of any language, with the label keys that have it."""
    from assistant.dialogue.lexicon import plain

    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for key, text in read(f"dialogue_{language}").items():
            if key.startswith("option_"):
                found.setdefault(plain(str(text)).strip(" .?"), set()).add(key)
    return {text: frozenset(keys) for text, keys in found.items()}
