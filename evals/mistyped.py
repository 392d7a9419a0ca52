"""Questions as they are typed in haste: what the refusal must not take for another subject."""

from __future__ import annotations

import random

_SPOKEN = {
    "dat": "da",
    "niet": "ni",
    "wat": "wa",
    "een": "nen",
    "het": "t",
    "ik": "k",
    "je": "ge",
    "kan": "ka",
    "moet": "moe",
    "mijn": "mn",
    "que": "ke",
    "est-ce": "esk",
    "you": "u",
    "are": "r",
}
_SHARE = 0.35
_SHORTEST = 4


def mistyped(question: str, seed: int) -> str:
    """The question in lower case with about a third of its words misspelt or as spoken."""
    dice = random.Random(seed)  # noqa: S311 - repeatable, not secret
    words = question.lower().rstrip("?.! ").split()
    return " ".join(_mistyped(word, dice) if dice.random() < _SHARE else word for word in words)


def _mistyped(word: str, dice: random.Random) -> str:
    if word in _SPOKEN:
        return _SPOKEN[word]
    if len(word) < _SHORTEST:
        return word
    place = dice.randrange(1, len(word) - 1)
    slip = dice.choice(("dropped", "doubled", "swapped"))
    if slip == "dropped":
        return word[:place] + word[place + 1 :]
    if slip == "doubled":
        return word[:place] + word[place] + word[place:]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
