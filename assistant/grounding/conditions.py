"""A rule that holds under a condition is not told as one that always holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.grounding.claims import Code, Failure
from assistant.grounding.clauses import Clause, clause_of, concepts_only
from assistant.grounding.reading import flat, pattern, table
from assistant.grounding.weights import Weights

_TOLD = 0.35
_CARRIED = 0.3


def dropped_conditions(
    clauses: Sequence[Clause],
    about: Sequence[Sequence[Clause]],
    sentences: Sequence[Sequence[Clause]],
    language: str,
    weights: Weights,
) -> Iterator[Failure]:
    """The statement's sentences that tell a rule of the quotes without its condition.

    Args:
        clauses: the statement's.
        about: for each of those, the clauses of the quotes that it is about.
        sentences: the clauses of the quotes, by sentence.
        language: the statement's.
        weights: how rare each notion is.

    A condition is kept where the statement has one, or has what the condition is about.
    """
    whole = " ".join(c.text for c in clauses)
    for clause, near in zip(clauses, about, strict=True):
        own = " ".join(c.text for c in clauses if c.sentence == clause.sentence)
        if _conditional(own, language):
            continue
        told = [
            (_conditions_of(other, sentences), _rule_beside(other, sentences))
            for other in near
            if weights.likeness(other, clause) >= _TOLD
        ]
        said = clause_of(whole, language)
        if told and all(
            any(not _carried(k, rule, said, weights) for k in found) for found, rule in told
        ):
            yield Failure(Code.CONDITION, clause.text)


def _conditions_of(other: Clause, sentences: Sequence[Sequence[Clause]]) -> list[Clause]:
    """The conditions beside a clause of the quotes; none for one that is a condition itself."""
    if is_condition(other):
        return []
    beside = next(s for s in sentences if any(c is other for c in s))
    return [c for c in _whole(beside) if is_condition(c)] + restrictions_of(beside)


def _whole(sentence: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses, one that opens with "indien" taken on to the verb that ends it."""
    verbs = pattern("markers", "inverted", sentence[0].language)
    rule = next((n for n, c in enumerate(sentence) if n and verbs.match(flat(c.text))), 0)
    if rule < 2 or not is_condition(sentence[0]):
        return sentence
    text = " ".join(c.text for c in sentence[:rule])
    return [clause_of(text, sentence[0].language, sentence[0].sentence), *sentence[rule:]]


def _rule_beside(other: Clause, sentences: Sequence[Sequence[Clause]]) -> frozenset[str]:
    """The notions of the sentence but for those of its conditions."""
    beside = _whole(next(s for s in sentences if any(c is other for c in s)))
    return frozenset(n for c in beside if not is_condition(c) for n in c.notions)


def restrictions_of(sentence: Sequence[Clause]) -> list[Clause]:
    """What else in a Dutch sentence says when it holds or for whom: "Na …", "leerlingen die …"."""
    if sentence[0].language != "nl":
        return []
    text = " ".join(c.text for c in sentence)
    plain = flat(text)
    spans = [m.span("told") for found in _restricting() for m in found.finditer(plain)]
    return [clause_of(text[start:end], "nl", sentence[0].sentence) for start, end in spans]


@cache
def _restricting() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, table("markers")["restrictions"]))


def is_condition(clause: Clause) -> bool:
    """Whether the clause of a quote begins with "indien" or the like."""
    opens = pattern("markers", "conditions", clause.language)
    return bool(opens.match(re.sub(r"^\W+", "", flat(clause.text))))


def _conditional(text: str, language: str) -> bool:
    return bool(pattern("markers", "conditional", language).search(flat(text)))


def _carried(condition: Clause, rule: frozenset[str], said: Clause, weights: Weights) -> bool:
    """Whether the statement has enough of what the condition is about and its rule is not."""
    own = concepts_only(condition.notions - rule if is_condition(condition) else condition.notions)
    if not weights.of(own):
        return True
    return weights.of(own & said.notions) >= _CARRIED * weights.of(own)
