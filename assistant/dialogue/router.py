"""What a turn asks for, by how it sounds: a softmax model that also weighs what the rules hear.

Its signals are the embeddings of the turn and of the sentence in it that asks, the concepts of the
word lists that either holds, the inputs found, the calculation that the rules of `topics.py` hear,
and pairs of these. "OAO of SAO voor Sami?" wants one pupil's outcome, "hoe lang mag mijn zoon
zoeken?" too; "hoe lang mag een leerling zoeken?" wants the rule: whose case it is decides, and a
list of words does not hear it. The weights are data (`router.json`, `router.npz`), fitted by
`python -m evals.routing`, never written by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.dialogue import lexicon
from assistant.dialogue.clauses import sentences
from assistant.dialogue.heard import Heard
from assistant.dialogue.reading import Reading
from assistant.dialogue.topics import TOPICS, described, is_personal, names_somebody, requested
from assistant.dialogue.weighing import Weights

Floats = npt.NDArray[np.float32]
Embed = Callable[[str], Floats]
TEXT = "text"
WEIGHTS = Weights(Path(__file__).parent / "router.json")
OF_VECTORS = WEIGHTS.path.with_suffix(".npz")
SIGNAL, PAIR = 0.125, 0.075  # how much a signal and a pair weigh beside an embedding of length 1
_FEW = 6
_ASKING = ("question_word", "asks")
_MANNER = ("personal_strong", "generic", "concrete", "question_word", "asks", "definition")


class Router:
    """Hears what a turn asks for; holds no state."""

    def __init__(self, embed: Embed) -> None:
        """Router over an embedding; `embed` gives a turn's vector by the bundled model."""
        self._embed = embed

    def prepare(self) -> None:
        """Read the weights, so that the first question is as fast as the next."""
        WEIGHTS.prepare()
        _ = self._of_vectors

    def hear(self, reading: Reading) -> Heard:
        """The chances of each calculation for a turn read by itself."""
        whole, part = self._embed(reading.raw), asking_part(reading)
        asked = whole if part == reading.raw else self._embed(part)
        beside = np.concatenate([whole, asked]) @ self._of_vectors
        chances = WEIGHTS.shares(signals(reading), beside=beside)
        chances.pop(TEXT)
        return Heard(chances)

    @cached_property
    def _of_vectors(self) -> Floats:
        """What the two embeddings add to each class: shape (2 * dimensions, classes)."""
        with np.load(OF_VECTORS) as data:
            return np.asarray(data["weights"], dtype=np.float32)


def signals(reading: Reading) -> dict[str, float]:
    """What the word lists and the rules find in a turn, each by itself and in pairs."""
    single = sorted(_single(reading))
    pairs = {f"{one} + {other}": PAIR for one, other in combinations(single, 2)}
    part = lexicon.plain(asking_part(reading))
    asked = [f"asks with {name}" for name in _concepts() if lexicon.has(name, part)]
    return {"always": 1.0, **dict.fromkeys([*single, *asked], SIGNAL), **pairs}


def asking_part(reading: Reading) -> str:
    """The sentence in which a turn asks, apart from what it tells; the turn where none does.

    "We hebben 3 richtingen, dossier vertrekt op 25 november. Wat riskeren we zonder advies?"
    """
    spans = sentences(reading.text)
    marked = [s for s in spans if reading.text[s.end : s.end + 1] == "?"]
    worded = [s for s in spans if any(lexicon.has(word, s.text) for word in _ASKING)]
    if len(spans) == 1 or not (marked or worded):
        return reading.raw
    asking = (marked or worded)[-1]
    return reading.raw[asking.start : asking.end + 1].strip()


def _single(reading: Reading) -> set[str]:
    found = {f"says {name}" for name in _concepts() if reading.says(name)}
    found |= {f"tells {slot}" for slot in reading.findings}
    found |= {f"describes {topic}" for topic in TOPICS if described(topic, reading)}
    request = requested(reading)
    if request is not None:
        found |= {"a rule", f"rule {request.topic}"}
    manner = {
        "somebody's own": request is not None and request.personal,
        "personal": is_personal(reading),
        "a name": names_somebody(reading),
        "question mark": "?" in reading.text,
        "a day": bool(reading.days),
        "few words": len(reading.text.split()) <= _FEW,
    }
    return found | {name for name, holds in manner.items() if holds}


def _concepts() -> tuple[str, ...]:
    return (*lexicon.data("topics"), *_MANNER)
