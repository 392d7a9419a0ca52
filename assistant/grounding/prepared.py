"""What people already wrote of the words that a statement quotes, in the statement's own language.

A knowledge card's plain answer stands under the same quotes. Where a statement is in its words, the
two can be compared by one language's word lists, which the quotes, always Dutch, do not allow: it
says the same, or it has lost or gained a "not", "only", "must", a limit, an actor or a condition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache

from assistant.answer import Citation
from assistant.grounding.actors import actors_in
from assistant.grounding.claims import Code, Failure
from assistant.grounding.clauses import clauses_of, sentences_of
from assistant.grounding.figures import figures_in
from assistant.grounding.grounds import Ground
from assistant.grounding.limits import agree, contrary, limits_of
from assistant.grounding.markers import Markers, markers_in
from assistant.grounding.numerals import in_digits
from assistant.grounding.reading import flat, pattern, table
from corpus.cards import Card, Quote

_CODES = {
    "negated": Code.NEGATION, "lacking": Code.NEGATION, "must": Code.MODALITY,
    "may": Code.MODALITY, "should": Code.MODALITY, "exempt": Code.MODALITY,
    "forbidden": Code.MODALITY, "only": Code.EXCLUSIVITY, "exception": Code.EXCEPTION,
    "universal": Code.UNIVERSAL,
}  # fmt: skip
_TOKEN = re.compile(r"#\S*|\w+")
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as it is compared: its words, figures as "#value", and what it names and marks."""

    text: str
    words: tuple[str, ...]
    markers: Markers
    actors: frozenset[str]
    limits: frozenset[tuple[str, frozenset[str]]]
    conditional: bool


def compared(
    text: str, grounds: Sequence[Ground], cards: Iterable[Card], language: str
) -> tuple[bool, list[Failure]]:
    """Whether the statement is a prepared answer in its own words, and where it departs from one.

    Args:
        text: the statement, numbers in digits.
        grounds: the quotes; a card counts that has some of them, and bears out if it has them all.
        cards: the knowledge cards.
        language: the statement's.
    """
    cited = [g.citation for g in grounds if g.citation]
    near = [c for c in cards if any(_cited(quote, cited) for quote in c.quotes)]
    whole = [c for c in near if all(_cited(quote, cited) for quote in c.quotes)]
    own = [told_of(sentence, language) for sentence in sentences_of(text)]
    if all(any(_same(s, u) for c in whole for u in _answer(c, language)) for s in own):
        return True, []
    return False, [f for s in own for f in _departures(s, near, language)]


def _cited(quote: Quote, cited: Sequence[Citation]) -> bool:
    """Whether one of the citations has words of the quote."""
    return any(
        quote.source == c.source and quote.start < c.end and c.start < quote.end for c in cited
    )


def _answer(card: Card, language: str) -> tuple[Told, ...]:
    return _sentences(card.answer[language], language)


@cache
def _sentences(answer: str, language: str) -> tuple[Told, ...]:
    return tuple(told_of(s, language) for s in sentences_of(in_digits(answer, language)))


@cache
def told_of(sentence: str, language: str) -> Told:
    """The sentence as it is compared, without a "yes" or "no" before it."""
    plain, opener = flat(sentence), pattern("markers", "answer_words", language)
    start = m.end() if (m := opener.match(plain)) else 0
    sentence = sentence[start:] if re.match(r"\s*[,.:;]", sentence[start:]) else sentence
    figures = figures_in(sentence, language)
    blank = sentence
    for f in reversed(figures):
        blank = f"{blank[: f.start]} #{f.kind}:{f.value}:{f.unit} {blank[f.end :]}"
    return Told(
        sentence,
        tuple(_TOKEN.findall(flat(blank))),
        markers_in(sentence, language),
        actors_in(sentence),
        frozenset((f.value, limits_of(sentence, f)) for f in figures),
        bool(pattern("markers", "conditional", language).search(flat(sentence))),
    )


def _same(one: Told, other: Told) -> bool:
    """Whether the two say the same in the same words, but for small ones."""
    return _content(one) == _content(other) and not [*_changed(one, other), *_changed(other, one)]


def _content(told: Told) -> list[str]:
    """The words with a meaning of their own, in order."""
    return [word for word in told.words if word not in _small()]


@cache
def _small() -> frozenset[str]:
    return frozenset(word for words in table("closed_words").values() for word in words)


def _strange(one: Told, other: Told) -> list[str]:
    """Words of the one with a meaning of their own that the other has not."""
    return [word for word in _content(one) if word not in other.words]


def _departures(sentence: Told, cards: Sequence[Card], language: str) -> Iterator[Failure]:
    """What the sentence says otherwise than the prepared one whose words it nearly has."""
    floor = float(table("support")["prepared"]["near"]) * len(sentence.words)
    if len(sentence.words) < _FEWEST_WORDS:
        return
    units = [(_matched(sentence, u), u) for c in cards for u in _answer(c, language)]
    near = sorted((m for m in units if m[0] >= floor), key=lambda m: -m[0])
    near = [m for m in near if len(_strange(sentence, m[1])) <= 1]
    found = [_altered(sentence, unit, language) for _, unit in near]
    if found and all(found):
        yield from (Failure(code, f"prepared: {sentence.text}") for code in found[0])


def _altered(sentence: Told, unit: Told, language: str) -> list[Code]:
    """What is otherwise than in the whole prepared sentence, and than in its clauses told."""
    whole = _changed(sentence, unit)
    return whole and [c for c in _changed(sentence, _part(unit, sentence, language)) if c in whole]


def _part(unit: Told, sentence: Told, language: str) -> Told:
    """The prepared sentence without the clauses that the other tells nothing of."""
    told = [c.text for c in clauses_of(unit.text, language)
            if _matched(told_of(c.text, language), sentence)
            >= 0.5 * len(told_of(c.text, language).words)]  # fmt: skip
    part = told_of(" ".join(told) or unit.text, language)
    return replace(part, conditional=unit.conditional)


def _changed(one: Told, other: Told) -> list[Code]:
    """What marks the one and not the other, or the other way round."""
    found = [code for name, code in _CODES.items()
             if getattr(one.markers, name) != getattr(other.markers, name)]  # fmt: skip
    if one.actors - other.actors and other.actors - one.actors:
        found.append(Code.ACTOR)
    theirs = dict(other.limits)
    flipped = any(not agree(own, theirs.get(value, own)) for value, own in one.limits)
    if flipped or contrary(one.text, other.text):
        found.append(Code.LIMIT)
    if other.conditional and not one.conditional:
        found.append(Code.CONDITION)
    return list(dict.fromkeys(found))


@cache
def _matched(one: Told, other: Told) -> int:
    """How many words the two have in the same order."""
    blocks = SequenceMatcher(None, one.words, other.words, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)
