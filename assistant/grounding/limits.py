"""At least, at most, before, after, until: a figure keeps the limit that its quote sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.grounding.figures import Figure, figures_in
from assistant.grounding.markers import contraries_in
from assistant.grounding.numerals import in_digits
from assistant.grounding.reading import compiled, flat, table

_BEFORE = 6
_AFTER = 4
_BREAK = re.compile(r"[;:](?!\d)|(?<!max)(?<!min)\.(?!\d)|,(?!\d)")
_STOP = re.compile(r"[;:.,()](?!\d)")
_REACH = {"least": 3, "most": 3}  # "minstens gemiddeld per week 14"
_ANOTHER = re.compile(r"\d|(?<!\w)(?:en|et|and|of|ou|or)(?!\w)")


def limits_of(text: str, figure: Figure) -> frozenset[str]:
    """The names of the limits beside the figure: a few words before it, or after its unit.

    In "14 tot 19" the one is where it begins ("from"), the other where it ends ("by").
    """
    plain = flat(text)
    start = _window_start(plain, figure.start)
    found = {m.name for m in _outermost("limits", plain[start : figure.end])
             if _reaches(m, plain[start : figure.start])}  # fmt: skip
    after = " ".join(_STOP.split(plain[figure.end :])[0].split()[:_AFTER])
    behind = _outermost("limits_after", after)
    found |= {m.name for m in behind if not re.search(r"\d", after[: m.end + 2])}
    return frozenset(found) or frozenset(_end_of_range(plain, figure))


@dataclass(frozen=True, slots=True)
class _Mark:
    """A limit's words in a stretch of text."""

    name: str
    start: int
    end: int

    def within(self, other: _Mark) -> bool:
        """Whether the words are part of the other's: "meer dan" of "niet meer dan"."""
        longer = other.end - other.start > self.end - self.start
        return longer and other.start <= self.start and self.end <= other.end


def _window_start(plain: str, end: int) -> int:
    """Where the last few words of the same part of the sentence begin."""
    begin = max((m.end() for m in _BREAK.finditer(plain, 0, end)), default=0)
    words = list(re.finditer(r"\S+", plain[begin:end]))[-_BEFORE:]
    return begin + words[0].start() if words else begin


def _reaches(mark: _Mark, before: str) -> bool:
    """Whether the figure behind `before` is the one that the words limit."""
    gap = before[mark.end :]
    near = mark.end <= len(before) and len(gap.split()) <= _REACH.get(mark.name, 1)
    return near and not _ANOTHER.search(gap)


def _outermost(group: str, stretch: str) -> list[_Mark]:
    """The limits in the stretch that are no part of a longer one."""
    spotted = _patterns(group).items()
    marks = [_Mark(n, *m.span()) for n, found in spotted for m in found.finditer(stretch)]
    return [mark for mark in marks if not any(mark.within(other) for other in marks)]


def _end_of_range(plain: str, figure: Figure) -> list[str]:
    """Which end of a range the figure is: "from", "by" or neither."""
    opens, joins, closes = _range_patterns()
    before = plain[: figure.start]
    if joins.match(plain, figure.end) or opens.search(before):
        return ["from"]
    return ["by"] if closes.search(before) else []


@cache
def _range_patterns() -> tuple[re.Pattern[str], ...]:
    """What stands right before the first figure of a range, behind it, and before the second."""
    words = table("markers")["ranges"]
    joins = rf"(?:\s+[^\W\d]+)?\s*(?:{'|'.join(words['joins'])})\s*(?:le )?"
    opens = rf"(?<!\w)(?:{'|'.join(words['opens'])}) (?:le )?"
    both = rf"{opens}\S+(?: [^\W\d]+)? (?:{'|'.join(words['closes'])}) (?:le )?$"
    return (
        re.compile(f"{opens}$"),
        re.compile(rf"{joins}\d"),
        re.compile(rf"(?<!\w)[\d/.,-]*\d(?:er)?{joins}$|{both}"),
    )


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
        if there and not any(agree(own, limits) for limits in there):
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


def agree(own: frozenset[str], there: frozenset[str]) -> bool:
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
