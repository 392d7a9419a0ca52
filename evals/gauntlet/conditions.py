"""Wrong triples: a rule of the texts or of a card, told without the condition it holds under."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.grounding import Claim
from corpus.cards import Quote
from corpus.catalogue import Catalogue
from corpus.chunker import Sentence
from evals.gauntlet.triples import Triple, given, said

KIND = "condition dropped"
_VERBS = (
    "kan|kunnen|moet|moeten|mag|mogen|wordt|worden|is|zijn|heeft|hebben|dient|dienen|krijgt|krijgen"
    "|geldt|gelden|blijft|blijven|vervalt|start|volgt|valt|telt|bezorgt|beslist"
)
_FIRST = {
    "nl": re.compile(
        rf"^(?:Indien|Als|Wanneer|Zodra|Zolang) [^.;]+?, (?:dan )?(?P<rule>(?:{_VERBS}) [^.;]+[.;])"
    ),
    "fr": re.compile(r"^(?:Si|S['’]\w+|Lorsqu\S+|Quand) [^.;]+?, (?P<rule>[^.;]+\.)"),
    "en": re.compile(r"^(?:If|When|Unless) [^.;]+?, (?P<rule>[^.;]+\.)"),
}
_LAST = {
    "nl": re.compile(
        r"^(?P<rule>[^.;]{25,}?),?(?: enkel| alleen| pas)? (?:indien\b|tenzij|zodra|op voorwaarde"
        r"|als (?=(?:de|het|een|er|deze|hij|zij)\b))[^;.]+[.;]$"
    ),
    "fr": re.compile(
        r"^(?P<rule>[^.;]{25,}?),?(?: seulement| uniquement| sauf)?"
        r" (?:si|s['’]il\w*|lorsqu\S+) [^;.]+\.$"
    ),
    "en": re.compile(r"^(?P<rule>[^.;]{25,}?),?(?: only)? (?:if|when|unless) [^;.]+\.$"),
}
_KEEPS = re.compile(
    r"(?:\b(?:en|and|et|enkel|only|examine|examines|d)\W*$)|dezelfde|beschouwd"
    r"|\b(?:zowel|of niet|dan|bij|na|wie|indien|alors|then|who|qui|after|après|if|si)\b",
    re.IGNORECASE,
)


def unconditional(right: Sequence[Triple], catalogue: Catalogue) -> Iterator[Triple]:
    """Sentences of the texts and answers of cards that lose a condition.

    Those that keep another hint of one ("wie", "bij", "dan") are left out: they may still be right.
    """
    for sentence in catalogue.sentences:
        rule = _without(sentence.display, "nl")
        if rule and "|" not in sentence.display:
            yield _of_sentence(sentence, rule, catalogue)
    for triple in right:
        rule = _without(triple.claim.text, triple.language)
        if rule:
            yield said(triple, rule, KIND)


def _without(text: str, language: str) -> str | None:
    """The rule of a sentence that begins or ends with its condition, as a sentence of its own."""
    first, last = _FIRST[language].match(text), _LAST[language].match(text)
    match = first or last
    if match is None or _KEEPS.search(match["rule"]) or len(match["rule"].split()) < 4:
        return None
    rule = match["rule"].rstrip(".;, ")
    if first and language == "nl":
        rule = f"In duaal leren {rule}"
    return f"{rule[0].upper()}{rule[1:]}."


def _of_sentence(sentence: Sentence, rule: str, catalogue: Catalogue) -> Triple:
    quote = Quote(sentence.source, sentence.section, sentence.key, sentence.start, sentence.end)
    sources, evidence = given([quote], catalogue)
    return Triple(
        f"{sentence.source}-{sentence.start}>{KIND}", KIND, False, "nl", Claim(rule, evidence),
        sources, f"{sentence.source} {sentence.key}",
    )  # fmt: skip
