"""At least, at most, before, after, until: a figure keeps the limit that its quote sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.grounding.figures import Figure, figures_in
from assistant.grounding.markers import contraries_in
from assistant.grounding.numerals import in_digits
from assistant.grounding.reading import compiled, flat, table

_BEFORE = 5
_AFTER = 4
_REACH = {"least": 3, "most": 3}  # "minstens gemiddeld per week 14"
_ANOTHER = re.compile(r"\d|(?<!\w)(?:en|et|and|of|ou|or)(?!\w)")
_TO = re.compile(r"(?<!\w)(?:to|naar|a|tot)(?!\w)")


def limits_of(text: str, figure: Figure) -> frozenset[str]:
    """The names of the limits beside the figure: a few words before it, or after its unit."""
    plain = flat(text)
    before = _last_words(re.split(r"[;:.](?!\d)|,(?!\d)", plain[: figure.start])[-1])
    after = _first_words(re.split(r"[;:.,()](?!\d)", plain[figure.end :])[0])
    found = set()
    for name, spotted in _patterns("limits").items():
        reach = _REACH.get(name, 1)
        gaps = [before[m.end() :] for m in spotted.finditer(before)]
        closest = [g for g in gaps if len(g.split()) <= reach and not _ANOTHER.search(g)]
        if closest and not (name == "from" and _TO.search(after)):
            found.add(name)
    for name, spotted in _patterns("limits_after").items():
        if any(not re.match(r"\W*\d", after[m.end() :]) for m in spotted.finditer(after)):
            found.add(name)
    return frozenset(found)


def lost_limits(statement: str, quotes: Sequence[str], language: str, spoken: str) -> list[str]:
    """The figures of the statement whose limit is another than in every quote that has them.

    `spoken` is the language of the quotes. A figure that no quote has is not judged here.
    """
    wrong = []
    quotes = [in_digits(quote, spoken) for quote in quotes]
    for figure in figures_in(statement, language):
        if figure.kind not in ("number", "date"):
            continue
        own = limits_of(statement, figure)
        there = [
            limits
            for quote in quotes
            for other, limits in _limited(quote, spoken)
            if other.kind == figure.kind and _same(other.value, figure.value)
        ]
        if there and not any(_agrees(own, limits) for limits in there):
            wrong.append(statement[figure.start : figure.end])
    return wrong


def _limited(quote: str, language: str) -> Iterator[tuple[Figure, frozenset[str]]]:
    """The quote's figures with their limits; one in brackets may share the last."""
    before: frozenset[str] = frozenset()
    for figure in figures_in(quote, language):
        limits = limits_of(quote, figure)
        yield figure, limits
        if quote[: figure.start].endswith("("):
            yield figure, before
        elif figure.kind != "rate":
            before = limits


def contrary(statement: str, quote: str) -> list[str]:
    """Notions that the statement's clause has where the quote has only the opposite."""
    own, there = contraries_in(statement), contraries_in(quote)
    pairs = [tuple(pair) for pair in table("markers")["contraries"]]
    both = [*pairs, *((b, a) for a, b in pairs)]
    return [a for a, b in both if a in own and a not in there and b in there and b not in own]


def _agrees(own: frozenset[str], there: frozenset[str]) -> bool:
    """Each limit of the statement is one of the quote in other words, and the other way round."""
    renders = {name: set(forms) for name, forms in table("markers")["limit_renders"].items()}
    kept = all(renders[name] & there for name in own)
    said = all(any(name in renders[mine] for mine in own) for name in there) or bool(own and kept)
    return kept and said


def _same(one: str, other: str) -> bool:
    return all(
        a == b or "*" in (a, b) for a, b in zip(one.split("-"), other.split("-"), strict=False)
    )


@cache
def _patterns(group: str) -> dict[str, re.Pattern[str]]:
    return {name: compiled(words) for name, words in table("markers")[group].items()}


def _last_words(text: str) -> str:
    return " ".join(text.split()[-_BEFORE:])


def _first_words(text: str) -> str:
    return " ".join(text.split()[:_AFTER])
