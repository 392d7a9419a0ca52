"""A model that searches and calculates before it answers: rounds of tool calls, then a reply.

The exact tools are the only place that figures come from, and they are given only what the person
said: an input that the model made up is refused. Rounds are bounded; a model that goes on calling
is asked for its reply.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from assistant.agent.prompts import phrase
from assistant.agent.replies import Reply
from assistant.agent.said import unsaid
from assistant.agent.sources import Sources, as_shown
from assistant.calculate import calculate
from assistant.grounding import Source
from assistant.toolbox import tool_schemas
from tools import TOOL_NAMES, ToolError, tool_description

if TYPE_CHECKING:
    from assistant.models import Deadline, Model, ToolRequest

_ROUNDS = 5
_CALLS_A_ROUND = 4
SEARCH, REPLY = "search", "reply"
Message = Any  # a LangChain message, or a mapping with role and content

Find = Callable[[str], Sequence[Source]]


@dataclass
class Desk:
    """What the model's tools work with.

    Attributes:
        sources: grows with each search and calculation.
        find: passages for a search, put among the sources; none where the texts say nothing.
        on: the day asked on.
        language: of the words in results.
        said: the person's own words, from which the inputs of a tool have to come.
    """

    sources: Sources
    find: Find
    on: date
    language: str
    said: Sequence[str]
    searches: int = field(default=0, init=False)

    @property
    def tools(self) -> list[dict[str, Any]]:
        """The tools by schema, as chat models take them."""
        exact = [
            _schema(name, tool_description(name), schema.model_json_schema())
            for name, schema in tool_schemas().items()
        ]
        query = {"type": "string", "description": phrase("search_query")}
        look = {"type": "object", "properties": {"query": query}, "required": ["query"]}
        return [_schema(SEARCH, phrase("search_tool"), look), *exact, reply_tool()]

    def result(self, request: ToolRequest) -> str:
        """What a call gives, as the model reads it; a call that can't be run says why."""
        if request.name == SEARCH:
            return self._search(str(request.arguments.get("query", "")))
        if request.name in TOOL_NAMES:
            return self._calculate(request.name, request.arguments)
        return phrase("unknown_tool", name=request.name[:40])

    def _search(self, query: str) -> str:
        self.searches += 1
        found = self.find(query) if query.strip() else []
        return as_shown(found) or phrase("nothing_found")

    def _calculate(self, tool: str, arguments: dict[str, Any]) -> str:
        given = {key: value for key, value in arguments.items() if value is not None}
        invented = unsaid(given, self.said, self.on)
        if invented:
            return phrase("not_said", values=", ".join(invented))
        try:
            call = calculate(tool, given, on=self.on, language=self.language)
        except ToolError as error:
            return phrase("tool_refused", reason=error.message(self.language))
        return as_shown(self.sources.add_calculation(call))


def reply_tool() -> dict[str, Any]:
    """The tool by which a model gives its answer."""
    return _schema(REPLY, phrase("reply_tool"), Reply.model_json_schema())


def run(model: Model, messages: Sequence[Message], desk: Desk, deadline: Deadline) -> Reply:
    """The model's reply, after the searches and calculations that it asked for.

    Raises:
        ModelUnavailableError: the model gave no reply that can be read, or not in time.
    """
    talk = list(messages)
    for _ in range(_ROUNDS):
        turn = model.turn(talk, desk.tools, deadline=deadline)
        if not turn.tool_requests:
            break
        reply = _reply_among(turn.tool_requests)
        if reply is not None:
            return reply
        talk.append(turn.message)
        talk += [
            _answered(request, place, desk) for place, request in enumerate(turn.tool_requests)
        ]
    talk.append({"role": "user", "content": phrase("too_many_calls")})
    return model.structured(talk, Reply, deadline=deadline)


def _reply_among(requests: Sequence[ToolRequest]) -> Reply | None:
    for request in requests:
        if request.name == REPLY:
            try:
                return Reply.model_validate(request.arguments)
            except ValidationError:
                return None
    return None


def _answered(request: ToolRequest, place: int, desk: Desk) -> dict[str, Any]:
    over = place >= _CALLS_A_ROUND or request.name == REPLY
    content = phrase("too_many_calls") if over else desk.result(request)
    return {"role": "tool", "tool_call_id": request.id, "content": content}


def _schema(name: str, description: str, parameters: dict[str, Any]) -> dict[str, Any]:
    function = {"name": name, "description": description, "parameters": parameters}
    return {"type": "function", "function": function}
