"""A real server and a real Chromium for the tests of the page."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """DUAAL_HOME where it is set, so that CI builds one index."""
    return os.environ.get("DUAAL_HOME") or str(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def address(data_folder: str, scratch: Path) -> Iterator[str]:
    """The page as `duaal serve` serves it; the index is in DUAAL_HOME, or is built for the run."""
    with served(data_folder, scratch) as printed:
        yield printed


@contextmanager
def served(data_folder: str, scratch: Path, **settings: str) -> Iterator[str]:
    """The address of `duaal serve`, in a process of its own, with these settings."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", "--port", str(port)],
        cwd=ROOT,
        env={
            **os.environ,
            "DUAAL_HOME": data_folder,
            "GRADIO_TEMP_DIR": str(scratch),
            "HTTP_PROXY": "http://127.0.0.1:9",  # nobody there: the page must not need it
            **settings,
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
    with opened(browser, address) as page:
        yield page


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[Page]:
    """The empty page at an address, in a session of its own, on a desktop screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(".welcome")
    yield page
    context.close()
