"""The cases: what people ask, and what a right answer holds. Schema: evals/README.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

FOLDER = Path(__file__).parent / "cases"
Split = Literal["dev", "test"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ToolGold(_Strict):
    """The calculation that is right: its name, the arguments that matter, the decisive values.

    `on` is the day it is made for, where the question names another than the day it is asked on.
    """

    name: str
    arguments: dict[str, Any] = Field(default_factory=dict)
    value: dict[str, Any] = Field(default_factory=dict)
    on: str | None = None


class ClarificationGold(_Strict):
    """The input that is to be asked for: this slot, or any of several."""

    slot: str | None = None
    slot_any: tuple[str, ...] = ()

    @property
    def accepted(self) -> frozenset[str]:
        """The slots that are right."""
        return frozenset(self.slot_any) | ({self.slot} if self.slot else frozenset())


class Gold(_Strict):
    """What a right answer to the last turn holds."""

    status: str
    status_any: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    required_sections: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    forbidden: tuple[str, ...] = ()
    tool: ToolGold | None = None
    clarification: ClarificationGold | None = None
    no_tool: bool = False

    @property
    def statuses(self) -> frozenset[str]:
        """The statuses that are right."""
        return frozenset({self.status, *self.status_any})


class Case(_Strict):
    """One case; `turns` are the user's, oldest first, and the gold is of the last one's answer."""

    id: str
    split: Split
    kind: str
    language: str
    audience: str
    turns: tuple[str, ...]
    on: str = "2026-11-22"
    gold: Gold


def load(split: Split | None = None, *, prefix: str = "", folder: Path = FOLDER) -> list[Case]:
    """The cases of one split (or all), of the files whose name starts with `prefix`.

    Raises:
        ValueError: a line is not a case; the message names file and line.
    """
    found: list[Case] = []
    for path in sorted(folder.glob(f"{prefix}*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                case = Case.model_validate(json.loads(line))
            except ValueError as error:
                raise ValueError(f"{path.name}, line {number}: {error}") from error
            if split is None or case.split == split:
                found.append(case)
    return found


def suites(folder: Path = FOLDER) -> tuple[str, ...]:
    """The families of cases that have a file: "text" for text_dev.jsonl and text_test.jsonl."""
    return tuple(sorted({p.stem.rsplit("_", 1)[0] for p in folder.glob("*.jsonl")}))


def section_of(place: str) -> str:
    """Source and section of a gold place: "omzendbrief 16/bijlage-3" → "omzendbrief 16"."""
    return place.split("/")[0]
