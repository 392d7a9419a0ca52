"""An assistant whose answers a scripted model words, and scripts that read what they are given."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from assistant.models import load_model
from assistant.pipeline import Assistant
from tests.openai_server import (
    Reply,
    Script,
    ScriptedServer,
    ScriptedServers,
    calls,
    fills_in,
)

Wording = Callable[..., tuple[Assistant, ScriptedServer]]
# A question, the sentence that answers it, and what a model may rightly make of that.
QUESTION = "Wie sluit de arbeidsongevallenverzekering af bij een SAO?"
QUOTE = (
    "Het afsluiten van een arbeidsongevallenverzekering voor de leerlingen is de "
    "verantwoordelijkheid van de onderwijsinstelling."
)
WORDED = "De onderwijsinstelling sluit de arbeidsongevallenverzekering voor de leerlingen af."
_SOURCE = re.compile(r'<source token="(\w+)">(.*?)</source>', re.DOTALL)


@pytest.fixture
def worded(assistant: Assistant, scripted_server: ScriptedServers) -> Wording:
    """Gives an assistant with the model that a script plays, and the server that it talks to."""

    def start(script: Script, **settings: Any) -> tuple[Assistant, ScriptedServer]:
        server = scripted_server(script)
        model = load_model(server.settings(**{"llm_tools": "no", "llm_timeout": 20, **settings}))
        assert model is not None
        return assistant.with_model(model), server

    return start


def sources_in(request: dict[str, Any]) -> dict[str, str]:
    """The sources that a request shows the model, text by token."""
    shown = "\n".join(str(m.get("content") or "") for m in request["messages"])
    return dict(_SOURCE.findall(shown))


def token_of(request: dict[str, Any], quote: str) -> str:
    """The token of the source that holds the quote."""
    return next(token for token, text in sources_in(request).items() if quote in text)


def reply(*statements: tuple[str, str, str]) -> dict[str, Any]:
    """A reply of (token, quote, text)."""
    given = [{"proofs": [{"source": t, "quote": q}], "text": text} for t, q, text in statements]
    return {"statements": given}


def states(quote: str, text: str) -> Script:
    """A model that gives one statement under a quote, citing the source that holds it."""
    return lambda request: fills_in(**reply((token_of(request, quote), quote, text)))


def replies_by_tool(*statements: tuple[str, str, str]) -> Reply:
    """The agent's reply, given by calling its reply tool."""
    return calls("reply", json.dumps(reply(*statements)))
