"""Fits what is data in retrieval: ranking weights and the refusal threshold.

    python -m evals.tuning

Writes `assistant/ranking.yaml` and `assistant/confidence.yaml` and prints how well they do. The
ranking is fitted on the cards' own questions, each left out of the index in turn, and on the
`dev` cases, with an equal say. The two probabilities (the texts answer this; this is about duaal
leren) are fitted on left-out questions of cards, uncovered topics and off-subject phrases together
with the `dev` cases; the thresholds come from five-fold predictions on the `dev` cases. `test` is
never read.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml
from tqdm import tqdm

from assistant import confidence, retrieve
from assistant.retrieve import SIGNALS, Retriever
from assistant.settings import load_settings
from corpus.cards import Card
from corpus.catalogue import Catalogue, Kind, load_catalogue
from corpus.embedder import load_embedder
from corpus.index import Index, open_index
from evals import cases

Floats = npt.NDArray[np.float64]
_SAMPLE = 700
_DEV_WEIGHT = 4.0
_REFUSED_AT_MOST = 0.0125
_SEED = 20261122


@dataclass(frozen=True)
class _Example:
    """A question with its signals; `label` is answerable, uncovered or off_subject."""

    label: str
    signals: dict[str, float]
    dev: bool


class _LeftOut:
    """An index that does not know one entry: what a question finds when it is not on a card."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.kind: Kind | None = None
        self.number = -1

    def dense(self, kind: Kind, vector: Any, limit: int) -> dict[int, float]:
        found = self._index.dense(kind, vector, limit + 1)
        if kind == self.kind:
            found.pop(self.number, None)
        return found

    def lexical(self, kind: Kind, question: str) -> Any:
        scores = self._index.lexical(kind, question)
        if kind == self.kind:
            scores = scores.copy()
            scores[self.number] = 0.0
        return scores


def main() -> None:
    """Fits, writes the two files and prints the figures."""
    settings = load_settings()
    catalogue = load_catalogue(settings.texts, settings.cards)
    embedder = load_embedder(settings.embeddings)
    index = _LeftOut(open_index(catalogue, embedder, settings.home))
    retriever = Retriever(catalogue, index, embedder)  # type: ignore[arg-type]
    _write(retrieve.RANKING, {"weights": _fit_ranking(catalogue, retriever, index)})
    retrieve.weights.cache_clear()
    examples = [*_left_out(catalogue, retriever, index), *_dev(retriever, index)]
    models = {
        "answerable": _fit_model(examples, lambda e: e.label == "answerable", _REFUSED_AT_MOST),
        "on_subject": _fit_model(
            [e for e in examples if e.label != "answerable"],
            lambda e: e.label == "uncovered",
            None,
        ),
    }
    _write(confidence.PARAMETERS, models)


def _sampled(catalogue: Catalogue, kind: Kind) -> list[tuple[int, str, int]]:
    entries = list(catalogue.entries(kind))
    chosen = np.random.default_rng(_SEED).permutation(len(entries))[:_SAMPLE]
    return [(int(i), entries[i].text, entries[i].ref) for i in sorted(chosen)]


def _fit_ranking(catalogue: Catalogue, retriever: Retriever, index: _LeftOut) -> dict[str, float]:
    """Softmax regression over all cards; left-out questions and dev cases have an equal say."""
    table = _CardTable(catalogue, retriever)
    left_out: list[tuple[Floats, Floats]] = []
    index.kind = "question"
    for number, question, ref in _progress(_sampled(catalogue, "question"), "Ranking"):
        index.number = number
        left_out.append((table.signals(question), table.is_card(ref)))
    index.kind = None
    asked = [
        (table.signals(case.turns[-1]), right)
        for case in _progress(_dev_questions(), "Ranking, dev")
        if (right := table.answers(case)).any()
    ]
    shares = np.r_[np.full(len(left_out), 1 / len(left_out)), np.full(len(asked), 1 / len(asked))]
    signals = np.stack([row for row, _ in (*left_out, *asked)])
    right = np.stack([row for _, row in (*left_out, *asked)])
    scale = signals.std(axis=(0, 1)) + 1e-9
    fitted = _descend(_softmax_gradient(signals / scale, right, shares / 2), len(SIGNALS)) / scale
    first = np.take_along_axis(right, (signals @ fitted).argmax(axis=1)[:, None], axis=1)[:, 0]
    own, dev = first[: len(left_out)].mean(), first[len(left_out) :].mean()
    _say(f"right card first: left-out questions {own:.3f}, dev cases {dev:.3f}")
    return {name: round(float(w), 2) for name, w in zip(SIGNALS, fitted, strict=True)}


