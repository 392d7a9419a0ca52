"""A GGUF file in process: llama.cpp, through xllamacpp, as a chat model of LangChain.

The prompt's beginning that two calls have in common is read once: llama.cpp keeps it. A call that
is out of time is stopped between two tokens, or two batches of its prompt.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage, convert_to_openai_messages
from langchain_core.output_parsers import JsonOutputParser
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import ConfigDict

from assistant.errors import SettingsError
from assistant.models.gguf_stream import Collected
from assistant.models.parameters import limits

_MAGIC = b"GGUF"


class GgufChat(BaseChatModel):
    """A model that runs in this process. One call at a time; temperature 0.

    Attributes:
        server: the llama.cpp server object. It also listens on a loopback port, which answers
            nobody: its key is random and known to no one.
        max_tokens: longest answer.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    server: Any
    max_tokens: int

    @classmethod
    def load(cls, path: Path, max_tokens: int) -> GgufChat:
        """Return the model of a file.

        Raises:
            SettingsError: there is no such file, or it is no GGUF file that llama.cpp can run.
        """
        check_gguf(path)
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # spinning threads starve each other
        import xllamacpp

        try:
            return cls(server=xllamacpp.Server(_parameters(xllamacpp, path)), max_tokens=max_tokens)
        except RuntimeError as error:
            raise SettingsError(
                f"DUAAL_LLM=gguf:{path} can't be run; the file is damaged, or too large for this "
                "machine's memory, or of a kind that this version of xllamacpp does not know."
            ) from error

    @property
    def _llm_type(self) -> str:
        return "gguf"

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        *,
        tool_choice: str | None = None,
        **kwargs: Any,
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Return the model with tools that it may call."""
        offered = [convert_to_openai_tool(tool) for tool in tools]
        choice = {"tool_choice": tool_choice} if tool_choice else {}
        return self.bind(tools=offered, **choice, **kwargs)

    def with_structured_output(
        self,
        schema: dict[str, Any] | type,
        *,
        include_raw: bool = False,
        method: str = "json_schema",
        **_: Any,
    ) -> Runnable[LanguageModelInput, Any]:
        """Return the model held to a JSON schema by a grammar, token by token."""
        if include_raw or method != "json_schema":
            raise NotImplementedError("a GGUF model knows json_schema, without the raw message")
        function = convert_to_openai_tool(schema)["function"]
        described = {"name": function["name"], "strict": True, "schema": function["parameters"]}
        asked = {"type": "json_schema", "json_schema": described}
        return self.bind(response_format=asked) | JsonOutputParser()

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        *,
        timeout: float | None = None,
        **asked: Any,
    ) -> ChatResult:
        request = {
            "messages": convert_to_openai_messages(messages),
            "max_tokens": self.max_tokens,
            "temperature": 0,
            "cache_prompt": True,
            "chat_template_kwargs": {"enable_thinking": False},  # its tokens would eat the answer's
            "stream": True,
            "return_progress": True,  # a look at the deadline while the prompt is being read
            "stream_options": {"include_usage": True},
            **({"stop": stop} if stop else {}),
            **asked,
        }
        ends = None if timeout is None else time.monotonic() + timeout
        collected = Collected(lambda: ends is not None and time.monotonic() > ends)
        self.server.handle_chat_completions(request, collected)
        return ChatResult(generations=[ChatGeneration(message=collected.message())])


def check_gguf(path: Path) -> None:
    """Return if the file is there and begins as a GGUF file does.

    Raises:
        SettingsError: it is not.
    """
    try:
        with path.expanduser().open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as error:
        raise SettingsError(
            f"DUAAL_LLM=gguf:{path} can't be read ({error.strerror}); give the path of a GGUF file."
        ) from error
    if magic != _MAGIC:
        raise SettingsError(f"DUAAL_LLM=gguf:{path} is no GGUF file; give the path of one.")


def _parameters(library: Any, path: Path) -> Any:
    given = library.CommonParams()
    given.model.path = str(path.expanduser())
    figures = limits()
    threads = os.cpu_count() or 1
    values: Mapping[str, Any] = {
        "n_ctx": figures.gguf_context,
        "n_batch": figures.gguf_batch,
        "n_ubatch": figures.gguf_batch,
        "n_parallel": 1,
        "verbosity": -1,  # llama.cpp would print prompts
        "warmup": False,
        "ui": False,
        "endpoint_slots": False,
        "api_keys": [secrets.token_urlsafe(32)],
    }
    for name, value in values.items():
        setattr(given, name, value)
    given.cpuparams.n_threads = given.cpuparams_batch.n_threads = threads
    return given
