"""An input found in a turn, with its place in the turn's text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """A value for a slot; `start` and `end` are offsets in the turn, both 0 where none applies."""

    value: Any
    start: int = 0
    end: int = 0
    assumed: bool = False


Findings = dict[str, Finding]
