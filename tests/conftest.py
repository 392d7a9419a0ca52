"""Shared by all tests: one catalogue, one index, one assistant a run, and no network.

The dev cases are asked in several tests; the bundled model embeds each question once a run.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.pipeline import Assistant
from assistant.settings import Settings
from corpus.catalogue import Catalogue, load_catalogue
from corpus.embedder import BundledE5, Vectors
from tests.openai_server import scripted_server

__all__ = ["scripted_server"]  # a fixture for all tests

TODAY = "2026-11-22"
EMBEDDED_ANEW = BundledE5.queries  # for a test in which nothing may be remembered


@pytest.fixture(scope="session", autouse=True)
def _embedded_once() -> Iterator[None]:
    kept: dict[tuple[str, ...], Vectors] = {}

    def queries(self: BundledE5, texts: Sequence[str]) -> Vectors:
        asked = tuple(texts)
        if asked not in kept:
            kept[asked] = EMBEDDED_ANEW(self, asked)
        return kept[asked].copy()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(BundledE5, "queries", queries)
        yield


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of this run: DUAAL_HOME where it is set, so that CI builds one index."""
    given = os.environ.get("DUAAL_HOME")
    return Path(given) if given else tmp_path_factory.mktemp("duaal")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture(scope="session")
def assistant(home: Path) -> Iterator[Assistant]:
    found = Assistant(Settings(home=home))
    yield found
    found.close()


@pytest.fixture(autouse=True)
def _loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for the network fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {
            "127.0.0.1",
            "::1",
            "localhost",
        }:
            raise AssertionError(f"a test tried to reach {address!r}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
