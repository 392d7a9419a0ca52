"""Whether the texts answer the question at all.

A logistic model over a handful of retrieval signals gives the probability that the question is
answered by the texts. Its coefficients and threshold are data (`confidence.yaml`), fitted by
`python -m evals.tuning`, never written by hand.
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
_EXACTNESS = 4  # the nearest example question says much only where it is all but the same


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
    """The signals that the models weigh; none grows with the length of the question.

    Similarities: with the best candidate's questions as a whole, the nearest of them, its chunk
    and sentences; with the best uncovered topic as a whole and the nearest question of any; and
    with the nearest off-subject phrases. `words_lead` is how far shared words favour
    the cards (1) or the topics (-1).
    """
    best = retrieval.candidates[0].features if retrieval.candidates else {}
    cards, topics = retrieval.card_words, retrieval.topic_words
    return {
        "best_question": best.get("question", 0.0),
        "best_nearest": best.get("nearest", 0.0) ** _EXACTNESS,
        "best_chunk": best.get("chunk", 0.0),
        "best_sentence": best.get("sentence", 0.0),
        "best_topic": retrieval.topic_similarity,
        "nearest_topic": retrieval.topic_nearest**_EXACTNESS,
        "near_off_subject": retrieval.off_subject_similarity,
        "words_lead": (cards - topics) / ((cards + topics) or 1.0),
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
