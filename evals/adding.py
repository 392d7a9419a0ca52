"""A reported wrong answer becomes a case: checked first, written only when it is sound."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.cases import FOLDER, Case, Split, load
from evals.checks import problems, wrong_with

_FILE = "reported_{split}.jsonl"


class UnsoundCaseError(Exception):
    """The case can't be written; the message names everything that is wrong with it."""


def case_of(
    turns: Sequence[str],
    *,
    split: Split,
    sections: Sequence[str] = (),
    facts: Sequence[str] = (),
    forbidden: Sequence[str] = (),
    status: str = "answered",
    kind: str = "reported",
    language: str = "nl",
    audience: str = "staff",
    on: str | None = None,
    folder: Path = FOLDER,
) -> Case:
    """The case, with the next free id of its file.

    Args:
        turns: the user's turns, oldest first.
        split: the half it goes to.
        sections: acceptable ones ("omzendbrief 7.1").
        facts: each must be shown; "675,90 | 675.90" gives two notations of one.
        forbidden: what must not be shown.
        status: how it should end.
        kind: as the other cases name it.
        language: nl, fr or en.
        audience: pupil, parent, staff or employer.
        on: the day it is asked on, ISO.
        folder: where the cases lie.
    """
    gold: dict[str, Any] = {
        "status": status,
        "sections": sections,
        "facts": [[form.strip() for form in fact.split("|")] for fact in facts],
        "forbidden": forbidden,
    }
    data: dict[str, Any] = {
        "id": f"rep-{split}-{len(load(split, prefix='reported_', folder=folder)) + 1:03}",
        "split": split,
        "kind": kind,
        "language": language,
        "audience": audience,
        "turns": turns,
        "gold": gold,
    }
    return Case.model_validate(data | ({"on": on} if on else {}))


def split_of(sections: Sequence[str], folder: Path = FOLDER) -> Split:
    """The half whose text cases rest on the first section; dev where neither does."""
    known = {
        c.gold.sections[0]: c.split for c in load(prefix="text_", folder=folder) if c.gold.sections
    }
    return known.get(sections[0], "dev") if sections else "dev"


def add(case: Case, folder: Path = FOLDER) -> Path:
    """Writes the case at the end of its file, and returns the file.

    Raises:
        UnsoundCaseError: the case is wrong by itself or beside the others.
    """
    others = load(folder=folder)
    wrong = wrong_with(case)
    known = set(map(str, problems(others)))
    wrong += [
        str(p) for p in problems([*others, case]) if str(p) not in known and p.case != case.id
    ]
    if any(c.turns == case.turns for c in others):
        wrong.append("the same question is among the cases already")
    if wrong:
        raise UnsoundCaseError("The case is not written: " + "; ".join(wrong) + ".")
    path = folder / _FILE.format(split=case.split)
    line = json.dumps(case.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    return path
