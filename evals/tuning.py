"""Fits what is data in retrieval: ranking weights and the refusal threshold.

    python -m evals.tuning

Writes `assistant/ranking.yaml` and `assistant/confidence.yaml` and prints how well they do. A fifth
of all example questions (of cards, uncovered topics, off-subject phrases) is kept out of an index
of its own and asked of it: questions whose wording is on no card. The ranking is fitted on these
and on the `dev` cases, which have the greater say as nobody wrote them for a card; so are the two
probabilities (the texts answer this; this is about duaal leren), which also see each question
mistyped: nearness falls then, and the subject stays. The thresholds come from
five-fold predictions on the `dev` cases. `test` is never read.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml
from tqdm import tqdm

from assistant import confidence, retrieve
from assistant.retrieve import SIGNALS, Retriever
from assistant.settings import load_settings
from corpus.cards import Card, Knowledge
from corpus.catalogue import QUERY_KINDS, Catalogue, Entry, Kind, load_catalogue
from corpus.embedder import Embedder, load_embedder
from corpus.index import open_index
from evals import cases
from evals.fitting import Floats, logistic, softmax_weights
from evals.mistyped import mistyped

_SAMPLE = 700
_JUDGED = 350
_HELD_OUT = 5
_NEAREST = 60
_DEV_SHARE = 0.75
_DEV_WEIGHT = 4.0
_REFUSED_AT_MOST = 0.02
_SEED = 20261122
_LABELS = {"question": "answerable", "uncovered": "uncovered", "off_subject": "off_subject"}
_STATUSES = {
    "answered": "answerable",
    "unanswerable": "uncovered",
    "out_of_scope": "off_subject",
}


@dataclass(frozen=True)
class _Example:
    """A question with its signals; `label` is answerable, uncovered or off_subject.

    `case` is the id of the dev case it is, or is a mistyped copy of; empty for a held-out question.
    """

    label: str
    signals: dict[str, float]
    case: str
    mistyped: bool


def main() -> None:
    """Fits, writes the two files and prints the figures."""
    settings = load_settings()
    catalogue = load_catalogue(settings.texts, settings.cards)
    embedder = load_embedder(settings.embeddings)
    with tempfile.TemporaryDirectory() as folder:
        fewer = without_held_out(catalogue)
        unseen = Retriever(fewer, open_index(fewer, embedder, Path(folder)), embedder)
        _fit(catalogue, unseen, _whole(catalogue, embedder, settings.home))


def _whole(catalogue: Catalogue, embedder: Embedder, home: Path) -> Retriever:
    return Retriever(catalogue, open_index(catalogue, embedder, home), embedder)


def _fit(catalogue: Catalogue, unseen: Retriever, whole: Retriever) -> None:
    _write(retrieve.RANKING, {"weights": _fit_ranking(catalogue, unseen, whole)})
    retrieve.weights.cache_clear()
    examples = [*_held_out_examples(catalogue, unseen), *_dev(whole)]
    models = {
        "answerable": _fit_model(examples, lambda e: e.label == "answerable", _REFUSED_AT_MOST),
        "on_subject": _fit_model(
            [e for e in examples if e.label != "answerable"],
            lambda e: e.label == "uncovered",
            None,
        ),
    }
    _write(confidence.PARAMETERS, models)


def without_held_out(catalogue: Catalogue) -> Catalogue:
    """The catalogue without every fifth question of each card and topic, and fifth phrase."""
    known = catalogue.knowledge
    fewer = Knowledge(
        tuple(replace(card, questions=_fewer(card.questions)) for card in known.cards),
        tuple(replace(topic, questions=_fewer(topic.questions)) for topic in known.topics),
        tuple(q for i, q in enumerate(known.off_subject) if (i + 1) % _HELD_OUT),
    )
    return Catalogue(catalogue.texts, fewer)


def _fewer(questions: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {
        language: tuple(q for i, q in enumerate(asked) if (i + 1) % _HELD_OUT)
        for language, asked in questions.items()
    }


def held_out(catalogue: Catalogue, kind: Kind, size: int) -> list[Entry]:
    """A sample of the questions of a kind that `without_held_out` leaves out."""
    kept = {(e.ref, e.text) for e in without_held_out(catalogue).entries(kind)}
    if kind == "off_subject":  # numbered anew, so known by their text alone
        kept = {(e.ref, e.text) for e in catalogue.entries(kind) if e.text in {t for _, t in kept}}
    found = [e for e in catalogue.entries(kind) if (e.ref, e.text) not in kept]
    chosen = np.random.default_rng(_SEED).permutation(len(found))[:size]
    return [found[i] for i in sorted(chosen)]


def _fit_ranking(catalogue: Catalogue, unseen: Retriever, whole: Retriever) -> dict[str, float]:
    """Softmax regression over the nearest cards, on held-out questions and dev cases."""
    table = _CardTable(catalogue)
    kept_out = [
        table.nearest(unseen, entry.text, table.is_card(entry.ref))
        for entry in _progress(held_out(catalogue, "question", _SAMPLE), "Ranking")
    ]
    asked = [
        table.nearest(whole, case.turns[-1], table.answers(case))
        for case in _progress(_dev_questions(), "Ranking, dev")
    ]
    kept_out, asked = ([row for row in rows if row[1].any()] for rows in (kept_out, asked))
    sizes = (len(kept_out), len(asked))
    shares = np.repeat([(1 - _DEV_SHARE) / sizes[0], _DEV_SHARE / sizes[1]], sizes)
    signals = np.stack([row for row, _ in (*kept_out, *asked)])
    right = np.stack([row for _, row in (*kept_out, *asked)])
    fitted = softmax_weights(signals, right, shares)
    first = np.take_along_axis(right, (signals @ fitted).argmax(axis=1)[:, None], axis=1)[:, 0]
    own, dev = first[: sizes[0]].mean(), first[sizes[0] :].mean()
    _say(f"right card first: held-out questions {own:.3f}, dev cases {dev:.3f}")
    return {name: round(float(w), 2) for name, w in zip(SIGNALS, fitted, strict=True)}


class _CardTable:
    """What ranking sees of a question, a row a card; and which cards are right for it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._places = {card.id: place for place, card in enumerate(catalogue.cards)}

    def nearest(self, retriever: Retriever, question: str, right: Floats) -> tuple[Floats, Floats]:
        """The signals of the nearest cards, shape (cards, signals), and which of them are right.

        Cards far off would decide the fit by their number, and no question turns on them.
        """
        found = [
            (candidate.features, self._places[candidate.card.id])
            for candidate in retriever.retrieve(question, limit=2 * _NEAREST).candidates
            if candidate.card is not None
        ][:_NEAREST]
        signals = np.array([[features[name] for name in SIGNALS] for features, _ in found])
        return signals, right[[place for _, place in found]]

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


