"""How a reranker's judgement counts beside the retriever's own.

A reranker reads question and passage together, but only of the first candidates. It knows nothing
of the cards' questions, so its judgement is added to the retriever's, not put in its place. The
weight is data (`reranking.yaml`), fitted by `python -m evals reranker --write-weight`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import yaml

RERANKING = Path(__file__).parent / "reranking.yaml"
RERANKED = 20


@cache
def weight() -> float:
    """How much a reranker counts, as fitted: log-odds for each deviation above its mean."""
    return float(yaml.safe_load(RERANKING.read_text(encoding="utf-8"))["weight"])


def blended(scores: Sequence[float], judged: Sequence[float], weight: float) -> list[float]:
    """The retriever's scores, log-odds, with `weight` times the reranker's added.

    Every CrossEncoder has a scale of its own, so its scores are first brought to mean 0 and
    deviation 1 among these candidates.
    """
    relevance = np.asarray(judged, dtype=np.float64)
    spread = float(relevance.std()) or 1.0
    total = np.asarray(scores) + weight * (relevance - relevance.mean()) / spread
    return [float(score) for score in total]
