"""Plans as the assistant makes them: over the bundled model, each text embedded once."""

from __future__ import annotations

from datetime import date
from functools import cache

from assistant.dialogue import Plan, Router, understand
from corpus.embedder import BUNDLED, Remembering, load_embedder

ON = date(2026, 11, 22)


@cache
def router() -> Router:
    embedder = Remembering(load_embedder(BUNDLED))
    return Router(lambda text: embedder.queries([text])[0])


def plan(*turns: str, on: date = ON, language: str = "nl") -> Plan:
    return understand(turns, on=on, language=language, router=router())


def by_rules(*turns: str) -> Plan:
    """The plan when no router is there."""
    return understand(turns, on=ON, language="nl")
