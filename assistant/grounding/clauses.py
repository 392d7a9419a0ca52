"""Clauses, and which clause of the quotes a clause of the statement is about.

Two clauses are about the same where they share notions: concepts of concepts.yaml, figures, names
and Dutch words, each weighing more the rarer it is in the texts.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from assistant.grounding.actors import opens_with_actor
from assistant.grounding.figures import figures_in
from assistant.grounding.markers import Markers, markers_in
from assistant.grounding.names import entities_in
from assistant.grounding.reading import compiled, flat, pattern, table
from corpus.catalogue import Catalogue

_SENTENCE = re.compile(
    r"(?<=[.!?])\s+|(?<=;)\s+(?!(?:zij|ze|hij|dit|deze|dat|die|daar|il|elle|ils|elles|they|it)\b)"
    r"|\n+|\s*•\s*"
)
_ASIDE = re.compile(
    r"\((?P<brackets>(?:[^\s()]+\s+){3,}[^()]*)\)"
    r"|(?<=\s)[-–—]\s(?P<dashes>(?:[^\s()–—-]+\s){2,12}?)[-–—](?=\s)"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 6
_FEWEST_WORDS = 3
_JOIN_REACH = 4
_WORDS_BEFORE_JOINER = 5
_FACTOR = {"@": 2.0, "#": 2.0}  # names and figures tell two rules apart


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with its markers and notions; `sentence` counts in its text."""

    text: str
    sentence: int
    markers: Markers
    notions: frozenset[str]
    language: str


def clauses_of(text: str, language: str, *, first: int = 0) -> list[Clause]:
    """The clauses of the text in order, their sentences counted from `first`."""
    found: list[Clause] = []
    for number, sentence in enumerate(sentences_of(text)):
        for part in _parts(sentence, language):
            found.append(clause_of(part, language, first + number))
    return found


def sentences_of(text: str) -> list[str]:
    """The sentences and list items of the text."""
    found: list[str] = []
    for piece in _SENTENCE.split(text):
        if found and found[-1].count("(") > found[-1].count(")") and ")" in piece:
            found[-1] = f"{found[-1]} {piece}"  # "(zie 6.1. Niet-bindend advies)" is no end
        elif piece.strip():
            found.append(piece)
    return found


def clause_of(text: str, language: str, sentence: int = 0) -> Clause:
    """The text as one clause."""
    return Clause(
        text, sentence, markers_in(text, language), notions_in(text, language), language
    )


@cache
def notions_in(text: str, language: str) -> frozenset[str]:
    """Concepts, figures, names and stems of words."""
    plain = flat(text)
    found = {name for name, spotted in _concepts().items() if spotted.search(plain)}
    found |= {f"#{f.kind}:{f.value}" for f in figures_in(text, language)}
    found |= {f"@{name}" for name in entities_in(text)}
    found |= {f"~{w[:_STEM]}" for w in _WORD.findall(plain) if w not in _closed(language)}
    return frozenset(found)


def key_notions(notions: frozenset[str]) -> frozenset[str]:
    """Those that a statement may not bring in by itself."""
    return notions & frozenset(table("concepts")["key"])


def concepts_only(notions: frozenset[str]) -> frozenset[str]:
    """The notions that are the same in every language."""
    return frozenset(n for n in notions if not n.startswith("~"))


@cache
def _concepts() -> dict[str, re.Pattern[str]]:
    data = table("concepts")
    return {name: compiled(words) for group in data.values() for name, words in group.items()}


@cache
def _closed(language: str) -> frozenset[str]:
    return frozenset(table("closed_words")[language])


def _parts(sentence: str, language: str) -> list[str]:
    """The sentence cut at what opens a clause, long brackets apart; short parts join the others."""
    asides = [m["brackets"] or m["dashes"].strip() for m in _ASIDE.finditer(sentence)]
    parts: list[str] = []
    for part in _opened(_ASIDE.sub(" ", sentence), language):
        if parts and len(part.split()) < _FEWEST_WORDS:
            parts[-1] = f"{parts[-1]} {part.strip()}"
        elif part.strip():
            parts.append(part.strip())
    if len(parts) > 1 and len(parts[0].split()) < _FEWEST_WORDS:
        parts[:2] = [f"{parts[0]} {parts[1]}"]
    return parts + [part for aside in asides for part in _parts(aside, language)]


