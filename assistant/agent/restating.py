"""Does one sentence say what another says? It may take its place only then."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import yaml

from assistant.grounding import numbers_in

_STEM = 5
_WORD = re.compile(r"\w{4,}")


def says_as_much(said: str, plain: str, similarity: Callable[[str, str], float]) -> bool:
    """Whether `said` holds what `plain` says: its figures, most of its words, its meaning.

    Args:
        said: one or more sentences, in the language of `plain`.
        plain: the prepared answer.
        similarity: of two texts, from -1 to 1.
    """
    return (
        numbers_in(plain) <= numbers_in(said)
        and covered(plain, by=said) >= _limits()["words_covered"]
        and similarity(said, plain) >= _limits()["says_as_much"]
    )


def adds_nothing(said: str, known: str) -> bool:
    """Whether `said` only repeats what `known` says: no other figure, hardly another word."""
    repeats = covered(said, by=known) >= _limits()["words_repeated"]
    return repeats and numbers_in(said) <= numbers_in(known)


def covered(text: str, *, by: str) -> float:
    """The share of the text's longer words that stand in the other, whatever their endings."""
    own, others = _stems(text), _stems(by)
    return len(own & others) / len(own) if own else 1.0


def _stems(text: str) -> set[str]:
    return {word[:_STEM].casefold() for word in _WORD.findall(text)}


@cache
def _limits() -> dict[str, float]:
    data = yaml.safe_load((Path(__file__).parent / "limits.yaml").read_text(encoding="utf-8"))
    return {name: float(value) for name, value in data.items()}
