"""Errors of the tools.

ToolError
├── InvalidInputError   fixable: names the field, the value and what is allowed; ask or try again
└── NotCoveredError     terminal: neither the texts nor the parameter files reach this case
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.wording import Message, message, render

if TYPE_CHECKING:
    from collections.abc import Iterable

SHOWN_CHARACTERS = 60


class ToolError(Exception):
    """Base of every error of the tools; its text is one line in English."""

    def __init__(self, text: Message) -> None:
        self.text = text
        super().__init__(render(text, "en"))

    def message(self, language: str) -> str:
        """Return the error as one line in `language` (nl, fr, en)."""
        return render(self.text, language)


class InvalidInputError(ToolError):
    """An input is missing or wrong, and the caller can mend it.

    Args:
        field: name of the input.
        value: the offending value; None when the input is missing.
        allowed: what is allowed: a message, or the allowed values.
        missing: the inputs that can still change the outcome, the most decisive first.
    """

    def __init__(
        self,
        field: str,
        value: object,
        allowed: Message | Iterable[str],
        *,
        missing: Iterable[str] = (),
    ) -> None:
        self.field = field
        self.value = value
        self.allowed = allowed if isinstance(allowed, Message) else one_of(allowed)
        self.missing = tuple(missing)
        super().__init__(self._text())

    def _text(self) -> Message:
        if self.missing:
            fields = ", ".join(self.missing)
            return message("errors.missing", fields=fields, allowed=self.allowed)
        shown = _shortened(self.value)
        return message("errors.invalid", field=self.field, value=shown, allowed=self.allowed)


class NotCoveredError(ToolError):
    """The case lies outside the texts and the parameter files; asking again does not help."""


def one_of(values: Iterable[str]) -> Message:
    """Return the message that lists the allowed values."""
    return message("allowed.one_of", values=", ".join(values))


def _shortened(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= SHOWN_CHARACTERS else f"{text[:SHOWN_CHARACTERS]}…"
