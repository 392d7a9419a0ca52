"""Which provisions are asked about, and how: a table of provisions by kind of case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.catalogue import load_catalogue
from evals.cases import Case, load
from evals.checks import unchecked

_NOWHERE = "(none)"


def table(cases: Sequence[Case]) -> str:
    """The table as Markdown: a row for each provision, a column for each kind, and both splits.

    A case counts under the first of its acceptable sections; a refusal under "(none)".
    """
    counted = Counter((_place(case), case.kind) for case in cases)
    halves = Counter((_place(case), case.split) for case in cases)
    kinds = sorted({case.kind for case in cases})
    lines = [_row(["provision", *kinds, "dev", "test"]), _row(["---"] * (len(kinds) + 3))]
    used = {place for place, _ in counted}
    rows = [name for name, p in load_catalogue().provisions.items() if p.blocks or name in used]
    for place in [*rows, _NOWHERE]:
        cells = [counted[place, kind] for kind in kinds]
        cells += [halves[place, "dev"], halves[place, "test"]]
        lines.append(_row([place, *(str(n or "") for n in cells)]))
    return "\n".join(lines)


def notes(cases: Sequence[Case]) -> list[str]:
    """What the table does not say: provisions without a case, facts that can't be checked."""
    asked = {place for case in cases for place in case.gold.sections}
    missing = [
        place
        for place, provision in load_catalogue().provisions.items()
        if provision.blocks and place not in asked
    ]
    skipped = Counter(why for case in cases if (why := unchecked(case)))
    return [
        f"{len(cases)} cases; provisions without one: {', '.join(missing) or 'none'}.",
        *(f"Facts not checked in {n} cases: {why}." for why, n in skipped.items()),
    ]


def report() -> str:
    """Table and notes for all cases."""
    cases = load()
    return "\n".join([table(cases), "", *notes(cases)])


def _place(case: Case) -> str:
    return case.gold.sections[0] if case.gold.sections else _NOWHERE


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
