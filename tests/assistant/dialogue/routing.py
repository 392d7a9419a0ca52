"""The router as the assistant has it: over the bundled model, each text embedded once."""

from __future__ import annotations

from functools import cache

from assistant.dialogue import Router
from corpus.embedder import BUNDLED, Remembering, load_embedder


@cache
def router() -> Router:
    embedder = Remembering(load_embedder(BUNDLED))
    return Router(lambda text: embedder.queries([text])[0])
