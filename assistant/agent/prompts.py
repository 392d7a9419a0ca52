"""What a model is told: Markdown files in assistant/prompts, filled in here, versioned by hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

import yaml

FOLDER = Path(__file__).parents[1] / "prompts"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt: its name, its text with $placeholders, and a hash that says which version it is."""

    name: str
    text: str
    version: str

    def filled(self, **values: str) -> str:
        """The text with its placeholders filled in.

        Raises:
            KeyError: a placeholder has no value.
        """
        return Template(self.text).substitute(values)


@cache
def prompt(name: str) -> Prompt:
    """The prompt of the file prompts/<name>.md."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8").strip()
    return Prompt(name, text, hashlib.sha256(text.encode()).hexdigest()[:8])


@cache
def _phrases() -> Mapping[str, Any]:
    data: dict[str, Any] = yaml.safe_load((FOLDER / "phrases.yaml").read_text(encoding="utf-8"))
    return data


def phrase(key: str, **values: str) -> str:
    """A short piece of a prompt, by its key ("language.nl"), with $placeholders filled in."""
    found: Any = _phrases()
    for part in key.split("."):
        found = found[part]
    return Template(str(found)).substitute(values)
