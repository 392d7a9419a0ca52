"""Clauses, and which clause of the quotes a clause of the statement is about.

Two clauses are about the same where they share notions: concepts of concepts.yaml, figures, names
and Dutch words, each weighing more the rarer it is in the texts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from assistant.grounding.actors import opens_with_actor
from assistant.grounding.figures import figures_in
from assistant.grounding.markers import Markers, markers_in
from assistant.grounding.names import entities_in
from assistant.grounding.reading import compiled, flat, pattern, table

_SENTENCE = re.compile(
    r"(?<=[.!?])(?<!\.\w\.)\s+|(?<=;)\s+(?!(?:zij|ze|hij|dit|deze|dat|die|daar|il|elle|ils|elles|they|it)\b)"
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
    number, last = first, ""
    for sentence in sentences_of(text):
        joined = last.rstrip().endswith(";") and sentence[:1].islower()
        number += bool(last) and not joined
        found += awaited([clause_of(p, language, number) for p in _parts(sentence, language)])
        last = sentence
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
    return Clause(text, sentence, markers_in(text, language), notions_in(text, language), language)


def awaited(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses of a sentence, "not … until" and "as long as not … not" turned into "only"."""
    found = list(clauses)
    for at, waits in enumerate(clauses):
        plain = flat(waits.text)
        opener = pattern("markers", "waiting", waits.language).match(plain)
        beside = (*clauses[at + 1 : at + 2], *clauses[max(at - 1, 0) : at])
        held = next((c for c in beside if _barred(c.markers)), None)
        if opener and held:
            rest = replace(waits.markers, negated=False, lacking=False)
            found[at] = replace(waits, text=waits.text[opener.end() :].strip(), markers=rest)
            only = replace(held.markers, negated=False, forbidden=False, lacking=False, only=True)
            found[clauses.index(held)] = replace(held, markers=only)
    return found


def _barred(markers: Markers) -> bool:
    return markers.forbidden or (markers.negated and markers.may)


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
