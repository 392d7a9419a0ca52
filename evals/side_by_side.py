"""Whole answers with and without a chat model, on the same sample of cases, as Markdown rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import Assistant
from evals import latency, wording
from evals.cases import Split
from evals.outcome import Outcome
from evals.replies import Remembered
from evals.scoring import score_all
from evals.significance import interval
from evals.wording import Pair

_SHOWN = {
    "right section first": ("section_first",),
    "facts shown": ("facts_shown",),
    "right status": ("status",),
    "no wrong figure, nothing forbidden": ("no_wrong_figure", "no_forbidden"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One way to answer: its outcomes, its statements, its milliseconds for each case."""

    name: str
    outcomes: Sequence[Outcome]
    statements: str
    milliseconds: Sequence[float]


def measured(worded: Assistant, split: Split | None, size: int, replies: Path | None) -> str:
    """The table of an assistant with a chat model beside the same without, on `size` cases.

    Args:
        worded: it has a chat model.
        split: the half that the sample is from.
        size: how many cases.
        replies: file of the model's replies, used and added to.
    """
    model = worded.model
    if model is None:
        raise ValueError("the assistant has no chat model")
    if replies:
        worded = worded.with_model(Remembered(model, replies))
    found = wording.pairs(worded.without_model(), worded, wording.sample(split, size))
    return table(found, model.name)


def table(found: Sequence[Pair], model: str) -> str:
    """Both rows, and what the figures are of."""
    head = ["answers as a whole", *_SHOWN, "statements of the model", "p50", "p95"]
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    lines += [f"| {' | '.join(_cells(row))} |" for row in rows(found, model)]
    about = (
        f"{len(found)} cases of all kinds, the same for both; “of” says how many a figure applies "
        "to. A statement that the verification does not bear out is dropped."
    )
    return "\n".join([*lines, "", about])


def rows(found: Sequence[Pair], model: str) -> tuple[Row, Row]:
    """The embedded assistant, and the same with the model."""
    return (
        Row(
            "embedded assistant",
            [Outcome(p.suite, p.case, p.embedded) for p in found],
            "–",
            [p.embedded.timings_ms["total"] for p in found],
        ),
        Row(
            f"the same with {model}",
            [Outcome(p.suite, p.case, p.worded) for p in found],
            _statements(found),
            [p.worded_ms for p in found],
        ),
    )


def _statements(found: Sequence[Pair]) -> str:
    notes = [p.worded.debug["wording"] for p in found if "wording" in p.worded.debug]
    shown = sum(int(note["statements_shown"]) for note in notes)
    dropped = sum(len(note["statements_dropped"]) for note in notes)
    return f"{shown} shown, {dropped} dropped, {len(notes)} answers asked for"


def _cells(row: Row) -> Iterator[str]:
    scored = score_all(row.outcomes)
    times = latency.percentiles(row.milliseconds)
    yield row.name
    for metrics in _SHOWN.values():
        yield _cell([v for v in (_lowest(s, metrics) for s in scored.values()) if v is not None])
    yield row.statements
    yield f"{times['p50'] / 1000:.2f} s"
    yield f"{times['p95'] / 1000:.2f} s"


def _lowest(scores: Mapping[str, float], metrics: Sequence[str]) -> float | None:
    """The lowest of the metrics that apply; None where none does."""
    return min((scores[m] for m in metrics if m in scores), default=None)


def _cell(values: Sequence[float]) -> str:
    if not values:
        return "–"
    low, high = interval(values)
    mean = sum(values) / len(values)
    return f"{100 * mean:.0f} % [{100 * low:.0f}–{100 * high:.0f}] of {len(values)}"
