"""The labelled turns of `wordings/`, which the small models of the dialogue are fitted on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from assistant.dialogue import lexicon

WORDINGS = Path(__file__).parent / "wordings"
DAY = date(2026, 11, 22)  # the day that their turns are asked on
RIDGE = 1.7


def labelled(name: str) -> list[dict[str, Any]]:
    """The turns of `wordings/<name>.jsonl`, in order."""
    lines = (WORDINGS / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def numbered(*names: str) -> Iterator[tuple[str, int, dict[str, Any]]]:
    """The turns of several files, each with the file's name and its number in it."""
    for name in names:
        for number, turn in enumerate(labelled(name)):
            yield name, number, turn


def plain(text: str) -> str:
    """A turn as plain text, each run of white space a space."""
    return lexicon.plain(" ".join(text.split()))
