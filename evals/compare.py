"""Configurations and baselines side by side, on the same questions, as a Markdown table."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tqdm import tqdm

from evals import latency
from evals.baselines import baselines
from evals.cases import Case, Split, load, section_of
from evals.configurations import Bench, Configuration, own
from evals.retrieval import ranked
from evals.significance import interval

_SHOWN = ("recall@1", "recall@3", "mrr")


class ReadmeError(Exception):
    """The file has no place for the table; the message says which lines it needs."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a configuration reached: mean and interval by metric, and milliseconds a query."""

    name: str
    cells: dict[str, tuple[float, float, float]]
    p50: float
    p95: float


def questions(split: Split | None) -> list[Case]:
    """The text cases that have an acceptable section."""
    return [c for c in load(split, prefix="text_") if c.gold.sections]


def compare(cases: Sequence[Case]) -> list[Row]:
    """A row for each configuration and baseline, on the same cases."""
    bench = Bench()
    configurations = [*own(bench), *baselines(bench)]
    return [measure(c, cases) for c in _shown(configurations)]


def measure(configuration: Configuration, cases: Sequence[Case]) -> Row:
    """The row of one configuration; its first query is not timed."""
    rank = configuration.build()
    rank(cases[0].turns[-1])
    gold = {c.id: list(dict.fromkeys(map(section_of, c.gold.sections))) for c in cases}
    rankings, spent = {}, []
    for case in cases:
        started = time.perf_counter()
        found = rank(case.turns[-1])
        spent.append((time.perf_counter() - started) * 1000)
        rankings[case.id] = flat(found, gold[case.id])
    scored = ranked(rankings, gold)
    cells = {}
    for metric in _SHOWN:
        values = [float(scored[case.id][metric] or 0.0) for case in cases]
        cells[metric] = (sum(values) / len(values), *interval(values))
    times = latency.percentiles(spent)
    return Row(configuration.name, cells, times["p50"], times["p95"])


def table(rows: Sequence[Row], cases: Sequence[Case], split: str) -> str:
    """The rows as Markdown, with the machine and the day."""
    machine = latency.machine()
    head = "| configuration | right section first | in the first three | MRR | p50 | p95 |"
    lines = [head, "|---|---|---|---|---|---|"]
    for row in rows:
        cells = " | ".join(_cell(*row.cells[metric]) for metric in _SHOWN)
        lines.append(f"| {row.name} | {cells} | {row.p50:.0f} ms | {row.p95:.0f} ms |")
    about = (
        f"{len(cases)} questions of the split “{split}” that the texts answer; 95 % bootstrap "
        f"intervals in brackets. {machine['cores']} cores, {machine['memory_gb']} GB, "
        f"Python {machine['python']}, {datetime.now(tz=UTC).date().isoformat()}. "
        "Made by `python -m evals compare`."
    )
    return "\n".join([*lines, "", about])


def write_into(readme: Path, text: str, name: str = "compare") -> None:
    """Puts the table between its two marker comments, <!-- evals name --> and <!-- /evals name -->.

    Raises:
        ReadmeError: the file can't be read or lacks the markers.
    """
    opening, closing = f"<!-- evals {name} -->", f"<!-- /evals {name} -->"
    try:
        before, rest = readme.read_text(encoding="utf-8").split(opening, 1)
        _, after = rest.split(closing, 1)
    except (OSError, ValueError) as error:
        raise ReadmeError(
            f"{readme} needs the lines {opening} and {closing}, with the table between them."
        ) from error
    readme.write_text(f"{before}{opening}\n{text}\n{closing}{after}", encoding="utf-8")


def flat(found: Sequence[tuple[str, ...]], gold: Sequence[str]) -> list[str]:
    """The sections one after the other, each once; of one piece's several the right one first."""
    groups = (sorted(sections, key=lambda s: s not in gold) for sections in found)
    return list(dict.fromkeys(s for sections in groups for s in sections))


def _cell(mean: float, low: float, high: float) -> str:
    return f"{100 * mean:.0f} % [{100 * low:.0f}–{100 * high:.0f}]"


def _shown(configurations: Sequence[Configuration]) -> Sequence[Configuration]:
    shown: Sequence[Configuration] = tqdm(configurations, desc="Configurations", file=sys.stderr)
    return shown
