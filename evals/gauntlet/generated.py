"""Triples made by code: right ones from the cards and the texts, wrong ones by mutating those."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.grounding import Claim, Evidence, Passage
from assistant.grounding.reading import pattern
from corpus.cards import Quote
from corpus.catalogue import Catalogue
from corpus.chunker import Sentence
from evals.gauntlet.conditions import unconditional
from evals.gauntlet.triples import Triple, given, of_card, passage, said

LANGUAGES = ("nl", "fr", "en")
_TABLE = Path(__file__).with_name("mutations.yaml")
_ANSWERED = re.compile(r"^(?:Ja|Nee|Neen|Oui|Non|Yes|No)\b[,. ]+", re.IGNORECASE)
_NEGATIVE = re.compile(
    r"\b(?:niet|geen|nooit|zonder|pas|ne|n['’]|aucun\w*|sans|not?|never|without)\b"
)
_SETTLED = re.compile(r"of niet|ou non|or not|niet alleen|not only|non seulement|zowel")
_BOUNDED = re.compile(r"behalve|tenzij|uitzondering|[Ee]chter|afwijk|enkel|[Ii]ndien|kan |kunnen ")
_EXCLUSIVE = re.compile(
    r"\b(?:enkel|alleen|slechts|uitsluitend|pas|seule?s?|uniquement|seulement|only|solely)\b"
    r"|\bn[e'’] ?\w+(?: \w+)* qu[e'’]",
    re.IGNORECASE,
)
_SILENT = re.compile(
    r"zegt (?:\w+ )*(?:niets|niet)|staat (?:\w+ )*niet in|ne (?:dit|donne|precise) (?:rien|pas)"
    r"|n'en dit rien|says? (?:nothing|not)|does not (?:say|state|mention)"
)
_SPELT = {
    "nl": "twee drie vier tien veertien twintig achtentwintig tweeëndertig veertig",
    "fr": "deux trois quatre dix quatorze vingt vingt-huit trente-deux quarante",
    "en": "two three four ten fourteen twenty twenty-eight thirty-two forty",
}
_WORDS = {
    language: dict(
        zip(("2", "3", "4", "10", "14", "20", "28", "32", "40"), words.split(), strict=True)
    )
    for language, words in _SPELT.items()
}
_MONTHS = {
    m: n
    for n, names in enumerate(
        [("januari", "janvier", "January"), ("februari", "février", "February"),
         ("maart", "mars", "March"), ("september", "septembre", "September"),
         ("oktober", "octobre", "October"), ("november", "novembre", "November")]
    )
    for m in names
}  # fmt: skip
_MONTH_NUMBERS = (1, 2, 3, 9, 10, 11)


def generated(catalogue: Catalogue) -> Iterator[Triple]:
    """All generated triples, in a fixed order."""
    right = [
        of_card(card, language, catalogue, kind="paraphrase" if language == "nl" else "translation")
        for card in catalogue.cards
        for language in LANGUAGES
        if not _SILENT.search(card.answer[language])
    ]
    yield from right
    yield from _other_notations(right)
    for triple in right:
        yield from _mutated(triple)
    yield from _borrowed(right)
    yield from _of_sentences(catalogue)
    yield from _of_sources(right)
    yield from unconditional(right, catalogue)


@cache
def _mutations() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return found


def _mutated(triple: Triple) -> Iterator[Triple]:
    """The statement with one thing changed, once for each kind that fits it."""
    text = _ANSWERED.sub("", triple.claim.text)
    for kind, languages in _mutations().items():
        entries = languages[triple.language]
        if isinstance(entries[0], str):
            yield said(triple, entries[_digest(triple.id + kind) % len(entries)], kind)
            continue
        if not _suits(kind, text, triple):
            continue
        if kind == "invented name":
            entries = [entries[_digest(triple.id) % len(entries)]]
        for old, new in entries:
            changed = re.sub(old, new, text, count=1)
            if changed != text:
                yield said(triple, changed, kind)
                break
    if raised := _other_number(text, triple):
        yield said(triple, raised, "altered number")


def _suits(kind: str, text: str, triple: Triple) -> bool:
    if kind.startswith("negation"):
        if _SETTLED.search(text):
            return False
        # "niet …, noch …" without its "niet" still denies, and is no sentence
        dropped = not re.search(r"\b(?:noch|ni|nor|neither)\b", text)
        return dropped if kind == "negation dropped" else not _NEGATIVE.search(text)
    if kind == "exclusivity dropped":
        return _exclusive(text, triple)
    if kind == "modality changed":
        return not _NEGATIVE.search(text)
    if kind == "claims always" and _NEGATIVE.search(text):
        return False
    if kind == "claims always":
        quoted = " ".join(e.quote for e in triple.claim.evidence)
        universal = pattern("markers", "universal", "nl").search(quoted)
        return bool(_BOUNDED.search(quoted)) and not universal
    return True


def _exclusive(text: str, triple: Triple) -> bool:
    """Whether the quote restricts too, and the statement does so once: else dropping it is right.

    A statement that still restricts, or whose quote has the restriction only as an exception to
    something else, says nothing wrong without its "only".
    """
    if re.search(r"de enige|het enige|[Tt]he only|[Ll]a seule|pas enkel|niet enkel|not only", text):
        return False
    quoted = " ".join(e.quote for e in triple.claim.evidence).lower()
    restricts = pattern("markers", "only", "nl").search(quoted)
    return bool(restricts) and len(list(_EXCLUSIVE.finditer(text))) == 1


def _other_number(text: str, triple: Triple) -> str | None:
    """The first number that is no reference, raised to one that its quotes do not have."""
    quoted = " ".join(e.quote for e in triple.claim.evidence)
    for match in re.finditer(r"(?<![\w.,/-])\d{1,3}(?![\w./-]|,\d|(?:st|nd|rd|th|e|er)\b)", text):
        if re.search(r"(?:bijlage|annexe?|SO|OV|deel|part(?:ie)?)s? ?$", text[: match.start()]):
            continue
        other = int(match.group()) + 3
        while re.search(rf"\b{other}\b", quoted):
            other += 1
        return text[: match.start()] + str(other) + text[match.end() :]
    return None


def _other_notations(right: Sequence[Triple]) -> Iterator[Triple]:
    for triple in right:
        words = _WORDS[triple.language]
        text = triple.claim.text
        spelt = re.sub(
            r"(?<![\w.,/-])(\d{1,2})(?= [a-zé])",
            lambda m, words=words: words.get(m.group(1), m.group(1)),  # type: ignore[misc]
            text,
        )
        if spelt != text and not re.search(r"bijlage|annex|\b1 |artik|SO ", text):
            yield said(triple, spelt, "number in words", good=True)
        months = "|".join(_MONTHS)
        dated = re.sub(
            rf"\b(\d{{1,2}})(?:er)? ({months})\b(?: (\d{{4}}))?",
            lambda m: "/".join(filter(None, (m[1], str(_MONTH_NUMBERS[_MONTHS[m[2]]]), m[3]))),
            text,
        )
        if dated != text:
            yield said(triple, dated, "date in figures", good=True)


def _borrowed(right: Sequence[Triple]) -> Iterator[Triple]:
    """A statement under the quotes of another provision, in the same half."""
    for triple in right:
        others = [
            o
            for o in right
            if o.half == triple.half and o.language == triple.language and _apart(o, triple)
        ]
        other = others[_digest(triple.id) % len(others)]
        claim = Claim(_ANSWERED.sub("", triple.claim.text), other.claim.evidence)
        yield replace(
            triple, id=f"{triple.id}>borrowed", kind="quote from the wrong section", good=False,
            claim=claim, sources=other.sources,
        )  # fmt: skip


def _apart(one: Triple, other: Triple) -> bool:
    """Whether the two quote no provision in common, which might bear out both."""
    keys = [{(p.source, p.key) for p in t.sources.values() if isinstance(p, Passage)}
            for t in (one, other)]  # fmt: skip
    return one.about != other.about and not keys[0] & keys[1]


def _of_sentences(catalogue: Catalogue) -> Iterator[Triple]:
    """Dutch statements in the words of the text, with quotes that are right or tampered with."""
    sentences = [s for s in catalogue.sentences if 9 <= len(s.display.split()) <= 40]
    for number, sentence in enumerate(sentences):
        if _digest(sentence.display) % 3 or "•" in sentence.display or "|" in sentence.display:
            continue
        quote = Quote(sentence.source, sentence.section, sentence.key, sentence.start, sentence.end)
        sources, evidence = given([quote], catalogue)
        base = Triple(
            f"{sentence.source}-{sentence.start}", "verbatim", True, "nl",
            Claim(sentence.display, evidence), sources, f"{sentence.source} {sentence.key}",
        )  # fmt: skip
        if re.search(r"[<>*_\[\]]", sentence.display):
            continue
        yield base
        yield from _tampered(base, sentence, sentences[number + 1 :])


def _tampered(base: Triple, sentence: Sentence, rest: Sequence[Sentence]) -> Iterator[Triple]:
    words = sentence.display.split()
    quoted = [
        ("ellipsis", f"{' '.join(words[:4])} […] {' '.join(words[-4:])}", base.claim.text, True)
    ]
    reworded = [w for w in words if len(w) > 4]
    swapped = sentence.display.replace(reworded[len(reworded) // 2], "bijkomende", 1)
    quoted.append(("one word of the quote altered", swapped, swapped, False))
    invented = f"{' '.join(words[:5])} krijgt daarvoor een bijkomende vergoeding per dag."
    quoted.append(("fabricated quote", invented, invented, False))
    later = next((s for s in rest[3:] if s.key == sentence.key), None)
    if later is not None:
        both = f"{' '.join(words[:8])} {' '.join(later.display.split()[3:])}"
        quoted.append(("stitched quote", both, both, False))
    for kind, quote, text, good in quoted:
        claim = Claim(text, (Evidence("p1", quote),))
        yield replace(base, id=f"{base.id}>{kind}", kind=kind, good=good, claim=claim)


def _of_sources(right: Sequence[Triple]) -> Iterator[Triple]:
    for triple in right[::7]:
        text = triple.claim.text
        unknown = tuple(Evidence("p99", e.quote) for e in triple.claim.evidence)
        for kind, evidence in (("unknown token", unknown), ("no evidence", ())):
            claim = Claim(text, evidence)
            yield replace(triple, id=f"{triple.id}>{kind}", kind=kind, good=False, claim=claim)


def _digest(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)


__all__ = ["generated", "passage"]
