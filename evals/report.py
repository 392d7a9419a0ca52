"""The run as one HTML page that needs nothing else, and as a few lines for the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evals import plots
from evals.causes import CAUSES
from evals.scoring import FAMILIES, METRICS

_TEMPLATE = "report.html.j2"
TARGETS = {
    "section_first": 0.88,
    "section_first_three": 0.96,
    "facts_complete": 0.90,
    "status": 0.93,
    "tool_value": 0.98,
    "no_wrong_figure": 1.0,
    "quotes_verbatim": 1.0,
}
_COLUMNS = (
    "status",
    "recall@1",
    "recall@3",
    "section_first",
    "section_first_three",
    "facts_complete",
    "citation_precision",
    "tool_value",
    "slot_asked",
    "no_needless_question",
    "refusal_recall",
    "answerable_kept",
)


def write(run: Mapping[str, Any], path: Path) -> None:
    """Writes the page of a run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(run), encoding="utf-8")


def page(run: Mapping[str, Any]) -> str:
    """The page of a run, as HTML."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = _percent
    return environment.get_template(_TEMPLATE).render(
        run=run,
        targets=TARGETS,
        headline=_headline(run),
        families=_families(run),
        groups=_groups(run),
        columns=_columns(run),
        metrics=METRICS,
        causes=CAUSES,
        suites=list(run["aggregates"]["suite"]),
        curve=_curve(run),
        durations=_durations(run),
        failures=[row for row in run["cases"] if row["cause"]],
        against=run.get("against"),
    )


def summary(run: Mapping[str, Any]) -> str:
    """The headline figures by suite, a line each."""
    lines = []
    for suite, cells in {**run["aggregates"]["suite"], **run["aggregates"]["all"]}.items():
        shown = (f"{name} {_percent(cells[name])}" for name in _COLUMNS if name in cells)
        lines.append(f"{suite}: {', '.join(shown)}")
    total = run["timings"]["warm_ms"].get("total", {})
    lines.append(f"warm answer: {', '.join(f'{k} {v:.0f} ms' for k, v in total.items())}")
    return "\n".join(lines)


def _percent(cell: Mapping[str, float] | None) -> str:
    return "" if cell is None else f"{100 * cell['mean']:.1f}"


def _headline(run: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The targets of the project, each on the cases it is meant for."""
    suites, everything = run["aggregates"]["suite"], run["aggregates"]["all"]["all"]
    text = suites.get("text", everything)
    of_text = {"section_first", "section_first_three", "facts_complete", "status"}
    found = []
    for metric, target in TARGETS.items():
        cell = (text if metric in of_text else everything).get(metric)
        if cell:
            scope = "text cases" if metric in of_text and "text" in suites else "all cases"
            met = cell["mean"] >= target
            found.append(
                {"metric": metric, "cell": cell, "target": target, "scope": scope, "met": met}
            )
    return found


def _families(run: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Bars by family of metrics and suite."""
    by_suite = {**run["aggregates"]["suite"], **run["aggregates"]["all"]}
    return {
        family: {
            suite: plots.bars([(m, cells[m]) for m in metrics if m in cells], TARGETS)
            for suite, cells in by_suite.items()
            if any(m in cells for m in metrics)
        }
        for family, metrics in FAMILIES.items()
    }


def _groups(run: Mapping[str, Any]) -> dict[str, Any]:
    return {g: v for g, v in run["aggregates"].items() if g not in {"all", "suite", "split"}}


def _columns(run: Mapping[str, Any]) -> list[str]:
    return [name for name in _COLUMNS if name in run["aggregates"]["all"]["all"]]


def _curve(run: Mapping[str, Any]) -> str:
    points = run["refusal_curve"]
    threshold = run["configuration"]["refusal_threshold"]
    return plots.refusal_curve(points, threshold) if points else ""


def _durations(run: Mapping[str, Any]) -> str:
    total = run["timings"]["warm_ms"].get("total", {})
    marks = {f"{name} {value:.0f} ms": value for name, value in total.items()}
    return plots.histogram(list(run["timings"]["case_ms"].values()), marks)
