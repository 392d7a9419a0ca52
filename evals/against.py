"""Two runs side by side, case by case: what fell, what rose, and whether it can be chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from evals.scoring import METRICS
from evals.significance import paired_interval, paired_p

_SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """A metric on the cases that both runs have it for; `fell` and `rose` hold case ids."""

    suite: str
    metric: str
    before: float
    after: float
    low: float
    high: float
    p: float
    cases: int
    fell: tuple[str, ...]
    rose: tuple[str, ...]

    @property
    def worse(self) -> bool:
        """Whether the mean is lower than before."""
        return self.after < self.before

    @property
    def significant(self) -> bool:
        """Whether a difference this large is by chance in fewer than one of twenty."""
        return self.p < _SIGNIFICANT

    def __str__(self) -> str:
        """One line for a log."""
        sure = f"p={self.p:.3g}" + (", significant" if self.significant else "")
        return (
            f"{self.suite} {self.metric}: {self.before:.3f} → {self.after:.3f} "
            f"({len(self.fell)} fell, {len(self.rose)} rose of {self.cases}; {sure})"
        )


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Every metric that changed, the largest falls first, by suite and over all cases."""
    old = {row["id"]: row for row in before["cases"]}
    pairs = [(old[row["id"]], row) for row in after["cases"] if row["id"] in old]
    suites = ["all", *dict.fromkeys(row["suite"] for _, row in pairs)]
    found = []
    for suite in suites:
        own = [p for p in pairs if suite in ("all", p[1]["suite"])]
        changes = (_change(suite, metric, own) for metric in METRICS)
        found += [c for c in changes if c is not None]
    return sorted(found, key=lambda c: (c.after - c.before, c.suite, c.metric))


def fallen(changes: list[Change]) -> list[Change]:
    """The changes for the worse that are hardly chance."""
    return [c for c in changes if c.worse and c.significant]


def to_json(changes: list[Change], before: Mapping[str, Any]) -> dict[str, Any]:
    """The comparison, as the report reads it."""
    return {
        "commit": before["commit"],
        "configuration": before["configuration"],
        "changes": [{**asdict(c), "significant": c.significant} for c in changes],
    }


def _change(suite: str, metric: str, pairs: list[tuple[Any, Any]]) -> Change | None:
    both = [p for p in pairs if metric in p[0]["scores"] and metric in p[1]["scores"]]
    before = [float(old["scores"][metric]) for old, _ in both]
    after = [float(new["scores"][metric]) for _, new in both]
    if before == after:
        return None
    low, high = paired_interval(before, after)
    moved = [(new["id"], b - a) for (_, new), b, a in zip(both, after, before, strict=True)]
    return Change(
        suite=suite,
        metric=metric,
        before=round(sum(before) / len(both), 6),
        after=round(sum(after) / len(both), 6),
        low=low,
        high=high,
        p=paired_p(before, after),
        cases=len(both),
        fell=tuple(case for case, difference in moved if difference < 0),
        rose=tuple(case for case, difference in moved if difference > 0),
    )
