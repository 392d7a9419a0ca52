"""What a tool hands back: a `Finding` without language, rendered to a `ToolResult`.

The pure functions know message keys and figures only. `Finding.render` puts them into words, so
one calculation can be shown in Dutch, French and English.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from tools.parameter_files import provision_texts
from tools.wording import Message, render

if TYPE_CHECKING:
    from collections.abc import Mapping


class Provision(NamedTuple):
    """A sentence of a source text that a result rests on.

    `source` is `omzendbrief` or `rof`, `section` its number, `quote` verbatim.
    """

    source: str
    section: str
    quote: str


def provision(name: str) -> Provision:
    """Return the provision `name` of tools/parameters/provisions.yaml."""
    return Provision(**provision_texts()[name])


def quoted(name: str) -> str:
    """Return the verbatim quote of a provision, to stand inside a message."""
    return provision(name).quote


@dataclass(frozen=True)
class ToolResult:
    """A result in one language; `value` holds JSON types only."""

    value: Mapping[str, object]
    steps: tuple[str, ...]
    assumptions: tuple[str, ...]
    warnings: tuple[str, ...]
    provisions: tuple[Provision, ...]

    def to_json(self) -> dict[str, object]:
        """Return the result in the shape of the contract, ready for `json.dumps`."""
        return {
            "value": dict(self.value),
            "steps": list(self.steps),
            "assumptions": list(self.assumptions),
            "warnings": list(self.warnings),
            "provisions": [item._asdict() for item in self.provisions],
        }


@dataclass(frozen=True)
class Finding:
    """A result without language.

    `value` may hold dates, decimals and messages; `provisions` are names in provisions.yaml.
    """

    value: Mapping[str, object]
    steps: tuple[Message, ...]
    assumptions: tuple[Message, ...] = ()
    warnings: tuple[Message, ...] = ()
    provisions: tuple[str, ...] = ()

    def render(self, language: str = "nl") -> ToolResult:
        """Return the finding in the words and notation of `language`."""
        return ToolResult(
            value={key: _plain(item, language) for key, item in self.value.items()},
            steps=_rendered(self.steps, language),
            assumptions=_rendered(self.assumptions, language),
            warnings=_rendered(self.warnings, language),
            provisions=tuple(provision(name) for name in dict.fromkeys(self.provisions)),
        )


def _rendered(messages: tuple[Message, ...], language: str) -> tuple[str, ...]:
    return tuple(render(item, language) for item in messages)


def _plain(item: object, language: str) -> object:
    """Return `item` in machine notation: dates ISO, decimals as strings, messages as text."""
    if isinstance(item, dict):
        return {key: _plain(value, language) for key, value in item.items()}
    if isinstance(item, (list, tuple)):
        return [_plain(value, language) for value in item]
    if isinstance(item, Message):
        return render(item, language)
    if isinstance(item, date):
        return item.isoformat()
    return f"{item:f}" if isinstance(item, Decimal) else item
