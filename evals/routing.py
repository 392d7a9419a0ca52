"""Fits the model that hears what a turn asks for (`assistant/dialogue/router.json`, `.npz`).

    python -m evals.routing

The examples are the `dev` cases, the labelled turns of `wordings/`, the wordings of `routing.yaml`,
phrases on other subjects, and the questions of the knowledge cards and of uncovered topics, which
the text answers or nothing does. Card questions that sound like a calculation teach nothing and are
left out. Prints how well each batch is heard by a model fitted without its turns (eight folds);
`test` is never read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from assistant.dialogue.leaning import is_question, is_small_talk
from assistant.dialogue.reading import read
from assistant.dialogue.router import TEXT, WEIGHTS, asking_part, signals
from assistant.dialogue.topics import TOPICS
from corpus.catalogue import Catalogue, load_catalogue
from corpus.embedder import BUNDLED, load_embedder
from corpus.vectors import KnownVectors
from evals.cases import Case, load
from evals.labelled import DAY, labelled
from evals.weighing import Data, Example, Fit, fit

Floats = npt.NDArray[np.float32]
WORDINGS = Path(__file__).parent / "routing.yaml"
_CARDS = "cards"
_EACH_CARD, _CARD_WEIGHT = 3, 0.3  # every third question of a card, and what it counts
_SOUNDS_LIKE = 0.3
_RIDGE, _SEEN = 0.026, 4
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


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn, what it asks for (a topic or "text"), and the batch that it comes from."""

    text: str
    topic: str
    batch: str
    on: date = DAY
    weight: float = 1.0


def main() -> None:
    """Fits, writes the weights and prints how well each batch is heard without its turns."""
    catalogue = load_catalogue()
    beside = [Turn(text, TEXT, "off subject") for text in catalogue.knowledge.off_subject]
    turns = [*of_cases(load("dev")), *of_labelled(), *of_wordings(), *beside]
    cards = of_cards(catalogue)[::_EACH_CARD]
    how = Fit((*sorted(TOPICS), TEXT), _RIDGE, seen=_SEEN)
    known, vectors = [*examples([*turns, *cards])], embedded([*turns, *cards])
    taught = teaching(known, how, vectors)
    chosen = [example for example, wanted in zip(known, taught, strict=True) if wanted]
    fit(chosen, how, WEIGHTS.path, vectors=vectors[taught])


def teaching(known: Sequence[Example], how: Fit, vectors: Floats) -> npt.NDArray[np.bool_]:
    """Which examples teach: all but the questions of cards that sound like a calculation.

    "4de gehaald en nu een OAO, wat verdien ik?" stands on a card, which the text would answer too;
    a model of the other turns hears them.
    """
    cards = np.array([example.batch == _CARDS for example in known])
    data = Data.of(known, how, vectors)
    heard = data.heard(data.fitted(how, ~cards))
    return ~cards | (heard[:, how.classes.index(TEXT)] > 1 - _SOUNDS_LIKE)


def examples(turns: Sequence[Turn]) -> Iterator[Example]:
    """The signals of each turn."""
    for number, turn in enumerate(turns):
        told = signals(read(turn.text, turn.on))
        yield Example(number, turn.batch, told, turn.topic, turn.weight)


def of_cases(cases: Sequence[Case]) -> list[Turn]:
    """The turn of a case whose gold says what that turn asks for."""
    found = []
    for case in cases:
        on, batch = date.fromisoformat(case.on), _batch(case)
        topic = topic_of(case)
        if topic is None:
            continue
        if len(case.turns) == 1 or case.kind == "subject_change":
            found.append(Turn(case.turns[-1], topic, batch, on))
        elif topic != TEXT and case.kind in _OPENING and _opens(case.turns[0], on):
            found.append(Turn(case.turns[0], topic, batch, on))
    return found


def _opens(turn: str, on: date) -> bool:
    """Whether the first turn of a dialogue asks for what the last one is about, or tells of it."""
    reading = read(turn, on)
    return not is_small_talk(reading) and (is_question(reading) or bool(reading.findings))


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


def of_labelled() -> list[Turn]:
    """The labelled turns that ask something, and those that tell a case for the text."""
    return [
        Turn(data["text"], data["about"], batch)
        for batch in ("asked", "told")
        for data in labelled(batch)
        if batch == "asked" or data["about"] == TEXT or is_question(read(data["text"], DAY))
    ]


def of_wordings() -> list[Turn]:
    """The wordings of `routing.yaml`."""
    data = yaml.safe_load(WORDINGS.read_text("utf-8"))
    return [
        Turn(text, topic, "wordings")
        for topic, groups in data.items()
        for group in groups.values()
        for text in group
    ]


def of_cards(catalogue: Catalogue) -> list[Turn]:
    """The questions that only the text answers, or nothing."""
    cards = [q for card in catalogue.cards for group in card.questions.values() for q in group]
    topics = [q for t in catalogue.topics for group in t.questions.values() for q in group]
    return [Turn(q, TEXT, _CARDS, weight=_CARD_WEIGHT) for q in (*cards, *topics)]


def embedded(turns: Sequence[Turn]) -> Floats:
    """Shape (turns, 2 * dimensions), by the bundled model: of each turn and of what it asks."""
    known = KnownVectors(load_embedder(BUNDLED))
    asked = [asking_part(read(turn.text, turn.on)) for turn in turns]
    texts = dict.fromkeys([*(turn.text for turn in turns), *asked])
    vectors = dict(zip(texts, known.vectors("question", list(texts)), strict=True))
    rows = [(vectors[turn.text], vectors[part]) for turn, part in zip(turns, asked, strict=True)]
    return np.asarray(rows, dtype=np.float32).reshape(len(turns), -1)


if __name__ == "__main__":
    main()
