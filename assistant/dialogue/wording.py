"""The wording of questions back: messages/dialogue_<language>.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parents[1] / "messages"
LANGUAGES = ("nl", "fr", "en")


@cache
def wording(language: str) -> dict[str, str]:
    """The messages of one language by key."""
    content = yaml.safe_load((_FOLDER / f"dialogue_{language}.yaml").read_text("utf-8"))
    return {key: str(text).strip() for key, text in content.items()}


@cache
def label_values() -> dict[str, frozenset[str]]:
    """Every option label, in plain text of any language, with the label keys that have it."""
    from assistant.dialogue.lexicon import plain

    found: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for key, text in wording(language).items():
            if key.startswith("option_"):
                found.setdefault(plain(text).strip(" .?"), set()).add(key)
    return {text: frozenset(keys) for text, keys in found.items()}
