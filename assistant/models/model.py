"""A chat model as the assistant calls it: two ways to ask, a deadline, one error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel

from assistant.errors import ModelCause, ModelUnavailableError
from assistant.models.attempts import Attempts
from assistant.models.clock import Deadline
from assistant.models.output import as_json_schema, check_whole, is_strict, parsed
from assistant.models.parameters import Provider
from assistant.models.whereabouts import LOCAL

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage
    from langchain_core.tools import BaseTool

S = TypeVar("S", bound=BaseModel)


@dataclass(frozen=True)
class ToolRequest:
    """A tool that the model wants called. `id` goes back with the result."""

    id: str
    name: str
    arguments: dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """One turn of the model: text, or tools that it wants called.

    `message` is the turn as LangChain has it, to put into the conversation as it is.
    """

    text: str
    tool_requests: tuple[ToolRequest, ...]
    message: AIMessage


@dataclass(frozen=True)
class Identity:
    """What is known of a model before it is called."""

    name: str
    where: str
    calls_tools: bool


@dataclass(frozen=True)
class Allowance:
    """What one answer may take: seconds, and tokens."""

    timeout: float
    max_tokens: int


class Model:
    """A chat model that answers in time or raises ModelUnavailableError.

    Attributes:
        name: what users see, for example "openai:gpt-x".
        where: "local", or the host name that the texts go to.
        calls_tools: whether tools may be offered to it.
        timeout: seconds that a whole answer may take.
        max_tokens: longest answer.
    """

    def __init__(
        self,
        chat: BaseChatModel,
        identity: Identity,
        allowance: Allowance,
        provider: Provider,
        attempts: Attempts,
    ) -> None:
        self.name = identity.name
        self.where = identity.where
        self.calls_tools = identity.calls_tools
        self.timeout = allowance.timeout
        self.max_tokens = allowance.max_tokens
        self._chat = chat
        self._provider = provider
        self._attempts = attempts

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this machine and its private network."""
        return self.where == LOCAL

    def deadline(self, seconds: float | None = None) -> Deadline:
        """Return a deadline for a whole answer: so many seconds, or DUAAL_LLM_TIMEOUT."""
        return self._attempts.deadline(self.timeout if seconds is None else seconds)

    def structured(
        self,
        messages: Sequence[BaseMessage | Mapping[str, Any]],
        schema: type[S],
        *,
        deadline: Deadline | None = None,
    ) -> S:
        """Return an object of `schema` that the model filled in.

        Args:
            messages: the conversation, as {"role", "content"} or as LangChain's messages.
            schema: best with every field required and extra="forbid": some providers then hold
                the model to it.
            deadline: of the whole answer; a new one of DUAAL_LLM_TIMEOUT if not given.

        Raises:
            ModelUnavailableError: its `cause` says why.
        """
        asked = as_json_schema(schema)
        options: dict[str, Any] = dict(self._provider.structured)
        if self._provider.strict and is_strict(asked):
            options["strict"] = True

        def ask(until: Deadline) -> S:
            chain: Any = self._chat.with_structured_output(asked, **options)
            # The first link is the bound model; the parser after it would mend half an answer.
            message = chain.first.invoke(list(messages), **self._call(until))
            return parsed(message, schema, self.name)

        return self._attempts.run(ask, deadline or self.deadline())

    def turn(
        self,
        messages: Sequence[BaseMessage | Mapping[str, Any]],
        tools: Sequence[BaseTool | dict[str, Any]] = (),
        *,
        deadline: Deadline | None = None,
    ) -> Reply:
        """Return the model's next turn: text, or the tools that it wants called.

        Args:
            messages: the conversation so far; a tool's result goes in as
                {"role": "tool", "tool_call_id": request.id, "content": "…"}.
            tools: what it may call; none for text alone.
            deadline: of the whole answer; a new one of DUAAL_LLM_TIMEOUT if not given.

        Raises:
            ModelUnavailableError: its `cause` says why. After NO_TOOLS `calls_tools` is false.
        """

        def ask(until: Deadline) -> Reply:
            chat: Any = self._chat.bind_tools(list(tools)) if tools else self._chat
            message = chat.invoke(list(messages), **self._call(until))
            check_whole(message, self.name)
            return _reply(message)

        try:
            return self._attempts.run(ask, deadline or self.deadline(), with_tools=bool(tools))
        except ModelUnavailableError as error:
            self.calls_tools = self.calls_tools and error.cause is not ModelCause.NO_TOOLS
            raise

    def _call(self, deadline: Deadline) -> dict[str, float]:
        """Return what one call takes beyond its messages: a timeout, where it takes one."""
        return {"timeout": deadline.remaining()} if self._provider.call_timeout else {}


def _reply(message: AIMessage) -> Reply:
    requests = (
        ToolRequest(call["id"] or f"call_{place}", call["name"], call["args"])
        for place, call in enumerate(message.tool_calls)
    )
    return Reply(message.text, tuple(requests), message)
