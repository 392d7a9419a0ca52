"""The figures of limits.yaml and the names of providers.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

HERE = Path(__file__).parent


class Limits(BaseModel):
    """limits.yaml; seconds, unless the file says otherwise."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    attempts: int
    backoff: float
    backoff_longest: float
    failures: int
    cool_down: float
    gguf_context: int
    gguf_batch: int


class Forwards(BaseModel):
    """Names with this ending run at `to`, whatever the address says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    suffix: str
    to: str


class Provider(BaseModel):
    """What one integration calls the things that are set here; see providers.yaml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parameters: dict[str, str]
    extra: str = ""
    fixed: dict[str, Any] = {}
    structured: dict[str, str] = {}
    strict: bool = False
    call_timeout: bool = False
    whole_seconds: bool = False
    keyless: str = ""
    key_prefix: str = ""
    address: str = ""
    home: str = ""
    forwards: Forwards | None = None


@cache
def limits() -> Limits:
    """Return how a model is called."""
    return Limits.model_validate(_read("limits.yaml"))


@cache
def provider(name: str) -> Provider:
    """Return the names of a provider, the common ones if it is not listed."""
    listed = _read("providers.yaml")
    return Provider.model_validate(listed.get(name, listed["default"]))


def _read(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((HERE / name).read_text("utf-8"))
    return read
