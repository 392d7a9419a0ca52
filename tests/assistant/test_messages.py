from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import assistant.messages as messages

FOLDER = Path(messages.__file__).parent
STEMS = sorted({re.sub(r"(nl|fr|en)$", "", p.stem) for p in FOLDER.glob("*.yaml")})


@pytest.mark.parametrize("stem", STEMS, ids=lambda s: s or "answers")
def test_three_languages_say_the_same_things_when_compared(stem: str) -> None:
    loaded = {
        language: yaml.safe_load((FOLDER / f"{stem}{language}.yaml").read_text("utf-8"))
        for language in ("nl", "fr", "en")
    }
    assert loaded["nl"].keys() == loaded["fr"].keys() == loaded["en"].keys()
    for key in loaded["nl"]:
        holes = {lang: set(re.findall(r"{(\w+)}", str(d[key]))) for lang, d in loaded.items()}
        assert holes["nl"] == holes["fr"] == holes["en"], key


def test_messages_are_calm_when_read() -> None:
    for path in FOLDER.glob("*.yaml"):
        assert "!" not in path.read_text("utf-8").replace("<!", ""), path.name


def test_placeholders_are_filled_when_a_message_is_asked_for() -> None:
    text = messages.message("question_too_long", "nl", length=10, limit=5)
    assert "10" in text
    assert "{" not in text
