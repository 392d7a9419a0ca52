"""How long an answer takes and what it costs: warm percentiles, cold start, index, memory."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

_PERCENTILES = (50, 95, 99)
_COLD = """
import json, sys, time
started = time.perf_counter()
from datetime import date
from assistant import Assistant
assistant = Assistant()
ready = time.perf_counter()
assistant.answer("Hoe lang mag ik een werkplek zoeken?", on=date(2026, 11, 22))
first = time.perf_counter()
for _ in range(10):
    assistant.answer("Wie betaalt de leervergoeding van een leerling?", on=date(2026, 11, 22))
from evals.latency import resident_mb
json.dump({"ready_s": ready - started, "first_answer_s": first - started,
           "built": assistant.index_info.built, "resident_mb": resident_mb()}, sys.stdout)
"""


def percentiles(milliseconds: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 of durations in ms; empty without any."""
    if not milliseconds:
        return {}
    found = np.percentile(np.asarray(milliseconds), _PERCENTILES)
    return {f"p{p}": round(float(v), 2) for p, v in zip(_PERCENTILES, found, strict=True)}


def by_step(timings: Sequence[Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """The percentiles of each step of the pipeline, "total" among them."""
    steps = dict.fromkeys(step for timing in timings for step in timing)
    return {step: percentiles([t[step] for t in timings if step in t]) for step in steps}


def cold_start(environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Seconds until ready and until the first answer, and memory, of a process of its own."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", _COLD],
        capture_output=True,
        check=True,
        env={**os.environ, **(environ or {})},
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return {k: round(v, 2) if isinstance(v, float) else v for k, v in found.items()}


def index_build() -> float:
    """Seconds until a fresh process has built the whole index in an empty folder."""
    with tempfile.TemporaryDirectory() as home:
        return float(cold_start({"DUAAL_HOME": home})["ready_s"])


def resident_mb(pid: int | str = "self") -> float:
    """Resident memory of a process in MB; 0 where the system does not tell."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return 0.0
    line = next(x for x in status.read_text().splitlines() if x.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


def machine() -> dict[str, Any]:
    """Cores, memory and system: what a latency depends on, and nothing that names the machine."""
    pages = (
        os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0
    )
    return {
        "cores": os.cpu_count() or 1,
        "memory_gb": round(pages / 2**30),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }
