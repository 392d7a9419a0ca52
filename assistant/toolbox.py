"""The exact tools as LangChain tools, for any chat model that calls tools.

The schemas are the pydantic arguments of tools/arguments.py. A wrong or missing input comes back
as one line that the model can act on, never as an exception.
"""

from __future__ import annotations

import json
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from tools import (
    DEADLINE_MODELS,
    TOOL_NAMES,
    AgreementArguments,
    AllowanceArguments,
    ToolError,
    invalid_input,
    run_tool,
    tool_description,
)

if TYPE_CHECKING:
    from datetime import date

    from langchain_core.tools import StructuredTool
    from pydantic import ValidationError


def langchain_tools(on: date, language: str = "nl") -> list[StructuredTool]:
    """Return the tools for a chat model, one for each name in TOOL_NAMES.

    Args:
        on: the day that questions are asked on; an `on` that the model gives wins.
        language: nl, fr or en, for the words in the results.
    """
    from langchain_core.tools import StructuredTool

    return [
        StructuredTool.from_function(
            func=partial(call, name, on, language),
            name=name,
            description=tool_description(name),
            args_schema=schema,
            handle_validation_error=partial(_refusal, schema, language),
        )
        for name, schema in tool_schemas().items()
    ]


@cache
def tool_schemas() -> dict[str, type[BaseModel]]:
    """Return what each tool takes, for every name in TOOL_NAMES."""
    found: dict[str, type[BaseModel]] = {
        "allowance": AllowanceArguments,
        "agreement": AgreementArguments,
        "deadline": deadline_schema(),
    }
    return {name: found[name] for name in TOOL_NAMES}


def call(tool: str, on: date, language: str, /, **arguments: object) -> str:
    """Return the ToolResult of a tool as JSON, or the error in one line."""
    try:
        result = run_tool(tool, arguments, on=on, language=language)
    except ToolError as error:
        return error.message(language)
    return json.dumps(result.to_json(), ensure_ascii=False)


def _refusal(schema: type[BaseModel], language: str, error: ValidationError) -> str:
    return invalid_input(error, tuple(schema.model_fields)).message(language)


def deadline_schema() -> type[BaseModel]:
    """Return one flat schema for all kinds of deadline: `kind`, and every input as optional.

    Chat models fill a flat object better than a union; `run_tool` then holds the inputs against
    the kind.
    """
    fields: dict[str, Any] = {}
    for kind, model in DEADLINE_MODELS.items():
        for name, field in model.model_fields.items():
            if name != "kind":
                used_by = [*fields[name][2], kind] if name in fields else [kind]
                fields[name] = (field.rebuild_annotation(), field.description, used_by)
    optional = {name: _optional(*facts) for name, facts in fields.items()}
    kinds: Any = Literal[tuple(DEADLINE_MODELS)]
    optional["kind"] = (kinds, Field(description=tool_description("kinds")))
    config = ConfigDict(extra="forbid")
    flat: type[BaseModel] = create_model("DeadlineArguments", __config__=config, **optional)
    return flat


def _optional(annotation: Any, description: str, kinds: list[str]) -> Any:
    """Return a field that may be left out, with the kinds of deadline that take it."""
    used_by = "" if len(kinds) == len(DEADLINE_MODELS) else f" [{', '.join(kinds)}]"
    return (annotation | None, Field(default=None, description=f"{description}{used_by}"))
