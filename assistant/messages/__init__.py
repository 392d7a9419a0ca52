"""What users read, per language: YAML files, the same keys in the three languages.

`nl.yaml` holds the answers' wording, `outcome_nl.yaml` that of calculations, `dialogue_nl.yaml`
the questions back; likewise fr and en. The page's own texts are in `page.py` and `page_nl.yaml`.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent
_PARTS = ("", "outcome_", "dialogue_")


@cache
def read(name: str) -> dict[str, Any]:
    """The messages of one file, "nl" or "page_fr", by key."""
    data: dict[str, Any] = yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


@cache
def _catalogue(language: str) -> dict[str, str]:
    texts = {key: text for part in _PARTS for key, text in read(f"{part}{language}").items()}
    return {key: str(text).strip() for key, text in texts.items()}


def message(key: str, language: str, **values: object) -> str:
    """The message `key` in the language ("nl", "fr", "en"), with its placeholders filled in.

    Raises:
        KeyError: no such message or placeholder; a test keeps the three files alike.
    """
    return _catalogue(language)[key].format(**values)
