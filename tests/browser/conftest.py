"""A real server and a real Chromium for the tests of the page."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

ROOT = Path(__file__).parents[2]
BINARIES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SERVE = "from assistant.cli import main; main()"


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server would put temporary files."""
    return tmp_path_factory.mktemp("scratch")


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, scratch: Path) -> Iterator[str]:
    """The page as `duaal serve` serves it; the index is in DUAAL_HOME, or is built for the run."""
    home = os.environ.get("DUAAL_HOME") or str(tmp_path_factory.mktemp("home"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", "--port", str(port)],
        cwd=ROOT,
        env={
            **os.environ,
            "DUAAL_HOME": home,
            "GRADIO_TEMP_DIR": str(scratch),
            "HTTP_PROXY": "http://127.0.0.1:9",  # nobody there: the page must not need it
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout is not None
        printed = process.stdout.readline().strip()
        assert printed == f"http://127.0.0.1:{port}", "the server did not start"
        yield printed
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = _chromium(playwright)
        if path is None:
            pytest.skip(f"no Chromium found: none of {', '.join(BINARIES)}, nor Playwright's own")
        started = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


def _chromium(playwright: Playwright) -> str | None:
    own = playwright.chromium.executable_path
    found = (shutil.which(name) for name in BINARIES)
    return next(filter(None, found), own if Path(own).exists() else None)


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The empty page in a session of its own, on a desktop screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    opened = context.new_page()
    opened.goto(address)
    opened.wait_for_selector(".welcome")
    yield opened
    context.close()
