from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import SettingsError
from assistant.models import load_model
from assistant.models.loading import parameters
from assistant.models.parameters import provider
from assistant.models.whereabouts import host_of, is_private
from assistant.settings import Settings, load_settings
from tests.openai_server import ScriptedServers, says


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "MISTRAL_API_KEY", "OLLAMA_HOST"):
        monkeypatch.delenv(name, raising=False)


def test_there_is_no_model_when_none_is_named() -> None:
    assert load_model(Settings(llm="")) is None


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("LLM", "gpt-x", "use <provider>:<model>"),
        ("LLM", "openai:", "use <provider>:<model>"),
        ("LLM_BASE_URL", "localhost:8000", "begins with http"),
        ("LLM_TIMEOUT", "0", "greater than 0"),
        ("LLM_TIMEOUT", "long", "valid number"),
        ("LLM_MAX_TOKENS", "1", "greater than or equal to 16"),
        ("LLM_CONCURRENCY", "0", "greater than or equal to 1"),
        ("LLM_TOOLS", "maybe", "'auto', 'yes' or 'no'"),
    ],
)
def test_setting_is_refused_in_one_line_when_bad(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, reason: str
) -> None:
    monkeypatch.setenv(f"DUAAL_{name}", value)
    with pytest.raises(SettingsError, match=f"^DUAAL_{name}=.*{reason}") as caught:
        load_settings()
    assert "\n" not in str(caught.value)


def test_key_does_not_show_when_settings_are_printed() -> None:
    assert "sleutel" not in repr(Settings(llm_api_key="sleutel"))


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        ({"llm": "openai:gpt-x"}, "needs a key; set DUAAL_LLM_API_KEY"),
        ({"llm": "nobody:x"}, "the provider 'nobody' is unknown"),
        ({"llm": "gguf:/nowhere/x.gguf"}, "No such file"),
        ({"llm": f"gguf:{__file__}"}, "is no GGUF file"),
        ({"llm": f"gguf:{Path(__file__).parent}"}, "Is a directory"),
    ],
)
def test_model_is_refused_in_one_line_when_it_cannot_be_used(
    settings: dict[str, Any], reason: str
) -> None:
    pytest.importorskip("xllamacpp")
    with pytest.raises(SettingsError, match=reason) as caught:
        load_model(Settings(**settings))
    assert "\n" not in str(caught.value)


def test_damaged_file_is_refused_when_it_only_begins_as_gguf(tmp_path: Path) -> None:
    pytest.importorskip("xllamacpp")
    file = tmp_path / "x.gguf"
    file.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(SettingsError, match="can't be run"):
        load_model(Settings(llm=f"gguf:{file}"))


@pytest.mark.parametrize(
    ("llm", "module", "line"),
    [
        ("openai:x", "langchain_openai", r"pip install '\.\[openai\]'"),
        ("groq:x", "langchain_groq", "pip install langchain-groq"),
    ],
)
def test_install_line_is_named_when_the_package_is_missing(
    monkeypatch: pytest.MonkeyPatch, llm: str, module: str, line: str
) -> None:
    from langchain.chat_models import base

    base._get_chat_model_creator.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(SettingsError, match=line):
        load_model(Settings(llm=llm))


@pytest.mark.parametrize(("said", "calls"), [("auto", True), ("yes", True), ("no", False)])
def test_tools_are_called_when_the_setting_lets_it(
    scripted_server: ScriptedServers, said: str, calls: bool
) -> None:
    model = load_model(scripted_server(lambda _: says("")).settings(llm_tools=said))
    assert model is not None
    assert model.calls_tools is calls


def test_model_says_what_it_is_and_where_when_loaded(scripted_server: ScriptedServers) -> None:
    model = load_model(scripted_server(lambda _: says("")).settings())
    assert model is not None
    assert (model.name, model.where, model.is_local) == ("openai:scripted", "local", True)


@pytest.mark.parametrize(
    ("package", "settings", "where"),
    [
        ("langchain_openai", {"llm": "openai:gpt-4.1"}, "api.openai.com"),
        ("langchain_anthropic", {"llm": "anthropic:claude-opus-4-7"}, "api.anthropic.com"),
        ("langchain_mistralai", {"llm": "mistralai:mistral-small"}, "api.mistral.ai"),
        ("langchain_ollama", {"llm": "ollama:qwen3"}, "local"),
        ("langchain_ollama", {"llm": "ollama:gpt-oss:120b-cloud"}, "ollama.com"),
        (
            "langchain_ollama",
            {"llm": "ollama:qwen3", "llm_base_url": "https://llm.school.be"},
            "llm.school.be",
        ),
    ],
)
def test_host_is_named_when_the_texts_leave(
    package: str, settings: dict[str, Any], where: str
) -> None:
    pytest.importorskip(package)
    model = load_model(Settings(llm_api_key="k", **settings))
    assert model is not None
    assert model.where == where


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("http://localhost:11434", True),
        ("127.0.0.1:8080", True),
        ("http://[::1]:8080/v1", True),
        ("http://192.168.1.7:8000/v1", True),
        ("http://10.0.0.3", True),
        ("http://ollama:11434", True),
        ("http://gpu.school.internal/v1", True),
        ("http://0.0.0.0:11434", True),
        ("https://user:word@api.example.com/v1", False),
        ("http://8.8.8.8:8000", False),
        ("https://llm.school.be", False),
    ],
)
def test_address_is_private_when_the_internet_has_no_way_to_it(address: str, private: bool) -> None:
    assert is_private(host_of(address)) is private


def test_parameters_have_the_names_of_the_integration_when_given() -> None:
    settings = Settings(llm_base_url="http://x:1", llm_timeout=30, llm_api_key="k")
    assert parameters(settings, provider("ollama")) == {
        "num_ctx": 8192,
        "reasoning": False,
        "num_predict": 700,
        "base_url": "http://x:1",
        "client_kwargs": {"timeout": 30.0, "headers": {"Authorization": "Bearer k"}},
    }
    assert parameters(settings, provider("mistralai"))["timeout"] == 30
    assert parameters(Settings(), provider("openai")).keys() == {
        "max_retries",
        "use_responses_api",
        "timeout",
        "max_tokens",
    }
