"""How much each notion tells of what a clause is about: the rarer in the texts, the more."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from assistant.grounding.clauses import Clause, notions_in
from assistant.grounding.reading import flat, table
from corpus.catalogue import Catalogue

_FACTOR = {"@": 2.0, "#": 2.0}  # names and figures tell two rules apart


class Weights:
    """How rare each notion is among the sentences of the texts, and the words people use."""

    def __init__(self, catalogue: Catalogue) -> None:
        sentences = catalogue.sentences
        self._count = Counter(n for s in sentences for n in notions_in(s.display, "nl"))
        self._total = len(sentences)
        self.vocabulary = _vocabulary(catalogue)

    def of(self, notions: frozenset[str]) -> float:
        """The weight of the notions together."""
        return sum(_FACTOR.get(n[0], 1.0) * self._rarity(n) for n in notions)

    def _rarity(self, notion: str) -> float:
        if notion.startswith("~") and not self._count[notion]:
            return 0.0  # a word of another language, or of none of the texts
        return math.log(1 + self._total / (1 + self._count[notion]))

    def likeness(self, clause: Clause, other: Clause) -> float:
        """How much of the clause is in the other, from 0 to 1; a shorter other is a closer one."""
        shared = self.of(clause.notions & other.notions)
        if not shared:
            return 0.0
        return 0.8 * shared / self.of(clause.notions) + 0.2 * shared / self.of(other.notions)


_KNOWN: dict[int, tuple[Catalogue, Weights]] = {}


def weights_of(catalogue: Catalogue) -> Weights:
    """The weights of a catalogue, computed once."""
    if id(catalogue) not in _KNOWN:
        _KNOWN[id(catalogue)] = (catalogue, Weights(catalogue))
    return _KNOWN[id(catalogue)][1]


def _vocabulary(catalogue: Catalogue) -> frozenset[str]:
    """Words in lower case of the texts and of the questions that people ask, in all languages."""
    texts = [s.display for s in catalogue.sentences]
    texts += [q for c in catalogue.cards for qs in c.questions.values() for q in qs]
    texts += [q for t in catalogue.topics for qs in t.questions.values() for q in qs]
    found = {flat(w) for text in texts for w in re.findall(r"[^\W\d_]+", text) if w.islower()}
    listed = [w for words in table("closed_words").values() for w in words]
    markers = [str(table("markers")[g]) for g in table("markers")]
    found |= {w for text in markers for w in re.findall(r"[a-z]{2,}", text)}
    return frozenset(found | set(listed))


def best_of(
    clause: Clause, among: Sequence[Clause], weights: Weights
) -> list[tuple[float, Clause]]:
    """The clauses with how alike each is, the most alike first."""
    scored = [(weights.likeness(clause, other), other) for other in among]
    return sorted(scored, key=lambda s: -s[0])
