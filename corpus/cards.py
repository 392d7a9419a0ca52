"""Knowledge cards: how people ask for a fact, bound to the words of the text that answer it.

A card is written by a person (see CONTRIBUTING.md): the quotes that answer, questions in everyday
Dutch, French and English, and a plain answer in each. Its quotes must stand verbatim in its
provision, so a card cannot outlive a change of the text: it fails to load instead.
`uncovered.yaml` holds the opposite: what people ask that the texts do not answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import CardError
from corpus.provisions import ParsedText, Provision

CARDS = Path(__file__).parent / "cards"
_UNCOVERED = "uncovered.yaml"
# libyaml reads the cards twenty times as fast; not every build of PyYAML has it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Localised = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim span: `text[start:end]` of the source, within one provision."""

    source: str
    section: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Card:
    """One fact: its quotes (the first provision's first), the ways to ask, a plain answer.

    `questions`, `answer` and `differs` are per language (nl, fr, en); `differs` is empty unless
    the two texts differ on the point.
    """

    id: str
    quotes: tuple[Quote, ...]
    questions: Mapping[str, tuple[str, ...]]
    answer: Localised
    differs: Localised


@dataclass(frozen=True, slots=True)
class Topic:
    """Something people ask about that the texts do not answer, with whom the texts name for it."""

    id: str
    about: Localised
    questions: Mapping[str, tuple[str, ...]]
    contact: Quote | None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All cards, the uncovered topics, and questions that have nothing to do with the subject."""

    cards: tuple[Card, ...]
    topics: tuple[Topic, ...]
    off_subject: tuple[str, ...]


def load_cards(texts: Sequence[ParsedText], folder: Path = CARDS) -> Knowledge:
    """The cards of `folder`, their quotes resolved to offsets.

    Raises:
        CardError: a card is malformed, or a quote does not stand in its provision.
    """
    finder = QuoteFinder(texts)
    cards: list[Card] = []
    topics: list[Topic] = []
    off_subject: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        data = _read(path)
        try:
            if path.name == _UNCOVERED:
                topics = [_topic(entry, finder) for entry in data["topics"]]
                off_subject = [q for qs in data["out_of_scope"].values() for q in qs]
            else:
                cards += [_card(entry, data, finder) for entry in data["cards"]]
        except (KeyError, TypeError, AttributeError) as error:
            raise CardError(
                f"{path.name} has a malformed card ({error!r}); see CONTRIBUTING.md."
            ) from error
    _check_unique(cards)
    return Knowledge(tuple(cards), tuple(topics), tuple(off_subject))


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - a safe one
    except (OSError, yaml.YAMLError) as error:
        raise CardError(f"{path.name} can't be read ({error}); mend or restore it.") from error


def _check_unique(cards: Sequence[Card]) -> None:
    ids = [card.id for card in cards]
    for card_id in ids:
        if ids.count(card_id) > 1:
            raise CardError(f"Two cards are called {card_id!r}; give one another id.")


def _card(entry: dict[str, Any], data: dict[str, Any], finder: QuoteFinder) -> Card:
    own = [finder.find(data["source"], str(data["section"]), text) for text in entry["quotes"]]
    also = [
        finder.find(q["source"], str(q["section"]), q["quote"]) for q in entry.get("also") or ()
    ]
    return Card(
        id=f"{data['source']}-{data['section']}/{entry['id']}",
        quotes=(*own, *also),
        questions=_per_language(entry["questions"]),
        answer=dict(entry["answer"]),
        differs=dict(entry.get("differs") or {}),
    )


def _topic(entry: dict[str, Any], finder: QuoteFinder) -> Topic:
    contact = entry.get("contact")
    return Topic(
        id=entry["id"],
        about=dict(entry["about"]),
        questions=_per_language(entry["questions"]),
        contact=finder.find(contact["source"], str(contact["section"]), contact["quote"])
        if contact
        else None,
    )


def _per_language(questions: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {language: tuple(map(str, texts)) for language, texts in questions.items()}


class QuoteFinder:
    """Looks verbatim quotes up in the provisions of their section."""

    def __init__(self, texts: Sequence[ParsedText]) -> None:
        self._texts = {t.source.id: t.source.text for t in texts}
        self._provisions = [p for t in texts for p in t.provisions]

    def find(self, source: str, section: str, quote: str) -> Quote:
        """The quote with its offsets.

        Raises:
            CardError: no provision of the section says it.
        """
        quote = quote.strip()
        for provision in self._of(source, section):
            start = self._texts[source].find(quote, provision.start, provision.end)
            if start >= 0 and quote:
                return Quote(source, section, provision.key, start, start + len(quote))
        raise CardError(
            f"{source} {section} does not say {quote[:60]!r}; a card's quote must be verbatim."
        )

    def _of(self, source: str, section: str) -> Iterator[Provision]:
        return (p for p in self._provisions if p.source == source and p.section == section)
