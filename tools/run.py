"""One door to the tools for programs: a name and raw inputs in, a rendered result out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from tools.agreement import agreement
from tools.allowance import allowance
from tools.arguments import (
    DEADLINE_MODELS,
    AgreementArguments,
    AllowanceArguments,
    Arguments,
)
from tools.deadline import deadline
from tools.errors import InvalidInputError, one_of
from tools.wording import LANGUAGES, Message, message, texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from pydantic_core import ErrorDetails

    from tools.result import Finding, ToolResult

TOOLS: Mapping[str, Callable[[Any], Finding]] = {
    "allowance": allowance,
    "agreement": agreement,
    "deadline": deadline,
}
TOOL_NAMES = tuple(TOOLS)


def run_tool(
    name: str, arguments: Mapping[str, object], *, on: date | None = None, language: str = "nl"
) -> ToolResult:
    """Return the result of a tool in `language`.

    Args:
        name: one of TOOL_NAMES.
        arguments: the raw inputs, as from JSON.
        on: the day asked on; an `on` in the arguments wins.
        language: nl, fr or en.

    Raises:
        InvalidInputError: an input is missing or wrong.
        NotCoveredError: the case lies outside the texts and the parameter files.
    """
    if name not in TOOLS:
        raise InvalidInputError("tool", name, TOOL_NAMES)
    if language not in LANGUAGES:
        raise InvalidInputError("language", language, LANGUAGES)
    if not isinstance(arguments, Mapping):
        raise InvalidInputError("arguments", arguments, message("allowed.mapping"))
    given = {key: value for key, value in arguments.items() if value is not None}
    if on is not None:
        given.setdefault("on", on)
    return TOOLS[name](validated(name, given)).render(language)


def tool_description(name: str) -> str:
    """Return what a tool is for, in Dutch and English, for a model to choose by.

    Args:
        name: one of TOOL_NAMES, or `kinds` for the kinds of deadline.
    """
    return f"{texts('nl')[f'tools.{name}']} / {texts('en')[f'tools.{name}']}"


def validated(name: str, given: Mapping[str, object]) -> Arguments:
    """Return the inputs of a tool, checked and typed.

    Raises:
        InvalidInputError: names the field, the value and what is allowed.
    """
    model = arguments_model(name, given)
    try:
        return model.model_validate(dict(given))
    except ValidationError as error:
        raise invalid_input(error, tuple(model.model_fields)) from None


def arguments_model(name: str, given: Mapping[str, object]) -> type[Arguments]:
    """Return the model of a tool's inputs; that of `deadline` goes by its `kind`.

    Raises:
        InvalidInputError: the kind is missing or unknown.
    """
    if name != "deadline":
        return AllowanceArguments if name == "allowance" else AgreementArguments
    kind = given.get("kind")
    if kind is None:
        raise InvalidInputError("kind", None, one_of(DEADLINE_MODELS), missing=("kind",))
    if not isinstance(kind, str) or kind not in DEADLINE_MODELS:
        raise InvalidInputError("kind", kind, DEADLINE_MODELS)
    return DEADLINE_MODELS[kind]


def invalid_input(error: ValidationError, fields: tuple[str, ...]) -> InvalidInputError:
    """Return pydantic's error as ours: the first wrong value, else every missing input."""
    details = error.errors(include_url=False)
    wrong = [item for item in details if item["type"] != "missing"]
    if wrong:
        return _wrong(wrong[0], fields)
    missing = tuple(str(item["loc"][0]) for item in details)
    return InvalidInputError(missing[0], None, message(f"fields.{missing[0]}"), missing=missing)


def _wrong(detail: ErrorDetails, fields: tuple[str, ...]) -> InvalidInputError:
    field = str(detail["loc"][0])
    shown = detail.get("ctx", {}).get("shown", detail["input"])
    return InvalidInputError(field, shown, _allowed(detail, fields))


def _allowed(detail: ErrorDetails, fields: tuple[str, ...]) -> Message:
    """Return what is allowed; our own validators name the message as the type of the error."""
    context = detail.get("ctx", {})
    if detail["type"] == "extra_forbidden":
        return message("allowed.fields", fields=", ".join(fields))
    if detail["type"] == "literal_error":
        return one_of(re.findall(r"'([^']+)'", context["expected"]))
    return message(detail["type"], **context)
