"""Whether the first two years of secondary education were attended: a softmax over the turn.

"1A en 2A achter de rug", "nooit in het tweede geraakt", "sort de primaire": the years are told in
more ways than a list can hold, and what counts is the highest of them and what is said of it. The
weights are data (`first_years.json`), fitted by `python -m evals.first_years` on labelled turns,
never written by hand (omzendbrief 3.1: who attended them may start at 15).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from assistant.dialogue import lexicon
from assistant.dialogue.affirmed import Says
from assistant.dialogue.clauses import clauses, holding, is_negated, is_unsure
from assistant.dialogue.finding import Finding
from assistant.dialogue.surroundings import Place
from assistant.dialogue.weighing import Weights, of_words

WEIGHTS = Weights(Path(__file__).parent / "first_years.json")
# What a turn names, the longest names first: "first and second year" is no first year.
_BOTH = "years_one_and_two"
_LEVELS = (_BOTH, "year_three_or_more", "year_two", "year_one", "no_secondary_yet")
_CONCEPTS = (
    *("negative", "only_some", "unsure", "attended", "achieved", "done", "current", "possesses"),
    *("condition", "question_word", "modal", "affirms", "starts_now"),
)
_SURE, _SURE_ASKED = 0.7, 0.5
_WORD = re.compile(r"\w+|[():?]")


def first_two_years(text: str, *, asked: bool = False) -> Finding | None:
    """Whether plain text says that the first two years were attended; None where it does not.

    `asked`: whether the text replies to just that question, so that less will do.
    """
    named = levels(text)
    if not named:
        return None
    plainly = _both_attended(text, named)
    if plainly is not None:
        return plainly
    heard = WEIGHTS.shares(signals(text, named))
    best = max(heard, key=lambda says: heard[says])
    if best == Says.OPEN or heard[best] < (_SURE_ASKED if asked else _SURE):
        return None
    place = named[-1][1]
    return Finding(best == Says.YES, place.start, place.end)


def _both_attended(text: str, named: list[tuple[str, Place]]) -> Finding | None:
    """What is said outright of both years together: "de eerste twee jaren niet gevolgd"."""
    if {level for level, _ in named} != {_BOTH}:
        return None
    place = named[0][1]
    inside = holding(clauses(text), place.start)
    if inside is None or is_unsure(inside.text) or not lexicon.has("attended", inside.text):
        return None
    return Finding(not is_negated(inside.text), place.start, place.end)


def levels(text: str) -> list[tuple[str, Place]]:
    """The years of secondary education that plain text names, in order, without overlaps."""
    found: list[tuple[str, Place]] = []
    for level in _LEVELS:
        for match in lexicon.find(level, text):
            if all(match.end() <= p.start or match.start() >= p.end for _, p in found):
                found.append((level, Place(match.start(), match.end())))
    return sorted(found, key=lambda one: one[1].start)


def signals(text: str, named: list[tuple[str, Place]]) -> dict[str, float]:
    """The years named, the words of the turn, and what the clause of each year says of it."""
    found = {"always": 1.0, f"all {' '.join(sorted({level for level, _ in named}))}": 1.0}
    for level, _ in named:
        found[level] = 1.0
    for name, value in _of_clauses(text, named):
        found[name] = max(value, found.get(name, 0.0))
    return found


def _of_clauses(text: str, named: list[tuple[str, Place]]) -> Iterator[tuple[str, float]]:
    for span in clauses(text):
        inside = [(level, p) for level, p in named if span.start <= p.start < span.end]
        words = _WORD.findall(_with_tags(span.text, span.start, inside))
        yield from of_words("near" if inside else "far", words, 1.0 if inside else 0.5)
        said = [concept for concept in _CONCEPTS if lexicon.has(concept, span.text)]
        for concept in said:
            yield f"says {concept}", 1.0
            for level, _ in inside:
                yield f"{level} says {concept}", 1.0
        for level, _ in inside:
            yield f"{level} is said {' '.join(c for c in said if c in _CONCEPTS[:2])}", 1.0


def _with_tags(text: str, start: int, inside: list[tuple[str, Place]]) -> str:
    """The words of a clause, each year by the name of its level."""
    for level, place in reversed(inside):
        text = f"{text[: place.start - start]} {level} {text[place.end - start :]}"
    return text
