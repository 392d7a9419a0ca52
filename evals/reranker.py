"""A reranker for the assistant: questions to train a CrossEncoder on, and how much it may say.

    python -m evals reranker --out FOLDER      # trains one
    python -m evals reranker --model NAME      # weighs one that there is

Every fourth question of the knowledge cards is kept out of an index of its own and asked of it, so
that what is found is what a wording on no card finds. A question's right passage is its card's
quotes; the wrong ones are what the retriever found beside them. The cards of the validation part
lend no question to the training. Cases are never read.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import yaml
from tqdm import tqdm

from assistant.reranking import RERANKED, RERANKING, blended
from assistant.retrieve import Candidate, Retriever, own_quotes
from assistant.settings import load_settings
from corpus.cards import Card, Knowledge, Quote
from corpus.catalogue import Catalogue, load_catalogue
from corpus.embedder import Reranker, load_embedder
from corpus.index import open_index

ABOUT = "about.yaml"
_KEPT_OUT = 4
_VALIDATION_SHARE = 0.1
_SEED = 20261122
_TRIED = tuple(round(float(w), 2) for w in np.arange(0, 12.1, 0.25))


class Judge(Protocol):
    """What scores passages for a question, as `corpus.embedder.Reranker` does."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """A relevance for each passage, higher is better."""
        ...


@dataclass(frozen=True, slots=True)
class Asked:
    """A card's question with what the retriever found for it, best first.

    `passages`, `scores` and `right` (it shares words of the text with the card's own quotes) go
    together; `answer` is the card's own passage, found or not.
    """

    question: str
    answer: str
    passages: tuple[str, ...]
    scores: tuple[float, ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """Questions to train on, and those of other cards to judge by."""

    training: tuple[Asked, ...]
    validation: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """How often a right passage comes first, and MRR, where one is among those reranked."""

    first: float
    mrr: float

    def __str__(self) -> str:
        return f"right first {self.first:.3f}, MRR {self.mrr:.3f}"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A judge on the validation part: the retriever without it, it alone, both at `weight`."""

    without: Figures
    alone: Figures
    both: Figures
    weight: float


def examples(training: int, validation: int) -> Examples:
    """The given numbers of kept-out questions, asked of the index, split by card."""
    settings = load_settings()
    catalogue = load_catalogue(settings.texts, settings.cards)
    embedder = load_embedder(settings.embeddings)
    fewer = _without_kept_out(catalogue)
    to_train, to_judge = _split(catalogue, training, validation)
    with tempfile.TemporaryDirectory() as folder:
        index = open_index(fewer, embedder, Path(folder))
        retriever = Retriever(fewer, index, embedder)
        asked = [
            _ask(retriever, fewer.cards[number], question)
            for number, question in _shown([*to_train, *to_judge], "Questions")
        ]
        index.close()
    return Examples(tuple(asked[: len(to_train)]), tuple(asked[len(to_train) :]))


def reading(judge: Judge, asked: Sequence[Asked]) -> list[list[float]]:
    """What the judge makes of each question's passages."""
    return [judge.scores(a.question, a.passages) for a in asked]


def weighed(asked: Sequence[Asked], judged: Sequence[Sequence[float]]) -> Weighed:
    """How good the judge is, and the weight beside the retriever that has the highest MRR."""
    tried = {weight: figures(asked, judged, weight) for weight in _TRIED}
    best = max(_TRIED, key=lambda weight: tried[weight].mrr)
    return Weighed(tried[0.0], figures(asked, judged, None), tried[best], best)


def figures(
    asked: Sequence[Asked], judged: Sequence[Sequence[float]], weight: float | None
) -> Figures:
    """How good the order is with the judge at this weight beside the retriever; None: alone."""
    ranks = []
    for one, scores in zip(asked, judged, strict=True):
        order = scores if weight is None else blended(one.scores, scores, weight)
        best = np.argsort(-np.asarray(order), kind="stable")
        ranks += [1 + int(np.flatnonzero(np.asarray(one.right)[best])[0])] if any(one.right) else []
    return Figures(float(np.mean([r == 1 for r in ranks])), float(np.mean([1 / r for r in ranks])))


def weigh(asked: Sequence[Asked], model: str, *, write: bool) -> str:
    """A sentence on how good the model is on these questions; `write` keeps its weight.

    Raises:
        EmbedderUnavailableError: the extra is missing or the model won't load.
    """
    found = weighed(asked, reading(Reranker(model), asked))
    if write:
        write_weight(found, described(model))
    return (
        f"{len(asked)} questions of other cards: the retriever {found.without}; the reranker alone "
        f"{found.alone}; both, at weight {found.weight}, {found.both}"
    )


def describe(folder: Path, base: str, pairs: int) -> None:
    """Writes beside the model what it is; `python -m evals compare` names it by this."""
    data = {"about": f"{base} trained on the cards", "pairs": pairs}
    (folder / ABOUT).write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")


def described(model: str) -> str:
    """What the folder of a trained model says that it is, else the name itself."""
    about = Path(model) / ABOUT
    if not about.is_file():
        return Path(model).name
    return str(yaml.safe_load(about.read_text(encoding="utf-8"))["about"])


def write_weight(found: Weighed, model: str) -> None:
    """Puts the weight where the assistant reads it, with what it was found by."""
    comment = "# Fitted by: python -m evals reranker --write-weight. Not to be written by hand.\n"
    data = {
        "weight": found.weight,
        "model": model,
        "without it": str(found.without),
        "it alone": str(found.alone),
        "both": str(found.both),
    }
    RERANKING.write_text(comment + yaml.safe_dump(data, sort_keys=False), encoding="utf-8")


def _split(
    catalogue: Catalogue, training: int, validation: int
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Kept-out questions with the number of their card, in a random order that stays the same."""
    chance = np.random.default_rng(_SEED)
    cards = chance.permutation(len(catalogue.cards))
    judged = set(cards[: round(_VALIDATION_SHARE * len(cards))].tolist())
    kept_out = _kept_out(catalogue)
    mixed = [kept_out[i] for i in chance.permutation(len(kept_out))]
    return (
        [asked for asked in mixed if asked[0] not in judged][:training],
        [asked for asked in mixed if asked[0] in judged][:validation],
    )


def _kept_out(catalogue: Catalogue) -> list[tuple[int, str]]:
    return [
        (number, question)
        for number, card in enumerate(catalogue.cards)
        for questions in card.questions.values()
        for question in questions[::_KEPT_OUT]
    ]


def _without_kept_out(catalogue: Catalogue) -> Catalogue:
    cards = tuple(replace(c, questions=_fewer(c.questions)) for c in catalogue.cards)
    known = catalogue.knowledge
    return Catalogue(catalogue.texts, Knowledge(cards, known.topics, known.off_subject))


def _fewer(questions: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {
        language: tuple(q for i, q in enumerate(asked) if i % _KEPT_OUT)
        for language, asked in questions.items()
    }


def _ask(retriever: Retriever, card: Card, question: str) -> Asked:
    found = retriever.retrieve(question, limit=RERANKED).candidates
    return Asked(
        question,
        retriever.passage(Candidate(card.quotes, card, 0.0, {})),
        tuple(map(retriever.passage, found)),
        tuple(c.score for c in found),
        tuple(_overlap(c.quotes, own_quotes(card)) for c in found),
    )


def _overlap(some: Sequence[Quote], others: Sequence[Quote]) -> bool:
    return any(
        a.source == b.source and a.start < b.end and b.start < a.end for a in some for b in others
    )


def _shown(items: Sequence[Any], title: str) -> Any:
    return tqdm(items, desc=title, file=sys.stderr)
