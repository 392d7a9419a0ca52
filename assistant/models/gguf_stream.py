"""The chunks that llama.cpp streams, put together into one message."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from langchain_core.exceptions import (
    ContextOverflowError,
    ModelAPIError,
    ModelInvalidRequestError,
    ModelTimeoutError,
)
from langchain_core.messages import AIMessage, InvalidToolCall, ToolCall


class Collected:
    """Takes chunk after chunk; asks for the end of the generation when time is up.

    Args:
        out_of_time: whether the deadline has passed.
    """

    def __init__(self, out_of_time: Callable[[], bool]) -> None:
        self._out_of_time = out_of_time
        self._text: list[str] = []
        self._calls: dict[int, dict[str, str]] = {}
        self._error: dict[str, Any] | None = None
        self._stopped = False
        self._facts: dict[str, Any] = {}

    def __call__(self, chunk: dict[str, Any]) -> bool:
        """Take a chunk; return whether generation is to stop."""
        if "error" in chunk:
            self._error = chunk["error"]
        for choice in chunk.get("choices") or ():
            self._take(choice.get("delta") or {})
            if choice.get("finish_reason"):
                self._facts["finish_reason"] = choice["finish_reason"]
        if "timings" in chunk:
            self._facts["timings"] = chunk["timings"]
        self._stopped = self._out_of_time()
        return self._stopped

    def _take(self, delta: dict[str, Any]) -> None:
        self._text.append(delta.get("content") or "")
        for part in delta.get("tool_calls") or ():
            call = self._calls.setdefault(part["index"], {"id": "", "name": "", "arguments": ""})
            call["id"] += part.get("id") or ""
            for name in ("name", "arguments"):
                call[name] += (part.get("function") or {}).get(name) or ""

    def message(self) -> AIMessage:
        """Return the whole message.

        Raises:
            ModelTimeoutError, ContextOverflowError, ModelInvalidRequestError, ModelAPIError: there
                is none.
        """
        if self._error:
            raise _refusal(self._error)
        if self._stopped and "finish_reason" not in self._facts:
            raise ModelTimeoutError("stopped at the deadline")
        good: list[ToolCall] = []
        bad: list[InvalidToolCall] = []
        for call in self._calls.values():
            _sort(call, good, bad)
        return AIMessage(
            "".join(self._text),
            tool_calls=good,
            invalid_tool_calls=bad,
            response_metadata=self._facts,
        )


def _sort(call: dict[str, str], good: list[ToolCall], bad: list[InvalidToolCall]) -> None:
    try:
        arguments = json.loads(call["arguments"] or "{}")
    except ValueError:
        arguments = None
    if isinstance(arguments, dict):
        good.append(ToolCall(name=call["name"], args=arguments, id=call["id"]))
    else:
        bad.append(
            InvalidToolCall(
                type="invalid_tool_call",
                name=call["name"],
                args=call["arguments"],
                id=call["id"],
                error="no JSON object",
            )
        )


def _refusal(error: dict[str, Any]) -> Exception:
    if error.get("type") == "exceed_context_size_error":
        return ContextOverflowError("the prompt is longer than the context")
    if int(error.get("code") or 500) < 500:
        return ModelInvalidRequestError(str(error.get("message")))
    return ModelAPIError("llama.cpp failed")