def _opened(piece: str, language: str) -> list[str]:
    plain = flat(piece)
    cuts = [
        m.start()
        for m in pattern("markers", "clause_openers", language).finditer(plain)
        if not _demonstrative(plain, m)
    ]
    for match in pattern("markers", "joiners", language).finditer(plain):
        behind = " ".join(plain[match.end() :].split()[:_JOIN_REACH])
        own = markers_in(behind, language)
        told = (
            len(plain[max([0, *(c for c in cuts if c < match.start())]) : match.start()].split())
            >= _WORDS_BEFORE_JOINER
        )
        if told and (own.must or own.may or own.negated):
            cuts.append(match.start())
    cuts += [c for start in (0, *cuts) if (c := _end_of_condition(plain, start, language))]
    cuts += [m.end() for m in re.finditer(r",\s", plain) if _names_subject(plain, m)]
    cuts += [m.end() for m in re.finditer(r"[;:]\s", plain)]
    edges = sorted({0, *cuts, len(piece)})
    return [piece[a:b] for a, b in pairwise(edges)]


def _demonstrative(plain: str, opener: re.Match[str]) -> bool:
    """Whether "die" or "that" points at the word behind it: no noun or comma stands before."""
    if opener.group() not in ("die", "dat", "that"):
        return False
    before = plain[: opener.start()].split()[-1:]
    return not before or (len(before[0]) < _STEM and not before[0].endswith(","))


def _names_subject(plain: str, comma: re.Match[str]) -> bool:
    """Whether an actor stands right behind the comma, in no list of actors."""
    if len(plain[: comma.start()].split()) <= _FEWEST_WORDS:
        return False
    return opens_with_actor(plain[comma.end() :])


def _end_of_condition(plain: str, start: int, language: str) -> int | None:
    """Where the clause that an opener begins ends at a comma."""
    begun = re.compile(r"\W*").match(plain, start)
    at = begun.end() if begun else start
    opens = pattern("markers", "clause_openers", language).match(plain, at)
    purpose = at <= len("- ") and pattern("markers", "purposes", language).match(plain, at)
    if not (opens or purpose):
        return None
    commas = [m.end() for m in re.compile(r",\s").finditer(plain, at)]
    aside = opens and plain[opens.end() : opens.end() + 1] == ","  # "Si, après 20 jours, …"
    return next(iter(commas[2:] if aside else commas), None)


class Weights:
    """How rare each notion is among some texts of one language, and the words people use."""

    def __init__(self, texts: Iterable[str], language: str, vocabulary: Iterable[str] = ()) -> None:
        told = list(texts)
        self._count = Counter(n for text in told for n in notions_in(text, language))
        self._total = len(told)
        self.vocabulary = frozenset(vocabulary)

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


_KNOWN: dict[tuple[int, str], tuple[Catalogue, Weights]] = {}


def weights_of(catalogue: Catalogue) -> Weights:
    """The weights of a catalogue's texts, computed once."""
    return _computed(catalogue, "", _of_texts)


def prepared_weights(catalogue: Catalogue, language: str) -> Weights:
    """The weights of the prepared answers in a language, computed once."""
    return _computed(catalogue, language, lambda c: _of_answers(c, language))


def _computed(catalogue: Catalogue, name: str, compute: Callable[[Catalogue], Weights]) -> Weights:
    if (id(catalogue), name) not in _KNOWN:
        _KNOWN[id(catalogue), name] = (catalogue, compute(catalogue))
    return _KNOWN[id(catalogue), name][1]


def _of_texts(catalogue: Catalogue) -> Weights:
    return Weights([s.display for s in catalogue.sentences], "nl", _vocabulary(catalogue))


def _of_answers(catalogue: Catalogue, language: str) -> Weights:
    answers = [card.answer[language] for card in catalogue.cards]
    return Weights([s for answer in answers for s in sentences_of(answer)], language)


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
