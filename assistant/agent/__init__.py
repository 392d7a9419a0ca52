"""The chat model that cites: it words an answer, and code shows only what its sources bear out.

`writing.Writer` takes the verified embedded answer and yields it again with verified statements of
the model to open it. `sources` holds what the model may cite, each by an opaque token; `prompts`
what it is told (files in assistant/prompts); `replies` what it has to give; `tool_loop` lets it
search and call the exact tools. Whatever goes wrong, the embedded answer stands.
"""

from assistant.agent.writing import Writer

__all__ = ["Writer"]