class _CardTable:
    """What ranking sees of a question, a row a card; and which cards are right for it."""

    def __init__(self, catalogue: Catalogue, retriever: Retriever) -> None:
        self._catalogue = catalogue
        self._retriever = retriever
        self._places = {card.id: place for place, card in enumerate(catalogue.cards)}

    def signals(self, question: str) -> Floats:
        """Shape (cards, signals)."""
        table = np.zeros((len(self._places), len(SIGNALS)))
        for candidate in self._retriever.retrieve(question, limit=10**6).candidates:
            if candidate.card is not None:
                row = [candidate.features[name] for name in SIGNALS]
                table[self._places[candidate.card.id]] = row
        return table

    def is_card(self, ref: int) -> Floats:
        """1 for the card with this number, 0 for the others."""
        return np.asarray(np.eye(len(self._places))[ref])

    def answers(self, case: cases.Case) -> Floats:
        """1 for each card of a gold section whose quotes hold all facts of the case."""
        return np.array([float(self._answers(card, case)) for card in self._catalogue.cards])

    def _answers(self, card: Card, case: cases.Case) -> bool:
        first = card.quotes[0]
        gold = {cases.section_of(place) for place in case.gold.sections}
        sources = self._catalogue.sources
        shown = _folded_text(" ".join(sources[q.source].text[q.start : q.end] for q in card.quotes))
        return f"{first.source} {first.section}" in gold and all(
            any(_folded_text(fact) in shown for fact in alternatives)
            for alternatives in case.gold.facts
        )


def _folded_text(text: str) -> str:
    return " ".join(text.split()).casefold()


def _softmax_gradient(
    signals: Floats, right: Floats, importance: Floats
) -> Callable[[Floats], Floats]:
    """Of the loss: minus the logarithm of the share that the right cards get together."""

    def gradient(weights: Floats) -> Floats:
        scores = signals @ weights
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        wanted = shares * right
        wanted /= wanted.sum(axis=1, keepdims=True) + 1e-12
        slope = np.einsum("nk,nkf,n->f", shares - wanted, signals, importance)
        return np.asarray(slope + 1e-3 * weights)

    return gradient


