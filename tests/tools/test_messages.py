from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from tools.wording import LANGUAGES, texts

CODE = "\n".join(
    path.read_text("utf-8") for path in (Path(__file__).parents[2] / "tools").glob("*.py")
)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_and_placeholders_are_the_same_when_languages_are_compared(language: str) -> None:
    assert set(texts(language)) == set(texts("en"))
    for key, text in texts(language).items():
        assert placeholders(text) == placeholders(texts("en")[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_calm_single_lines_when_read(language: str) -> None:
    for key, text in texts(language).items():
        assert text.strip() == text, key
        assert "!" not in text, key
        assert "\n" not in text, key


def test_every_key_in_the_code_exists_when_written_out() -> None:
    written = set(re.findall(r'(?:message|refuse)\(\s*"([a-z_]+\.[a-z_0-9]+)"', CODE))
    assert len(written) > 60
    assert written <= set(texts("nl"))


def test_every_key_is_used_when_the_code_is_searched() -> None:
    built = set(re.findall(r"""f["']([a-z_]+\.[a-z_]*)\{""", CODE))
    for key in texts("nl"):
        assert f'"{key}"' in CODE or any(key.startswith(prefix) for prefix in built), key
