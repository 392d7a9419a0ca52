from __future__ import annotations

import pytest

from assistant.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hoe lang mag ik een werkplek zoeken", "nl"),
        ("leervergoeding", "nl"),
        ("oeveel geld krijgde per maand", "nl"),
        ("combien de jours pour trouver une entreprise ?", "fr"),
        ("Pourquoi dois-je signer un contrat ?", "fr"),
        ("how many hours at the workplace", "en"),
        ("Who decides about my certificate?", "en"),
        ("Wie lange darf ich einen Arbeitsplatz suchen?", "other"),
        ("¿Cuántos días tengo para encontrar una empresa?", "other"),
    ],
)
def test_language_is_found_when_a_turn_is_a_sentence(text: str, language: str) -> None:
    assert detect(text) == language


@pytest.mark.parametrize("text", ["16", "?", "OAO", "2026-09-01", "😀"])
def test_conversation_keeps_its_language_when_a_turn_says_little(text: str) -> None:
    assert detect(text, previous="fr") == "fr"
    assert detect(text) == "nl"
