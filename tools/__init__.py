"""Exact, pure functions for what the texts let one compute.

`run_tool(name, inputs)` is the door for programs; `allowance`, `agreement` and `deadline` are the
functions behind it, on typed arguments. No clock is read and nothing but parameter files.
"""

from tools.agreement import agreement
from tools.allowance import allowance
from tools.arguments import (
    DEADLINE_MODELS,
    AgreementArguments,
    AllowanceArguments,
    DeadlineArguments,
)
from tools.deadline import deadline
from tools.errors import InvalidInputError, NotCoveredError, ToolError
from tools.ics import to_ics
from tools.result import Finding, Provision, ToolResult
from tools.run import TOOL_NAMES, arguments_model, invalid_input, run_tool, tool_description

__all__ = [
    "DEADLINE_MODELS",
    "TOOL_NAMES",
    "AgreementArguments",
    "AllowanceArguments",
    "DeadlineArguments",
    "Finding",
    "InvalidInputError",
    "NotCoveredError",
    "Provision",
    "ToolError",
    "ToolResult",
    "agreement",
    "allowance",
    "arguments_model",
    "deadline",
    "invalid_input",
    "run_tool",
    "to_ics",
    "tool_description",
]