def _held_out_examples(catalogue: Catalogue, unseen: Retriever) -> list[_Example]:
    return [
        example
        for kind in QUERY_KINDS
        for entry in _progress(held_out(catalogue, kind, _JUDGED), f"Refusals, {_LABELS[kind]}")
        for example in _both_ways(unseen, entry.text, _LABELS[kind], "")
    ]


def _dev(whole: Retriever) -> list[_Example]:
    return [
        example
        for case in _progress(_dev_questions(), "Refusals, dev")
        for example in _both_ways(whole, case.turns[-1], _STATUSES[case.gold.status], case.id)
    ]


def _both_ways(retriever: Retriever, question: str, label: str, case: str) -> list[_Example]:
    """The question as it stands, and as somebody would type it in haste."""
    asked = {False: question, True: mistyped(question, seed=len(question))}
    return [
        _Example(label, confidence.signals_of(retriever.retrieve(text)), case, hasty)
        for hasty, text in asked.items()
    ]


def _dev_questions() -> list[cases.Case]:
    """The dev cases of one turn that the texts are to answer, or to refuse, without a tool."""
    return [
        case
        for case in cases.load("dev")
        if len(case.turns) == 1
        and case.gold.status in _STATUSES
        and case.gold.tool is None
        and case.kind != "injection"
    ]


def _fit_model(
    examples: Sequence[_Example], positive: Callable[[_Example], bool], refused: float | None
) -> dict[str, Any]:
    """A logistic model; its threshold refuses `refused` of the positive dev cases.

    They count as they stand and mistyped. Without `refused` the threshold is where both kinds are
    told apart equally well.
    """
    names = sorted(examples[0].signals)
    signals = np.array([[e.signals[n] for n in names] for e in examples])
    truth = np.array([positive(e) for e in examples], dtype=float)
    owner = np.array([e.case for e in examples])
    dev = owner != ""
    weights, intercept = logistic(signals, truth, np.where(dev, _DEV_WEIGHT, 1.0))
    predicted = _folded(signals, truth, owner)
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


def _folded(signals: Floats, truth: Floats, owner: npt.NDArray[np.str_]) -> Floats:
    """For each dev example the probability by a model that saw no copy of it."""
    ids = np.random.default_rng(_SEED).permutation(np.unique(owner[owner != ""]))
    predicted = np.zeros(len(owner))
    for fold in range(5):
        held = np.isin(owner, ids[fold::5])
        importance = np.where(owner[~held] != "", _DEV_WEIGHT, 1.0)
        weights, intercept = logistic(signals[~held], truth[~held], importance)
        predicted[held] = 1 / (1 + np.exp(-(signals[held] @ weights + intercept)))
    return np.asarray(predicted[owner != ""])


def _progress(items: Sequence[Any], title: str) -> Any:
    return tqdm(items, desc=title, file=sys.stderr)


def _write(path: Path, data: dict[str, Any]) -> None:
    comment = "# Fitted by: python -m evals.tuning. Not to be written by hand.\n"
    path.write_text(comment + yaml.safe_dump(data, sort_keys=False), encoding="utf-8")


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201


if __name__ == "__main__":
    main()
