from __future__ import annotations

import logging
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from assistant.errors import ModelCause, ModelUnavailableError
from assistant.models import Model, load_model
from assistant.models.parameters import limits
from tests.assistant.models.still_clock import StillClock
from tests.openai_server import (
    BREAKS_OFF,
    EMPTY,
    HANGS,
    IGNORES_THE_SCHEMA,
    MALFORMED,
    NOT_JSON,
    Reply,
    Script,
    ScriptedServer,
    ScriptedServers,
    calls,
    calls_forever,
    fails,
    fills_in,
    half,
    in_turn,
    says,
)

ASKED = [{"role": "system", "content": "Antwoord."}, {"role": "user", "content": "geheim-woord?"}]
TOOL = {
    "name": "deadline",
    "description": "a date",
    "parameters": {"type": "object", "properties": {"kind": {"type": "string"}}},
}
GOOD = fills_in(text="Ja.")


class Answer(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str


class Loaded:
    """A model on a scripted server, with a clock of its own."""

    def __init__(self, server: ScriptedServer, **settings: Any) -> None:
        self.server, self.clock = server, StillClock()
        model = load_model(server.settings(**settings), clock=self.clock)
        assert model is not None
        self.model: Model = model

    def cause(self, seconds: float | None = None) -> ModelCause:
        with pytest.raises(ModelUnavailableError) as caught:
            self.model.structured(ASKED, Answer, deadline=self.model.deadline(seconds))
        return caught.value.cause


@pytest.fixture
def loaded(scripted_server: ScriptedServers) -> Any:
    def load(script: Script | Reply, **settings: Any) -> Loaded:
        given = in_turn(script) if isinstance(script, Reply) else script
        return Loaded(scripted_server(given), **settings)

    return load


def test_object_comes_back_when_the_model_fills_in_the_schema(loaded: Any) -> None:
    on = loaded(GOOD)
    assert on.model.structured(ASKED, Answer) == Answer(text="Ja.")
    request = on.server.requests[0]
    assert request["messages"] == ASKED
    assert request["temperature"] == 0
    assert request["max_completion_tokens"] == 700
    asked = request["response_format"]["json_schema"]
    assert (asked["name"], asked["strict"]) == ("Answer", True)
    assert asked["schema"]["properties"] == {"text": {"type": "string", "title": "Text"}}


@pytest.mark.parametrize(
    ("reply", "cause", "requests"),
    [
        (MALFORMED, "bad_output", 1),
        (EMPTY, "bad_output", 1),
        (half('{"text": "Ja."}'), "bad_output", 1),
        (half('{"text": "J'), "bad_output", 1),
        (IGNORES_THE_SCHEMA, "bad_output", 1),
        (says('["Ja."]'), "bad_output", 1),
        (NOT_JSON, "bad_output", 1),
        (calls("deadline", "{half"), "bad_output", 1),
        (BREAKS_OFF, "connection", 3),
        (fails(500), "server_error", 3),
        (fails(503), "server_error", 3),
        (fails(429), "rate_limited", 3),
        (fails(401), "unauthorized", 1),
        (fails(403), "unauthorized", 1),
        (fails(404), "rejected", 1),
        (fails(400, text="geheim-woord is too long"), "rejected", 1),
    ],
)
def test_cause_says_why_when_there_is_no_answer(
    loaded: Any, caplog: pytest.LogCaptureFixture, reply: Reply, cause: str, requests: int
) -> None:
    on = loaded(reply, llm_api_key="sleutel-123")
    with caplog.at_level(logging.DEBUG, "assistant"):
        assert on.cause() == cause
    assert len(on.server.requests) == requests
    assert f"openai:scripted: {cause}" in caplog.text
    for hidden in ("geheim", "sleutel", "Antwoord", "Ja."):
        assert hidden not in caplog.text


def test_error_holds_nothing_of_the_prompt_when_a_provider_repeats_it(loaded: Any) -> None:
    on = loaded(fails(400, text="geheim-woord"))
    with pytest.raises(ModelUnavailableError) as caught:
        on.model.structured(ASKED, Answer)
    assert "geheim" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_answer_comes_when_the_server_recovers(loaded: Any) -> None:
    on = loaded(in_turn(fails(500), BREAKS_OFF, GOOD))
    assert on.model.structured(ASKED, Answer).text == "Ja."
    first, second = on.clock.slept
    assert 0.25 <= first <= 0.5 <= second <= 1.0


def test_wait_is_the_one_asked_for_when_it_fits(loaded: Any) -> None:
    on = loaded(in_turn(fails(429, retry_after="20"), GOOD))
    on.model.structured(ASKED, Answer)
    assert on.clock.slept == [20]


def test_wait_is_read_when_it_is_a_moment_long_past(loaded: Any) -> None:
    on = loaded(in_turn(fails(429, retry_after="Wed, 21 Oct 2015 07:28:00 GMT"), GOOD))
    on.model.structured(ASKED, Answer)
    assert on.clock.slept == [0]


def test_no_wait_when_the_one_asked_for_does_not_fit(loaded: Any) -> None:
    on = loaded(fails(429, retry_after="61"))
    assert on.cause() == "rate_limited"
    assert on.clock.slept == []


def test_timeout_when_the_server_hangs(loaded: Any) -> None:
    on = loaded(HANGS)
    on.clock.never = on.server.arrived
    assert on.cause(20) == "timeout"
    assert on.clock.now() == 1020


def test_busy_when_calls_that_hang_hold_all_slots(loaded: Any) -> None:
    on = loaded(HANGS, llm_concurrency=1)
    on.clock.never = on.server.arrived
    assert on.cause() == "timeout"
    assert on.cause() == "busy"
    assert len(on.server.requests) == 1


def test_timeout_without_a_request_when_the_deadline_has_passed(loaded: Any) -> None:
    on = loaded(GOOD)
    assert on.cause(0) == "timeout"
    assert on.server.requests == []


def test_circuit_opens_and_closes_when_the_model_fails_and_recovers(loaded: Any) -> None:
    down = [fails(401)] * limits().failures
    on = loaded(in_turn(*down, fails(401), GOOD))
    assert [on.cause() for _ in down] == ["unauthorized"] * len(down)
    assert on.cause() == "circuit_open"
    assert len(on.server.requests) == len(down)

    on.clock.moment += limits().cool_down
    assert on.cause() == "unauthorized"  # the one call let through to try fails
    assert on.cause() == "circuit_open"

    on.clock.moment += limits().cool_down
    assert on.model.structured(ASKED, Answer).text == "Ja."
    assert on.model.structured(ASKED, Answer).text == "Ja."


def test_circuit_stays_closed_when_the_model_answers_badly(loaded: Any) -> None:
    on = loaded(MALFORMED)
    assert {on.cause() for _ in range(limits().failures + 1)} == {"bad_output"}


def test_words_come_back_when_no_tool_is_offered(loaded: Any) -> None:
    on = loaded(says("Dag."))
    reply = on.model.turn(ASKED)
    assert (reply.text, reply.tool_requests) == ("Dag.", ())
    assert "tools" not in on.server.requests[0]


def test_tool_is_called_and_its_result_goes_back_when_offered(loaded: Any) -> None:
    on = loaded(in_turn(calls("deadline", {"kind": "x"}), says("Klaar.")))
    first = on.model.turn(ASKED, [TOOL])
    (request,) = first.tool_requests
    assert (request.id, request.name, request.arguments) == ("call_1", "deadline", {"kind": "x"})
    result = {"role": "tool", "tool_call_id": request.id, "content": "2026-10-01"}
    assert on.model.turn([*ASKED, first.message, result], [TOOL]).text == "Klaar."
    assert on.server.requests[1]["messages"][-1] == result
    assert on.server.requests[1]["messages"][-2]["tool_calls"][0]["id"] == "call_1"


def test_each_turn_asks_for_the_tool_when_the_model_loops(loaded: Any) -> None:
    on = loaded(calls_forever("deadline", {"kind": "x"}))
    assert all(on.model.turn(ASKED, [TOOL]).tool_requests for _ in range(3))


def test_tools_are_not_offered_again_when_the_server_takes_none(loaded: Any) -> None:
    on = loaded(fails(400, text="this model does not support tools"))
    assert on.model.calls_tools
    with pytest.raises(ModelUnavailableError) as caught:
        on.model.turn(ASKED, [TOOL])
    assert caught.value.cause == "no_tools"
    assert not on.model.calls_tools


def test_nothing_is_traced_when_the_environment_asks_for_it(
    loaded: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from langsmith import Client

    sent: list[object] = []
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGSMITH_API_KEY", "x")
    monkeypatch.setattr(Client, "create_run", lambda *_, **__: sent.append(1))
    loaded(GOOD).model.structured(ASKED, Answer)
    assert sent == []
