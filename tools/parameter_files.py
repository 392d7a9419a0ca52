"""The parameter files of the tools, each read once.

Amounts, terms, thresholds and quotes stand in tools/parameters, the wording in tools/messages:
data that changes without a change of code.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def load_yaml(path: str) -> dict[str, Any]:
    """Return the YAML mapping at `path` inside the package."""
    loaded: dict[str, Any] = yaml.safe_load(files("tools").joinpath(path).read_text("utf-8"))
    return loaded


def rule(group: str) -> Mapping[str, Any]:
    """Return the figures of one rule, by its group in parameters/rules.yaml."""
    figures: Mapping[str, Any] = load_yaml("parameters/rules.yaml")[group]
    return figures


def provision_texts() -> Mapping[str, Mapping[str, str]]:
    """Return source, section and quote of every provision by its name."""
    return load_yaml("parameters/provisions.yaml")
