from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from assistant.grounding import numbers_grounded
from corpus.cards import CARDS, load_cards
from corpus.catalogue import Catalogue, load_catalogue
from corpus.errors import CardError
from corpus.provisions import ParsedText

LANGUAGES = {"nl", "fr", "en"}


def card_file(folder: Path, **changes: object) -> Path:
    card = {
        "id": "test",
        "quotes": ["Hiervan kan men niet afwijken."],
        "questions": {"nl": ["mag men afwijken?"], "fr": ["peut-on déroger ?"], "en": ["may one?"]},
        "answer": {"nl": "Nee.", "fr": "Non.", "en": "No."},
        **changes,
    }
    data = {"source": "omzendbrief", "section": "7.3", "cards": [card]}
    (folder / "omzendbrief-7.3.yaml").write_text(yaml.safe_dump(data, allow_unicode=True))
    return folder


def test_every_section_with_text_has_a_card_when_bundled_ones_are_loaded(
    catalogue: Catalogue,
) -> None:
    carded = {f"{q.source} {q.key}" for card in catalogue.cards for q in card.quotes}
    with_text = {p.id for p in catalogue.provisions.values() if p.blocks}
    assert with_text <= carded


def test_each_card_speaks_three_languages_when_loaded(catalogue: Catalogue) -> None:
    for card in catalogue.cards:
        assert set(card.questions) == LANGUAGES, card.id
        assert set(card.answer) == LANGUAGES, card.id
        assert set(card.differs) in (set(), LANGUAGES), card.id
        assert all(card.questions.values()), card.id


def test_numbers_of_a_plain_answer_stand_in_its_quotes_when_loaded(catalogue: Catalogue) -> None:
    for card in catalogue.cards:
        quotes = [catalogue.sources[q.source].text[q.start : q.end] for q in card.quotes]
        for text in (*card.answer.values(), *card.differs.values()):
            assert numbers_grounded(text, quotes), (card.id, text)


def test_plain_answers_are_calm_and_short_when_loaded(catalogue: Catalogue) -> None:
    for card in catalogue.cards:
        for text in card.answer.values():
            assert len(text.split()) <= 45, (card.id, text)
            assert not re.search(r"!(?!\")", text.replace("DuLeGO!", "")), (card.id, text)


def test_no_question_stands_on_two_cards_of_a_section_when_loaded(catalogue: Catalogue) -> None:
    seen: dict[tuple[str, str], str] = {}
    for card in catalogue.cards:
        for questions in card.questions.values():
            for question in questions:
                folded = " ".join(question.casefold().split())
                key = card.id.split("/")[0], folded
                assert seen.setdefault(key, card.id) == card.id, question


def test_topics_say_what_they_are_about_when_loaded(catalogue: Catalogue) -> None:
    assert len(catalogue.topics) >= 40
    for topic in catalogue.topics:
        assert set(topic.about) == LANGUAGES
        assert all(topic.questions[language] for language in LANGUAGES)


def texts(catalogue: Catalogue) -> tuple[ParsedText, ...]:
    return catalogue.texts


@pytest.mark.parametrize(
    "quote",
    ["Hiervan kan men wel afwijken.", "", "Elke onderneming in duaal leren dient een erkenning"],
    ids=["altered", "empty", "from another section"],
)
def test_card_is_refused_when_its_quote_is_not_in_its_section(
    catalogue: Catalogue, tmp_path: Path, quote: str
) -> None:
    with pytest.raises(CardError, match="verbatim"):
        load_cards(texts(catalogue), card_file(tmp_path, quotes=[quote]))


def test_card_is_refused_when_it_is_malformed(catalogue: Catalogue, tmp_path: Path) -> None:
    with pytest.raises(CardError, match="malformed card"):
        load_cards(texts(catalogue), card_file(tmp_path, questions=None))


def test_card_is_refused_when_its_id_is_taken(catalogue: Catalogue, tmp_path: Path) -> None:
    path = card_file(tmp_path) / "omzendbrief-7.3.yaml"
    (tmp_path / "again.yaml").write_text(path.read_text())
    with pytest.raises(CardError, match="Two cards"):
        load_cards(texts(catalogue), tmp_path)


def test_card_file_is_named_when_it_is_not_yaml(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("cards: [")
    with pytest.raises(CardError, match=r"broken\.yaml can't be read"):
        load_cards(texts(catalogue), tmp_path)


def test_catalogue_works_when_there_are_no_cards(tmp_path: Path) -> None:
    bare = load_catalogue(cards=tmp_path)
    assert not bare.cards
    assert list(bare.entries("question")) == []
    assert len(list(bare.entries("chunk"))) == len(bare.chunks)


def test_bundled_cards_are_read_from_the_package_when_no_folder_is_given() -> None:
    assert (CARDS / "uncovered.yaml").is_file()
