"""How the search holds up with more text: embedded Chroma, a Chroma server, the lexical index."""

from __future__ import annotations

import contextlib
import multiprocessing
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import chromadb
import numpy as np

from evals import latency, scale_workers, synthetic
from evals.compare import questions
from evals.configurations import Bench

PAGE = Path(__file__).parent / "scale.md"
_EXACT = 10
_SERVER = "from chromadb.cli.cli import app; app()"
_PATIENCE_S = 60
_LEXICAL_AT_MOST = 10_000


def measure(sizes: Sequence[int], clients: Sequence[int]) -> dict[str, Any]:
    """Measures each size embedded, the largest behind a server, and the lexical index.

    Args:
        sizes: numbers of passages, rising.
        clients: numbers of client processes that ask the server at once.
    """
    bench = Bench()
    chunks = bench.catalogue.chunks
    asked = [c.turns[-1] for c in questions(None)][:200]
    real = bench.embedder.passages([c.embedded for c in chunks])
    made = synthetic.recipes(chunks, max(sizes))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        np.save(folder / "queries.npy", bench.embedder.queries(asked))
        found: dict[str, Any] = {
            "fidelity": synthetic.fidelity(chunks, real, bench.embedder),
            "embedded": {n: _embedded(folder, n, synthetic.vectors(real, made[:n])) for n in sizes},
            "server": _server(folder, max(sizes), clients),
        }
    lexical = sorted({min(n, _LEXICAL_AT_MOST) for n in sizes})
    texts = list(synthetic.texts(chunks, made[: lexical[-1]]))
    found["lexical"] = {n: _apart(scale_workers.lexical, texts[:n], asked) for n in lexical}
    return found


def _embedded(folder: Path, size: int, vectors: synthetic.Vectors) -> dict[str, Any]:
    queries = np.load(folder / "queries.npy")
    exact = np.argsort(-(queries @ vectors.T), axis=1)[:, :_EXACT]
    np.save(folder / "vectors.npy", vectors)
    np.save(folder / "exact.npy", exact)
    paths = [str(folder / f"{name}.npy") for name in ("vectors", "queries", "exact")]
    return _apart(scale_workers.embedded, str(folder / f"chroma-{size}"), *paths)


def _server(folder: Path, size: int, clients: Sequence[int]) -> dict[int, dict[str, float]]:
    found = {}
    with _running(folder / f"chroma-{size}") as (port, pid):
        for number in clients:
            answers = _together(number, port, str(folder / "queries.npy"))
            spent = [ms for a in answers for ms in a["spent"]]
            wall = max(a["ended"] for a in answers) - min(a["started"] for a in answers)
            found[number] = {
                **latency.percentiles(spent),
                "per_s": len(spent) / wall,
                "resident_mb": latency.resident_mb(pid),
            }
    return found


@contextlib.contextmanager
def _running(folder: Path) -> Iterator[tuple[int, int]]:
    """A Chroma server on loopback over the folder: its port and process id; ended afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", _SERVER, "run", "--host", "127.0.0.1", "--port", str(port)]
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [*command, "--path", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        try:
            _await(port)
            yield port, server.pid
        finally:
            server.terminate()


def _await(port: int) -> None:
    patience = time.monotonic() + _PATIENCE_S
    while True:
        try:
            chromadb.HttpClient(host="127.0.0.1", port=port).heartbeat()
        except Exception:  # whatever the client raises until the server listens
            if time.monotonic() > patience:
                raise
            time.sleep(0.2)
        else:
            return


def _together(number: int, port: int, queries: str) -> list[dict[str, Any]]:
    with ProcessPoolExecutor(number, multiprocessing.get_context("spawn")) as pool:
        waiting = [pool.submit(scale_workers.asking, port, queries) for _ in range(number)]
        return [w.result() for w in waiting]


def _apart(action: Any, *arguments: Any) -> dict[str, Any]:
    """The action's result, from a fresh process."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        found: dict[str, Any] = pool.submit(action, *arguments).result()
        return found


def table(found: dict[str, Any], note: str = "") -> str:
    """The figures as Markdown, with the machine and the day."""
    lines = ["| what | passages | built per s | p50 | p95 | recall@10 | memory |", "|---" * 7 + "|"]
    for size, row in found["embedded"].items():
        lines.append(_row("Chroma in process", size, row, f"{100 * row['recall']:.1f} %"))
    lines += [
        _row("lexical, n-grams", size, row, "exact") for size, row in found["lexical"].items()
    ]
    lines += ["", "| Chroma server, clients | queries per s | p50 | p95 | server's memory |"]
    lines.append("|---" * 5 + "|")
    lines += [
        f"| {number} | {row['per_s']:.0f} | {row['p50']:.1f} ms | {row['p95']:.1f} ms "
        f"| {row['resident_mb']:.0f} MB |"
        for number, row in found["server"].items()
    ]
    return "\n".join([*lines, "", _about(found, note)])


def _row(what: str, size: int, row: dict[str, float], recall: str) -> str:
    return (
        f"| {what} | {size:,} | {row['built_per_s']:.0f} | {row['p50']:.1f} ms "
        f"| {row['p95']:.1f} ms | {recall} | {row['resident_mb']:.0f} MB |"
    )


def _about(found: dict[str, Any], note: str) -> str:
    machine, near = latency.machine(), found["fidelity"]
    return (
        f"{machine['cores']} cores, {machine['memory_gb']} GB, Python {machine['python']}, "
        f"{datetime.now(tz=UTC).date().isoformat()}. {note} Vectors of synthetic passages are "
        f"stand-ins: cosine {near['to_stand_in']:.3f} with the true vector of the same text "
        f"({near['to_original']:.3f} for the passage it was made from); mean likeness among them "
        f"{near['among_stand_ins']:.3f}, among true ones {near['among_true']:.3f}. Made by "
        "`python -m evals scale`."
    ).replace("  ", " ")
