"""What goes into the verification of a statement and what comes out: frozen types."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Citation


class Code(StrEnum):
    """Why a statement may not be shown."""

    EMPTY = "empty"
    QUESTION = "question"
    MARKUP = "markup"
    NO_EVIDENCE = "no_evidence"
    UNKNOWN_TOKEN = "unknown_token"  # noqa: S105 - a source's token, no secret
    QUOTE_NOT_FOUND = "quote_not_found"
    QUOTE_TOO_SHORT = "quote_too_short"
    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    REFERENCE = "reference"
    ADDRESS = "address"
    NAME = "name"
    NEGATION = "negation"
    MODALITY = "modality"
    LIMIT = "limit"
    EXCLUSIVITY = "exclusivity"
    EXCEPTION = "exception"
    UNIVERSAL = "universal"
    CONDITION = "condition"
    ACTOR = "actor"
    SUBJECT = "subject"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source's token and words that should stand in it."""

    token: str
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement and what it rests on."""

    text: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one provision: `text == source_text[start:end]`.

    `source` and `key` name the provision as in the catalogue (`f"{source} {key}"`).
    """

    token: str
    source: str
    section: str
    key: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Calculation:
    """Sentences of a tool's result, in the user's language."""

    token: str
    lines: tuple[str, ...]


Source = Passage | Calculation


@dataclass(frozen=True, slots=True)
class Failure:
    """A reason not to show the statement: its code, and the words that it is about."""

    code: Code
    detail: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found wrong, and the quotes as they stand in the texts.

    `citations` are cut from the sources, widened with the exception that they were cut off from;
    `lines` are the quoted lines of calculations, whole.
    """

    failures: tuple[Failure, ...]
    citations: tuple[Citation, ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the statement may be shown."""
        return not self.failures
