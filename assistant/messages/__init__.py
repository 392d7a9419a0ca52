"""What users read, per language: one YAML file each, the same keys in all."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml

_FOLDER = Path(__file__).parent


@cache
def _catalogue(language: str) -> dict[str, str]:
    data = yaml.safe_load((_FOLDER / f"{language}.yaml").read_text(encoding="utf-8"))
    return {key: str(value).strip() for key, value in data.items()}


def message(key: str, language: str, **values: object) -> str:
    """The message `key` in the language ("nl", "fr", "en"), with its placeholders filled in.

    Raises:
        KeyError: no such message or placeholder; a test keeps the three files alike.
    """
    return _catalogue(language)[key].format(**values)
