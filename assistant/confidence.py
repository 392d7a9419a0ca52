"""Whether the texts answer the question at all.

A logistic model over a handful of retrieval signals gives the probability that the question is
answered by the texts. Its coefficients and threshold are data (`confidence.yaml`), fitted by
`python -m evals.calibrate` on the dev cases, never written by hand.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.retrieve import Retrieval

PARAMETERS = Path(__file__).parent / "confidence.yaml"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure the assistant is: of an answer, and, if there is none, of being on the subject."""

    answerable: float
    on_subject: float

    @property
    def refused(self) -> bool:
        """Whether the probability of an answer lies below the calibrated threshold."""
        return self.answerable < _threshold("answerable")

    @property
    def off_subject(self) -> bool:
        """Whether the question, refused, has nothing to do with duaal leren."""
        return self.on_subject < _threshold("on_subject")


def judge(retrieval: Retrieval) -> Verdict:
    """The verdict on what was retrieved for a question."""
    signals = signals_of(retrieval)
    models = _parameters()
    return Verdict(
        answerable=_probability(signals, models["answerable"]),
        on_subject=_probability(signals, models["on_subject"]),
    )


def signals_of(retrieval: Retrieval) -> dict[str, float]:
    """The signals that the models weigh, all about 0..1.

    `question`, `uncovered` and `off_subject` are the highest cosine similarities with a card's
    question, an uncovered topic's and an off-subject one's; `chunk` and `sentence` those with the
    texts; `support` is the best candidate's passage evidence; `margin` its lead on the
    first candidate from another section.
    """
    similarity = retrieval.similarity
    best = retrieval.candidates[0] if retrieval.candidates else None
    other = next((c for c in retrieval.candidates if best and c.section != best.section), None)
    return {
        "question": similarity.get("question", 0.0),
        "uncovered": similarity.get("uncovered", 0.0),
        "off_subject": similarity.get("off_subject", 0.0),
        "chunk": similarity.get("chunk", 0.0),
        "sentence": similarity.get("sentence", 0.0),
        "lexical": math.log1p(retrieval.lexical.get("question", 0.0)) / 5,
        "lexical_uncovered": math.log1p(retrieval.lexical.get("uncovered", 0.0)) / 5,
        "support": best.features["chunk"] if best else 0.0,
        "margin": best.score - other.score if best and other else 0.0,
    }


def _probability(signals: Mapping[str, float], model: Mapping[str, Any]) -> float:
    weights: Mapping[str, float] = model["weights"]
    total = float(model["intercept"]) + sum(w * signals[name] for name, w in weights.items())
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, total))))


def _threshold(model: str) -> float:
    return float(_parameters()[model]["threshold"])


@cache
def _parameters() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load(PARAMETERS.read_text(encoding="utf-8"))
    return data
