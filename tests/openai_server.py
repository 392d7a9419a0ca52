"""A server that speaks the OpenAI chat-completions protocol, as a test scripts it.

    def test_…(scripted_server: ScriptedServers) -> None:
        server = scripted_server(lambda request: says("Hallo"))
        settings = server.settings()          # DUAAL_LLM=openai:scripted, with its base URL
        …
        assert server.requests[0]["messages"][0]["content"] == "…"

A script gets the JSON of a request and returns a Reply; `in_turn(a, b)` gives one after the
other and then the last one again. It streams where the request asks for it.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant.settings import Settings


@dataclass(frozen=True)
class Reply:
    """What the server sends for one request."""

    status: int = 200
    message: Mapping[str, Any] = field(default_factory=dict)
    finish_reason: str = "stop"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None  # instead of the protocol's JSON
    hang: bool = False  # no answer before the end of the test
    cut: bool = False  # closes the connection halfway


Script = Callable[[dict[str, Any]], Reply]


def says(text: str, finish_reason: str = "stop") -> Reply:
    """The model answers in words."""
    return Reply(message={"role": "assistant", "content": text}, finish_reason=finish_reason)


def fills_in(**values: Any) -> Reply:
    """The model fills in the schema it was given, or another one."""
    return says(json.dumps(values, ensure_ascii=False))


def calls(name: str, arguments: Mapping[str, Any] | str, call_id: str = "call_1") -> Reply:
    """The model calls a tool."""
    text = arguments if isinstance(arguments, str) else json.dumps(arguments)
    call = {"id": call_id, "type": "function", "function": {"name": name, "arguments": text}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return Reply(message=message, finish_reason="tool_calls")


def fails(status: int, retry_after: str | None = None, text: str = "no") -> Reply:
    """The server refuses or breaks down."""
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return Reply(status=status, headers=headers, body=json.dumps({"error": {"message": text}}))


MALFORMED = says('{"text": "half')
EMPTY = says("")
NOT_JSON = Reply(body="<html>502</html>")
HANGS = Reply(hang=True)
BREAKS_OFF = Reply(message={"role": "assistant", "content": "half an answer"}, cut=True)
IGNORES_THE_SCHEMA = fills_in(colour="blue")


def half(text: str) -> Reply:
    """The model reaches its token limit."""
    return says(text, finish_reason="length")


def calls_forever(name: str, arguments: Mapping[str, Any]) -> Script:
    """A model that answers every turn with the same call of a tool."""
    return lambda request: calls(name, arguments, f"call_{len(request['messages'])}")


def in_turn(*replies: Reply) -> Script:
    """One reply after the other, and then the last one again and again."""
    left = list(replies)
    return lambda request: left.pop(0) if len(left) > 1 else left[0]


class ScriptedServer:
    """A running server: its address, and the requests that it got so far."""

    def __init__(self, script: Script) -> None:
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.arrived = threading.Event()
        self._released = threading.Event()
        self._script = script
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """The base URL, as DUAAL_LLM_BASE_URL takes it."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def settings(self, **more: Any) -> Settings:
        """Settings that name this server's model."""
        return Settings(**{"llm": "openai:scripted", "llm_base_url": self.url, **more})

    def sent(self) -> str:
        """All that was sent to the model, as one text: to look for what must not be in it."""
        return json.dumps(self.requests, ensure_ascii=False)

    def release(self) -> None:
        """Let the requests go that hang."""
        self._released.set()

    def close(self) -> None:
        """End the server and what hangs in it."""
        self.release()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def reply_to(self, request: dict[str, Any], headers: dict[str, str]) -> Reply:
        """Record a request and return what the script says to it."""
        self.requests.append(request)
        self.headers.append(headers)
        self.arrived.set()
        reply = self._script(request)
        if reply.hang:
            self._released.wait()
        return reply

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        class Handler(_Handler):
            server_of_test = self

        return Handler


class _Handler(BaseHTTPRequestHandler):
    server_of_test: ScriptedServer
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        size = int(self.headers["Content-Length"])
        request = json.loads(self.rfile.read(size))
        reply = self.server_of_test.reply_to(request, dict(self.headers))
        with suppress(BrokenPipeError, ConnectionResetError):
            self._send(reply, request)

    def _send(self, reply: Reply, request: dict[str, Any]) -> None:
        streams = bool(request.get("stream")) and reply.body is None
        data = (stream_of(reply) if streams else whole(reply)).encode()
        self.send_response(reply.status)
        kind = "text/event-stream" if streams else "application/json"
        for name, value in {"Content-Type": kind, **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data[: len(data) // 2] if reply.cut else data)
        self.close_connection = self.close_connection or reply.cut

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def whole(reply: Reply) -> str:
    """A completion as one JSON object."""
    if reply.body is not None:
        return reply.body
    choice = {"index": 0, "message": reply.message, "finish_reason": reply.finish_reason}
    usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
    return json.dumps({**_HEAD, "object": "chat.completion", "choices": [choice], "usage": usage})


def stream_of(reply: Reply) -> str:
    """A completion as server-sent events: the message, the reason it ended, the end."""
    delta = dict(reply.message)
    if "tool_calls" in delta:
        delta["tool_calls"] = [{"index": i, **call} for i, call in enumerate(delta["tool_calls"])]
    choices = (
        {"index": 0, "delta": delta, "finish_reason": None},
        {"index": 0, "delta": {}, "finish_reason": reply.finish_reason},
    )
    kind = "chat.completion.chunk"
    events = [json.dumps({**_HEAD, "object": kind, "choices": [choice]}) for choice in choices]
    return "".join(f"data: {event}\n\n" for event in [*events, "[DONE]"])


_HEAD = {"id": "scripted", "created": 0, "model": "scripted"}
ScriptedServers = Callable[[Script], ScriptedServer]


@pytest.fixture
def scripted_server() -> Iterator[ScriptedServers]:
    """Starts servers that end with the test."""
    running: list[ScriptedServer] = []

    def start(script: Script) -> ScriptedServer:
        running.append(ScriptedServer(script))
        return running[-1]

    yield start
    for server in running:
        server.close()
