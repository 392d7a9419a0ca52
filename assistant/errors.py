"""What can go wrong outside the texts and the tools.

AssistantError
├── SettingsError     a DUAAL_… variable is unknown or has a bad value
├── QuestionError     the question can't be taken: empty, too long, not text
├── BatchError        the input or output file of a batch can't be used
└── ServeError        the page can't be served: the port is in use

Each is one sentence with the offending value and the remedy. A question that the texts do not
answer is no error: it is a status of the answer.
"""


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
