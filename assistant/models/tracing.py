"""No tracing: LangChain sends prompts and answers to a tracing service where LANGSMITH_… is set."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
A = TypeVar("A")


def untraced(call: Callable[[A], T], argument: A) -> T:
    """Return what `call` returns, with LangChain's tracing off whatever the environment says."""
    from langsmith.run_helpers import tracing_context

    with tracing_context(enabled=False):
        return call(argument)
