"""A real small chat model for tests, where one is at hand.

GGUF_FOR_TESTS names its file; else one in the cache folder duaal-test-llm is taken. Where there is
none the tests that need it are skipped, and say so.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "duaal-test-llm"


def _found() -> str:
    given = os.environ.get("GGUF_FOR_TESTS")
    if given is not None:
        return given
    return next((str(path) for path in sorted(_CACHE.glob("*.gguf"))), "")


FILE = _found()
needs_local_model = pytest.mark.skipif(
    not FILE, reason="no local model: GGUF_FOR_TESTS names no file and the cache holds none"
)
