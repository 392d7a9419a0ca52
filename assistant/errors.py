"""What can go wrong outside the texts and the tools.

AssistantError
├── SettingsError     a DUAAL_… variable is unknown or has a bad value
├── QuestionError     the question can't be taken: empty, too long, not text
├── BatchError        the input or output file of a batch can't be used
├── ServeError        the page can't be served: the port is in use
└── ModelUnavailableError   the chat model gave no answer that can be used; `cause` says why

Each is one sentence with the offending value and the remedy. A question that the texts do not
answer is no error: it is a status of the answer.
"""

from enum import StrEnum


class AssistantError(Exception):
    """Base of all errors of this package."""


class SettingsError(AssistantError):
    """A setting is unknown or has a bad value."""


class QuestionError(AssistantError):
    """The question can't be taken. `key` names the message, `values` fill it in."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class BatchError(AssistantError):
    """A batch file can't be read or written."""


class ServeError(AssistantError):
    """The page can't be served."""


class ModelCause(StrEnum):
    """Why a chat model gave no answer that can be used."""

    TIMEOUT = "timeout"  # the deadline passed
    BUSY = "busy"  # no place among the calls under way came free before the deadline
    CIRCUIT_OPEN = "circuit_open"  # it failed often just now and is left alone for a while
    RATE_LIMITED = "rate_limited"  # 429
    SERVER_ERROR = "server_error"  # 5xx
    CONNECTION = "connection"  # not reached, or the connection broke
    UNAUTHORIZED = "unauthorized"  # 401, 403
    REJECTED = "rejected"  # another 4xx: unknown model, prompt too long
    NO_TOOLS = "no_tools"  # the model or its server takes no tools
    BAD_OUTPUT = "bad_output"  # empty, cut off, no JSON, or not what the schema asks for


class ModelUnavailableError(AssistantError):
    """The chat model gave no answer that can be used.

    Its text never holds anything of a prompt or of an answer. `model` is the model's name and
    `kind` the type of error underneath, for the log.
    """

    def __init__(self, cause: ModelCause, model: str, kind: str = "") -> None:
        super().__init__(f"The model {model} gave no usable answer: {cause.replace('_', ' ')}.")
        self.cause = cause
        self.model = model
        self.kind = kind
