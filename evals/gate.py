"""The floor that a run may not fall below: thresholds.toml, held by CI.

[text]                       # a suite, or "all"
"recall@1" = 0.90            # the mean must be at least this

[latency_ms]                 # a ceiling, for warm answers
p95 = 400
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.scoring import METRICS

_CEILING = "latency_ms"


class ThresholdsError(Exception):
    """The file of thresholds can't be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A metric on the wrong side of its threshold."""

    group: str
    metric: str
    found: float | None
    threshold: float

    def __str__(self) -> str:
        """One line for a log."""
        found = "not measured" if self.found is None else f"{self.found:.4g}"
        wanted = "at most" if self.group == _CEILING else "at least"
        return f"{self.group} {self.metric}: {found}, wanted {wanted} {self.threshold:.4g}"


def load(path: Path) -> dict[str, dict[str, float]]:
    """The thresholds by suite and metric.

    Raises:
        ThresholdsError: the file can't be read, or names a metric that does not exist.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ThresholdsError(f"{path} can't be read ({error}); see evals/README.md.") from error
    for group, floors in data.items():
        for metric in floors:
            if metric not in METRICS and group != _CEILING:
                raise ThresholdsError(f"{path}: {metric!r} in [{group}] is no metric of the evals.")
    return data


def breaches(run: Mapping[str, Any], thresholds: Mapping[str, Mapping[str, float]]) -> list[Breach]:
    """Every metric below its floor, not measured at all, or above its ceiling."""
    found = []
    for group, floors in thresholds.items():
        for metric, threshold in floors.items():
            value = _value(run, group, metric)
            if value is None or _beyond(group, value, threshold):
                found.append(Breach(group, metric, value, threshold))
    return found


def _value(run: Mapping[str, Any], group: str, metric: str) -> float | None:
    if group == _CEILING:
        value = run["timings"]["warm_ms"].get("total", {}).get(metric)
    else:
        by_suite = {**run["aggregates"]["suite"], **run["aggregates"]["all"]}
        value = by_suite.get(group, {}).get(metric, {}).get("mean")
    return None if value is None else float(value)


def _beyond(group: str, value: float, threshold: float) -> bool:
    return value > threshold if group == _CEILING else value < threshold
