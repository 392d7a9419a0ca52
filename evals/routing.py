"""Fits the model that hears what a turn asks for (`assistant/dialogue/router.json`).

    python -m evals.routing

The examples are the `dev` cases, the wordings of `routing.yaml`, and the questions of the
knowledge cards and of uncovered topics, which the text answers or nothing does. Card questions that
a tool may answer as well teach nothing and are left out. Prints how well each batch of cases is
heard by a model fitted without it; `test` is never read.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from assistant.dialogue.reading import read
from assistant.dialogue.router import SIGNAL, TEXT, WEIGHTS, signals
from assistant.dialogue.topics import requested
from corpus.catalogue import Catalogue, load_catalogue
from corpus.embedder import BUNDLED, load_embedder
from corpus.vectors import KnownVectors
from evals.cases import Case, load
from evals.fitting import shares, softmax

Floats = npt.NDArray[np.float32]
WORDINGS = Path(__file__).parent / "routing.yaml"
_DAY = date(2026, 11, 22)
_CARD_WEIGHT = 0.1
_RIDGE = 0.05
_DIGITS = 2
_OPENING = frozenset({"calculation", "clarification", "dialogue", "correction", "follow_up"})
_OF_SLOT = {
    "hours_real": "agreement",
    "second_degree_completed": "allowance",
    "third_degree_first_year_completed": "allowance",
    "alternating_years_completed": "allowance",
    "buso_qualification_phase_completed": "allowance",
    "first_attended_on": "workplace_search",
    "days_used": "workplace_search",
    "justified_absence_days": "workplace_search",
    "enrolled_on": "aanloop_screening",
    "first_two_years_attended": "compulsory_schooling",
    "submitted_on": "programmatie",
    "start_school_year": "programmatie",
    "ran_last_year": "no_pupil_on_1_october",
    "ran_year_before": "no_pupil_on_1_october",
    "aanloop_pupil_enrolled": "no_pupil_on_1_october",
}
_CALCULABLE_CARDS = ("rof B3",)
_STILL_TEXT = ("who-sets", "based-on-ggmmi", "indexation", "depends-on-prior-education")


@dataclass(frozen=True, slots=True)
class Example:
    """A turn, what it asks for (a topic or "text"), and the batch of cases it comes from."""

    text: str
    topic: str
    batch: str
    on: date = _DAY
    weight: float = 1.0


def main() -> None:
    """Fits, writes the weights and prints how well each batch is heard without it."""
    examples = [*of_cases(load("dev")), *of_wordings(), *of_cards(load_catalogue())]
    vectors = embedded(examples)
    told = [signals(read(e.text, e.on)) for e in examples]
    names = sorted({name for one in told for name in one})
    row = np.array([[one.get(name, 0.0) for name in names] for one in told], dtype=np.float32)
    matrix = np.hstack([vectors, SIGNAL * row, np.ones((len(examples), 1))]).astype(np.float32)
    write(*fitted(examples, matrix), names)
    for batch in sorted({e.batch for e in examples} - {"cards"}):
        _say_batch(batch, examples, matrix)


def of_cases(cases: Sequence[Case]) -> list[Example]:
    """An example for each turn of a case whose gold says what that turn asks for."""
    found = []
    for case in cases:
        on, batch = date.fromisoformat(case.on), _batch(case)
        topic = topic_of(case)
        if topic is None:
            continue
        if len(case.turns) == 1 or case.kind == "subject_change":
            found.append(Example(case.turns[-1], topic, batch, on))
        elif topic != TEXT and case.kind in _OPENING:
            found.append(Example(case.turns[0], topic, batch, on))
    return found


def _batch(case: Case) -> str:
    """The batch of cases that one belongs to: its id without what numbers it."""
    return "dev" if case.id.startswith("dev-") else re.sub(r"-?\d+", "", case.id)


def topic_of(case: Case) -> str | None:
    """The topic that the gold of a case's last turn speaks of; None where it does not tell."""
    gold = case.gold
    if gold.tool is not None:
        return str(gold.tool.arguments.get("kind", gold.tool.name))
    if gold.clarification is not None:
        told = {_OF_SLOT[slot] for slot in gold.clarification.accepted if slot in _OF_SLOT}
        return told.pop() if len(told) == 1 else None
    return TEXT


def of_wordings() -> list[Example]:
    """The wordings of `routing.yaml`."""
    data = yaml.safe_load(WORDINGS.read_text("utf-8"))
    return [
        Example(text, topic, "wordings")
        for topic, groups in data.items()
        for group in groups.values()
        for text in group
    ]


def of_cards(catalogue: Catalogue) -> list[Example]:
    """The questions that only the text answers, or nothing."""
    cards = [
        q
        for card in catalogue.cards
        if not _calculable(card.id)
        for group in card.questions.values()
        for q in group
    ]
    topics = [q for t in catalogue.topics for group in t.questions.values() for q in group]
    return [
        Example(q, TEXT, "cards", weight=_CARD_WEIGHT)
        for q in (*cards, *topics)
        if requested(read(q, _DAY)) is None
    ]


def _calculable(card: str) -> bool:
    return card.startswith(_CALCULABLE_CARDS) and not card.endswith(_STILL_TEXT)


def embedded(examples: Sequence[Example]) -> Floats:
    """Vectors of shape (examples, dimensions) by the bundled model."""
    known = KnownVectors(load_embedder(BUNDLED))
    return np.asarray(known.vectors("question", [e.text for e in examples]), dtype=np.float32)


def fitted(examples: Sequence[Example], matrix: Floats) -> tuple[list[str], Floats]:
    """The topics and their weights, shape (signals, topics)."""
    topics = sorted({e.topic for e in examples})
    right = np.array([[float(e.topic == t) for t in topics] for e in examples], dtype=np.float32)
    share = np.array([e.weight for e in examples], dtype=np.float32)
    return topics, softmax(matrix, right, share, ridge=_RIDGE)


def write(topics: list[str], weights: Floats, names: list[str]) -> None:
    """The weights, rounded, a line for each signal."""
    rows = [json.dumps([round(float(w), _DIGITS) for w in row]) for row in weights]
    body = ",\n".join(rows)
    head = f'"topics": {json.dumps(topics)},\n"signals": {json.dumps(names)},\n'
    WEIGHTS.write_text(f'{{{head}"weights": [\n{body}\n]}}\n', encoding="utf-8")


def _say_batch(batch: str, examples: Sequence[Example], matrix: Floats) -> None:
    held = np.array([e.batch == batch for e in examples])
    topics, weights = fitted([e for e in examples if e.batch != batch], matrix[~held])
    chances = shares(matrix[held] @ weights)
    text = chances[:, topics.index(TEXT)].copy()
    truth = np.array([e.topic for e in examples if e.batch == batch])
    calculation = truth != TEXT
    chances[:, topics.index(TEXT)] = -1.0
    named = np.array(topics)[chances.argmax(axis=1)] == truth
    shown: dict[str, Any] = {"turns": len(truth)}
    for floor in (0.2, 0.3, 0.5):
        shown[f"heard at {floor}"] = _mean((1 - text >= floor)[calculation])
        shown[f"false at {floor}"] = _mean((1 - text >= floor)[~calculation])
    shown["topic right"] = _mean(named[calculation])
    print(batch, shown, file=sys.stderr)  # noqa: T201


def _mean(values: npt.NDArray[Any]) -> float | None:
    return round(float(values.mean()), 3) if values.size else None


if __name__ == "__main__":
    main()
