"""The checks of a statement that a language model wrote, in order; any one of them drops it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from assistant.grounding.claims import Claim, Code, Failure, Source, Verdict
from assistant.grounding.clauses import (
    clauses_of,
    concepts_only,
    key_notions,
    notions_in,
    sentences_of,
)
from assistant.grounding.figures_check import unborne
from assistant.grounding.grounds import Ground, resolve
from assistant.grounding.limits import lost_limits
from assistant.grounding.meaning import disagreements, strangers
from assistant.grounding.names import sources_named, unknown_names
from assistant.grounding.numerals import in_digits
from assistant.grounding.prepared import compared
from assistant.grounding.reading import flat, pattern, table
from assistant.grounding.weights import weights_of
from corpus.cards import Card
from corpus.catalogue import Catalogue

Similarity = Callable[[str, str], float]
_MARKUP = re.compile(r"<[^>]*>|\[[^\]]*\]|[*_`#|~]{1,}|^\s*>|\]\(|&\w+;|[\x00-\x08\x0b-\x1f]")


def verify(
    claim: Claim,
    sources: Mapping[str, Source],
    catalogue: Catalogue,
    *,
    language: str,
    similarity: Similarity,
    cards: Sequence[Card] | None = None,
) -> Verdict:
    """Whether the statement may be shown, why not, and the citations to show under it.

    Args:
        claim: the statement with the quotes that it should rest on.
        sources: what the writer was given, by token.
        catalogue: the texts.
        language: the statement's: "nl", "fr" or "en". Quotes are Dutch, lines in `language`.
        similarity: how alike two texts are in meaning, as a cosine.
        cards: the prepared answers to hold it against; all those of the catalogue unless given.
    """
    text = claim.text.strip()
    if not _said(text, language):
        return Verdict((Failure(Code.EMPTY, claim.text),))
    if "?" in text:
        return Verdict((Failure(Code.QUESTION, text),))
    if not claim.evidence:
        return Verdict((Failure(Code.NO_EVIDENCE, ""),))
    failures = [Failure(Code.MARKUP, m.group()) for m in _MARKUP.finditer(text)]
    grounds: list[Ground] = []
    for evidence in claim.evidence:
        found = resolve(evidence, sources, catalogue, language)
        if isinstance(found, Failure):
            failures.append(found)
        else:
            grounds += found
    if not failures:
        text = in_digits(_said(text, language), language)
        known = catalogue.cards if cards is None else cards
        prepared, failures = compared(text, grounds, known, language)
        if not prepared:
            failures += _judged(text, grounds, catalogue, language, similarity)
    citations = tuple(dict.fromkeys(g.citation for g in grounds if g.citation))
    lines = tuple(dict.fromkeys(g.text for g in grounds if not g.citation))
    return Verdict(tuple(failures), citations, lines)


def _said(text: str, language: str) -> str:
    """The statement without a "yes" or "no" before it: that is to the question, not to the text."""
    opener = pattern("markers", "answer_words", language).match(flat(text))
    rest = text[opener.end() :] if opener else text
    if opener and rest[:1] not in (",", ".", ":", ";", "", "!"):
        rest = text
    rest = rest.strip(" ,.:;!-–—\n\t\u00a0")
    return text[text.rfind(rest) :] if re.search(r"\w", rest) else ""


def _judged(
    text: str,
    grounds: Sequence[Ground],
    catalogue: Catalogue,
    language: str,
    similarity: Similarity,
) -> list[Failure]:
    weights = weights_of(catalogue)
    clauses = clauses_of(text, language)
    named = sources_named(text)
    around = [f"{g.text}\n{g.around}" for g in grounds]
    failures = unborne(text, clauses, grounds, language)
    failures += [
        Failure(Code.NAME, name)
        for name in unknown_names(text, [*around, *_titles(named, grounds)], language,
                                  weights.vocabulary)
    ]  # fmt: skip
    failures += [Failure(Code.NAME, s) for s in named - {g.source for g in grounds}]
    for ground_language in {g.language for g in grounds}:
        quotes = [g.text for g in grounds if g.language == ground_language]
        wrong = lost_limits(text, quotes, language, ground_language)
        failures += [Failure(Code.LIMIT, words) for words in wrong]
    failures += strangers(text, grounds)
    failures += disagreements(clauses, grounds, language, weights, similarity)
    failures += _unsupported(text, grounds, catalogue, language, similarity)
    return failures


def _titles(named: set[str], grounds: Sequence[Ground]) -> list[str]:
    """Names that come with saying which text it is."""
    return ["ROF Tracé Brussel" for g in grounds if g.source in named and g.source == "rof"]


def _unsupported(
    text: str,
    grounds: Sequence[Ground],
    catalogue: Catalogue,
    language: str,
    similarity: Similarity,
) -> list[Failure]:
    floors = table("support")
    own = notions_in(text, language)
    theirs = frozenset(n for g in grounds for n in notions_in(g.around, g.language))
    missing = sorted(key_notions(own) - theirs)
    found = [Failure(Code.UNSUPPORTED, f"notion {name}") for name in missing]
    if not any(_nearest(text, g, similarity) >= _floor(g, language) for g in grounds):
        found.append(Failure(Code.UNSUPPORTED, "similarity"))
    weights = weights_of(catalogue)
    for sentence, floor in [(text, "coverage"), *((s, "sentence") for s in sentences_of(text))]:
        told = concepts_only(notions_in(sentence, language))
        if weights.of(told & theirs) >= float(floors[floor]) * weights.of(told):
            continue
        close = (_nearest(sentence, g, similarity) - _floor(g, language) for g in grounds)
        if max(close) < float(floors["instead_of_notions"]):
            found.append(Failure(Code.UNSUPPORTED, f"{floor}: {sentence}"))
    return found


def _nearest(text: str, ground: Ground, similarity: Similarity) -> float:
    """The likeness of the text to the quote, or to the nearest sentence of it."""
    return max(similarity(text, part) for part in {ground.text, *sentences_of(ground.text)})


def _floor(ground: Ground, language: str) -> float:
    floors = table("support")
    if ground.citation is None:
        return float(floors["similarity_of_lines"])
    return float(floors["similarity"][language])
