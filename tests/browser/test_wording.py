"""The page while a chat model words the answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.assistant.agent.conftest import QUESTION, QUOTE, WORDED, reply, token_of
from tests.browser.conftest import opened, served
from tests.openai_server import Reply, ScriptedServers, fills_in

pytestmark = pytest.mark.timeout(900)

INVENTED = "Dat kost de onderwijsinstelling 250 euro."


def test_quotes_are_shown_at_once_when_a_model_is_still_wording(
    browser: Browser, data_folder: str, scratch: Path, scripted_server: ScriptedServers
) -> None:
    def script(request: dict[str, Any]) -> Reply:
        token = token_of(request, QUOTE)
        given = fills_in(**reply((token, QUOTE, WORDED), (token, QUOTE, INVENTED)))
        return replace(given, hang=True)

    server = scripted_server(script)
    settings = {
        "DUAAL_LLM": "openai:scripted",
        "DUAAL_LLM_BASE_URL": server.url,
        "DUAAL_LLM_TOOLS": "no",
    }
    with served(data_folder, scratch, **settings) as address, opened(browser, address) as page:
        expect(page.locator(".model-line")).to_contain_text("openai:scripted")
        page.fill("#question textarea", QUESTION)
        page.keyboard.press("Enter")
        expect(page.locator(".exchange .working")).to_have_text(
            "Een taalmodel verwoordt het antwoord"
        )
        expect(page.locator(".exchange")).to_contain_text(QUOTE)
        expect(page.locator("#panel .provision h2")).to_contain_text("7.3")
        server.release()
        expect(page.locator(".exchange .claim").first).to_contain_text(WORDED)
        expect(page.locator(".exchange .working")).to_have_count(0)
        expect(page.locator(".exchange .model")).to_contain_text("openai:scripted")
        assert "250" not in page.locator(".exchange").inner_text()
