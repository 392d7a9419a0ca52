"""The in-process model; where a small one is at hand (tests/local_model.py), for real."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from langchain_core.exceptions import (
    ContextOverflowError,
    ModelAPIError,
    ModelInvalidRequestError,
    ModelTimeoutError,
)
from pydantic import BaseModel, ConfigDict

from assistant.errors import ModelCause, ModelUnavailableError
from assistant.models import Model, load_model
from assistant.models.gguf_stream import Collected
from assistant.settings import Settings
from tests.local_model import FILE, needs_local_model

PROGRESS = {
    "prompt_progress": {"total": 9, "processed": 4},
    "choices": [{"delta": {"role": "assistant", "content": None}, "finish_reason": None}],
}


class Colour(BaseModel):
    model_config = ConfigDict(extra="forbid")

    colour: str
    number: int


def delta(finish_reason: str | None = None, **content: Any) -> dict[str, Any]:
    return {"choices": [{"index": 0, "delta": content, "finish_reason": finish_reason}]}


def call_delta(arguments: str, **more: str) -> dict[str, Any]:
    function = {"arguments": arguments, **({"name": more["name"]} if "name" in more else {})}
    return delta(tool_calls=[{"index": 0, "id": more.get("id"), "function": function}])


def collected(*chunks: dict[str, Any], late: Callable[[], bool] = lambda: False) -> Collected:
    found = Collected(late)
    for chunk in chunks:
        if found(chunk):
            break
    return found


def test_chunks_become_one_message_when_the_generation_ends() -> None:
    message = collected(
        PROGRESS, delta(content="Da"), delta(content="g."), delta("stop"), {"choices": []}
    ).message()
    assert message.text == "Dag."
    assert message.response_metadata["finish_reason"] == "stop"


def test_tool_call_is_put_together_when_its_arguments_come_in_parts() -> None:
    parts = (
        call_delta('{"ki', id="a", name="deadline"),
        call_delta('nd": "x"}'),
        delta("tool_calls"),
    )
    (call,) = collected(*parts).message().tool_calls
    assert (call["id"], call["name"], call["args"]) == ("a", "deadline", {"kind": "x"})


def test_tool_call_is_invalid_when_its_arguments_are_no_object() -> None:
    message = collected(call_delta("[1", id="a", name="deadline"), delta("length")).message()
    assert message.tool_calls == []
    assert message.invalid_tool_calls[0]["name"] == "deadline"


def test_generation_stops_when_time_is_up_while_the_prompt_is_read() -> None:
    stopped = collected(PROGRESS, delta(content="Dag."), late=lambda: True)
    with pytest.raises(ModelTimeoutError):
        stopped.message()


def test_message_stands_when_time_is_up_after_its_end() -> None:
    moments: Iterator[bool] = iter([False, True])
    assert collected(delta(content="Dag."), delta("stop"), late=lambda: next(moments)).message()


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"code": 400, "type": "exceed_context_size_error"}, ContextOverflowError),
        ({"code": 400, "message": "bad schema"}, ModelInvalidRequestError),
        ({"code": 500, "message": "x"}, ModelAPIError),
    ],
)
def test_error_of_the_library_is_one_of_langchain_when_told(
    error: dict[str, Any], kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        collected({"error": error}).message()


@pytest.fixture(scope="module")
def model() -> Model:
    found = load_model(Settings(llm=f"gguf:{FILE}", llm_max_tokens=60, llm_timeout=120))
    assert found is not None
    return found


@needs_local_model
def test_schema_is_filled_in_when_a_real_model_is_asked(model: Model) -> None:
    asked = [{"role": "user", "content": "Name a colour and a number."}]
    assert model.structured(asked, Colour).colour
    assert (model.where, model.calls_tools) == ("local", False)


@needs_local_model
def test_beginning_of_a_prompt_is_read_once_when_two_calls_share_it(model: Model) -> None:
    system = {"role": "system", "content": "Answer with one word. " * 30}
    for question in ("Say yes.", "Say no."):
        last = model.turn([system, {"role": "user", "content": question}])
    timings = last.message.response_metadata["timings"]
    assert timings["cache_n"] > 10 * timings["prompt_n"]


@needs_local_model
def test_next_call_is_answered_when_one_was_stopped_at_its_deadline(model: Model) -> None:
    long = [{"role": "user", "content": "Tell a story. " * 300}]
    with pytest.raises(ModelUnavailableError) as caught:
        model.turn(long, deadline=model.deadline(0.2))
    assert caught.value.cause is ModelCause.TIMEOUT
    assert model.turn([{"role": "user", "content": "Say yes."}]).text


@needs_local_model
def test_prompt_is_rejected_when_longer_than_the_context(model: Model) -> None:
    with pytest.raises(ModelUnavailableError) as caught:
        model.turn([{"role": "user", "content": "woord " * 9000}])
    assert caught.value.cause is ModelCause.REJECTED