def _descend(gradient: Callable[[Floats], Floats], size: int, steps: int = 2000) -> Floats:
    """Minimises by Adam from zero; the losses here are convex."""
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, steps + 1):
        slope = gradient(weights)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        rate = (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        weights -= 0.05 * rate
    return weights


def _left_out(catalogue: Catalogue, retriever: Retriever, index: _LeftOut) -> list[_Example]:
    labels: tuple[tuple[Kind, str], ...] = (
        ("question", "answerable"),
        ("uncovered", "uncovered"),
        ("off_subject", "off_subject"),
    )
    examples = []
    for kind, label in labels:
        index.kind = kind
        for number, question, _ in _progress(_sampled(catalogue, kind), f"Refusals, {label}"):
            index.number = number
            signals = confidence.signals_of(retriever.retrieve(question))
            examples.append(_Example(label, signals, dev=False))
    index.kind = None
    return examples


def _dev(retriever: Retriever, index: _LeftOut) -> list[_Example]:
    labels = {
        "answered": "answerable",
        "unanswerable": "uncovered",
        "out_of_scope": "off_subject",
    }
    index.kind = None
    return [
        _Example(
            labels[case.gold.status],
            confidence.signals_of(retriever.retrieve(case.turns[-1])),
            dev=True,
        )
        for case in _dev_questions()
    ]


def _dev_questions() -> list[cases.Case]:
    """The dev cases of one turn that the texts are to answer, or to refuse, without a tool."""
    labelled = {"answered", "unanswerable", "out_of_scope"}
    return [
        case
        for case in cases.load("dev")
        if len(case.turns) == 1
        and case.gold.status in labelled
        and case.gold.tool is None
        and case.kind != "injection"
    ]


def _fit_model(
    examples: Sequence[_Example], positive: Callable[[_Example], bool], refused: float | None
) -> dict[str, Any]:
    """A logistic model; its threshold refuses `refused` of the positive dev cases.

    Without `refused` the threshold is where both kinds are told apart equally well.
    """
    names = sorted(examples[0].signals)
    signals = np.array([[e.signals[n] for n in names] for e in examples])
    truth = np.array([positive(e) for e in examples], dtype=float)
    dev = np.array([e.dev for e in examples])
    weights, intercept = _logistic(signals, truth, np.where(dev, _DEV_WEIGHT, 1.0))
    predicted = _folded(signals, truth, dev)
    if refused is None:
        threshold = _balanced(1 / (1 + np.exp(-(signals @ weights + intercept))), truth)
    else:
        threshold = float(np.quantile(predicted[truth[dev] == 1], refused))
    kept = predicted[truth[dev] == 1] >= threshold
    caught = predicted[truth[dev] == 0] < threshold
    _say(f"dev, five folds: positives kept {kept.mean():.3f}, negatives caught {caught.mean():.3f}")
    return {
        "intercept": round(float(intercept), 3),
        "weights": {n: round(float(w), 3) for n, w in zip(names, weights, strict=True)},
        "threshold": round(threshold, 3),
    }


def _balanced(predicted: Floats, truth: Floats) -> float:
    """The threshold with the highest mean of the shares of both kinds judged right."""
    tried = np.linspace(0.02, 0.98, 97)
    right = [
        (predicted[truth == 1] >= t).mean() + (predicted[truth == 0] < t).mean() for t in tried
    ]
    return float(tried[int(np.argmax(right))])


def _folded(signals: Floats, truth: Floats, dev: npt.NDArray[np.bool_]) -> Floats:
    """For each dev example the probability by a model that did not see it."""
    places = np.flatnonzero(dev)
    order = np.random.default_rng(_SEED).permutation(len(places))
    predicted = np.zeros(len(places))
    for fold in range(5):
        held = order[fold::5]
        seen = np.ones(len(signals), dtype=bool)
        seen[places[held]] = False
        weights, intercept = _logistic(
            signals[seen], truth[seen], np.where(dev[seen], _DEV_WEIGHT, 1.0)
        )
        predicted[held] = 1 / (1 + np.exp(-(signals[places[held]] @ weights + intercept)))
    return predicted


def _logistic(signals: Floats, truth: Floats, importance: Floats) -> tuple[Floats, float]:
    """Weights and intercept of a logistic regression with a small ridge."""
    mean, scale = signals.mean(axis=0), signals.std(axis=0) + 1e-9
    scaled = np.c_[(signals - mean) / scale, np.ones(len(signals))]
    share = importance / importance.sum()

    def gradient(weights: Floats) -> Floats:
        probability = 1 / (1 + np.exp(-(scaled @ weights)))
        ridge = 1e-2 * np.r_[weights[:-1], 0.0]
        return np.asarray(scaled.T @ ((probability - truth) * share) + ridge)

    fitted = _descend(gradient, scaled.shape[1])
    weights = fitted[:-1] / scale
    return weights, float(fitted[-1] - weights @ mean)


def _progress(items: Sequence[Any], title: str) -> Any:
    return tqdm(items, desc=title, file=sys.stderr)


def _write(path: Path, data: dict[str, Any]) -> None:
    comment = "# Fitted by: python -m evals.tuning. Not to be written by hand.\n"
    path.write_text(comment + yaml.safe_dump(data, sort_keys=False), encoding="utf-8")


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
