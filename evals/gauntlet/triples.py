"""A triple: a statement, its evidence and the sources, with what is right or wrong about it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from assistant.grounding import Calculation, Claim, Evidence, Passage, Source
from corpus.cards import Card, Quote
from corpus.catalogue import Catalogue

HAND = Path(__file__).parent / "hand.jsonl"
Half = Literal["dev", "held_out"]


@dataclass(frozen=True, slots=True)
class Triple:
    """One case; `about` is the provision or card that decides its half.

    `card` is the card whose prepared answer the statement was made from, "" where there is none.
    """

    id: str
    kind: str
    good: bool
    language: str
    claim: Claim
    sources: dict[str, Source]
    about: str
    by_hand: bool = False
    card: str = ""

    @property
    def half(self) -> Half:
        """The half to develop on, or the one held out: all triples of a provision are in one."""
        return half_of(self.about)


@cache
def half_of(about: str) -> Half:
    """The half of a provision, by its digest."""
    return "held_out" if int(hashlib.sha256(about.encode()).hexdigest(), 16) % 2 else "dev"


def passage(token: str, quote: Quote, catalogue: Catalogue) -> Passage:
    """The whole provision of a quote, as the writer of a statement is given it."""
    provision = catalogue.provisions[f"{quote.source} {quote.key}"]
    start, end = provision.start, provision.end
    text = catalogue.sources[quote.source].text[start:end]
    return Passage(token, quote.source, quote.section, quote.key, start, end, text)


def of_card(
    card: Card, language: str, catalogue: Catalogue, *, kind: str, good: bool = True
) -> Triple:
    """A card's plain answer under its quotes."""
    sources, evidence = given(card.quotes, catalogue)
    claim = Claim(card.answer[language], evidence)
    about = f"{card.quotes[0].source} {card.quotes[0].key}"
    return Triple(
        f"{card.id}:{language}:{kind}", kind, good, language, claim, sources, about, card=card.id
    )


def given(
    quotes: Sequence[Quote], catalogue: Catalogue
) -> tuple[dict[str, Source], tuple[Evidence, ...]]:
    """The sources of the quotes by token, and the evidence that quotes them."""
    sources: dict[str, Source] = {}
    evidence = []
    for number, quote in enumerate(quotes, start=1):
        token = f"p{number}"
        sources[token] = passage(token, quote, catalogue)
        text = catalogue.sources[quote.source].text[quote.start : quote.end]
        evidence.append(Evidence(token, text))
    return sources, tuple(evidence)


def said(triple: Triple, text: str, kind: str, *, good: bool = False) -> Triple:
    """The triple with another statement."""
    claim = Claim(text, triple.claim.evidence)
    return replace(triple, id=f"{triple.id}>{kind}", kind=kind, good=good, claim=claim)


def by_hand(catalogue: Catalogue) -> list[Triple]:
    """The triples that people wrote, from hand.jsonl.

    A line names a card, whose quotes are the evidence unless `quotes` gives other words or
    `only` the places of some of them; or it gives `lines` of a calculation.
    """
    cards = {card.id: card for card in catalogue.cards}
    lines = HAND.read_text(encoding="utf-8").splitlines()
    return [_written(json.loads(line), cards, catalogue, n) for n, line in enumerate(lines, 1)]


def _written(
    entry: dict[str, Any], cards: dict[str, Card], catalogue: Catalogue, number: int
) -> Triple:
    sources: dict[str, Source] = {}
    evidence: tuple[Evidence, ...] = ()
    about = entry.get("card", f"calculation {number}")
    if "card" in entry:
        card = cards[entry["card"]]
        about = f"{card.quotes[0].source} {card.quotes[0].key}"
        sources, evidence = given(card.quotes, catalogue)
        if "only" in entry:
            evidence = tuple(evidence[i] for i in entry["only"])
    if "lines" in entry:
        sources["c1"] = Calculation("c1", tuple(entry["lines"]))
    if "quotes" in entry:
        evidence = tuple(Evidence(token, quote) for token, quote in entry["quotes"])
    claim = Claim(entry["statement"], evidence)
    good = entry["label"] == "good"
    return Triple(
        f"hand-{number}", entry["kind"], good, entry["language"], claim, sources, about, True
    )
