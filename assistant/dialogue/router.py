"""What a turn asks for, by how it sounds: a softmax model beside the rules of `topics.py`.

Its signals are the turn's embedding, the concepts of the word lists that it holds and the inputs
found in it. The weights are data (`router.json`), fitted by `python -m evals.routing`, never
written by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.dialogue import lexicon
from assistant.dialogue.heard import Heard
from assistant.dialogue.reading import Reading
from assistant.dialogue.topics import is_personal

Floats = npt.NDArray[np.float32]
Embed = Callable[[str], Floats]
WEIGHTS = Path(__file__).parent / "router.json"
TEXT = "text"
SIGNAL = 0.4  # a signal's size beside an embedding of length 1
_MANNER = ("personal_strong", "generic", "concrete", "question_word", "asks", "definition")


class Router:
    """Hears what a turn asks for; holds no state."""

    def __init__(self, embed: Embed) -> None:
        """Router over an embedding; `embed` gives a turn's vector by the bundled model."""
        self._embed = embed

    def hear(self, reading: Reading) -> Heard:
        """The chances of each calculation for a turn read by itself."""
        model = _model()
        told = signals(reading)
        row = np.array([told.get(name, 0.0) for name in model["signals"]], dtype=np.float32)
        vector = np.concatenate([self._embed(reading.raw), SIGNAL * row, [1.0]])
        scores = vector @ model["weights"]
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        chances = dict(zip(model["topics"], map(float, shares), strict=True))
        chances.pop(TEXT)
        return Heard(chances)


def signals(reading: Reading) -> dict[str, float]:
    """What the word lists find in a turn: concepts of questions, inputs, whose case it is."""
    said = {f"says {name}": 1.0 for name in _concepts() if reading.says(name)}
    told = {f"tells {slot}": 1.0 for slot in reading.findings}
    manner = {
        "personal": float(is_personal(reading)),
        "question mark": float("?" in reading.text),
        "a day": float(bool(reading.days)),
    }
    return {**said, **told, **manner}


def _concepts() -> tuple[str, ...]:
    return (*lexicon.data("topics"), *_MANNER)


@cache
def _model() -> dict[str, Any]:
    """Topics, names of the signals, and weights of shape (vector + signals + 1, topics)."""
    data: dict[str, Any] = json.loads(WEIGHTS.read_text("utf-8"))
    return {**data, "weights": np.array(data["weights"], dtype=np.float32)}
