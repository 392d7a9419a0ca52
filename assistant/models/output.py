"""From a model's message to what was asked of it, or the error that it is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from assistant.errors import ModelCause, ModelUnavailableError

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

S = TypeVar("S", bound=BaseModel)
_CUT_OFF = {"length", "max_tokens", "model_length"}


def parsed(message: AIMessage, schema: type[S], model: str) -> S:
    """Return the object that a message holds, as JSON text or as the call of a tool.

    Raises:
        ModelUnavailableError: BAD_OUTPUT, the message is empty, cut off, no JSON or not what the
            schema asks for.
    """
    check_whole(message, model)
    try:
        given = message.tool_calls[0]["args"] if message.tool_calls else json.loads(message.text)
        return schema.model_validate(given)
    except (ValueError, ValidationError) as error:
        raise _bad(model, type(error).__name__) from None


def check_whole(message: AIMessage, model: str) -> None:
    """Return if the message says something and says it to the end.

    Raises:
        ModelUnavailableError: BAD_OUTPUT.
    """
    facts = message.response_metadata
    ended = facts.get("finish_reason") or facts.get("stop_reason") or facts.get("done_reason")
    if ended in _CUT_OFF:
        raise _bad(model, "cut off")
    if message.invalid_tool_calls:
        raise _bad(model, "malformed tool call")
    if not message.tool_calls and not message.text.strip():
        raise _bad(model, "empty")


def _bad(model: str, kind: str) -> ModelUnavailableError:
    return ModelUnavailableError(ModelCause.BAD_OUTPUT, model, kind)


def as_json_schema(schema: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON schema of a type, with the title that providers want as its name."""
    return {"title": schema.__name__, "description": schema.__name__, **schema.model_json_schema()}


def is_strict(schema: Any) -> bool:
    """Return whether every object of a JSON schema is closed and asks for all its properties."""
    if isinstance(schema, list):
        return all(is_strict(part) for part in schema)
    if not isinstance(schema, dict):
        return True
    properties = schema.get("properties")
    closed = not isinstance(properties, dict) or (
        schema.get("additionalProperties") is False
        and set(schema.get("required", ())) == set(properties)
    )
    return closed and all(is_strict(part) for part in schema.values())
