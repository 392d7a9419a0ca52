"""The word lists: every entry is a sound pattern; plain text keeps its places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import assistant
from assistant.dialogue import lexicon
from assistant.dialogue.calendar_days import HOLIDAYS


def concepts() -> list[str]:
    files = ("polarity", "roles", "schooling", "agreement", "deadline", "topics", "talk")
    return [concept for name in files for concept in lexicon.data(name)]


@pytest.mark.parametrize("concept", sorted(set(concepts())))
def test_pattern_compiles_and_needs_words_when_a_concept_is_looked_for(concept: str) -> None:
    assert not lexicon.has(concept, "")


def test_no_word_list_is_idle() -> None:
    """All of `topics` are signals of the router; any other list is read by its name."""
    code = "".join(path.read_text("utf-8") for path in Path(assistant.__path__[0]).rglob("*.py"))
    named = {*re.findall(r"[\"'](\w+)[\"']", code), *(f"{name}_holiday" for name in HOLIDAYS)}
    assert set(concepts()) - set(lexicon.data("topics")) - named == set()


@pytest.mark.parametrize("text", ["Élève né à Ixelles", "İstanbul ß œuvre", "“DA” – 16 u"])
def test_places_stay_when_text_is_made_plain(text: str) -> None:
    assert len(lexicon.plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("16", 16), ("13,5", 13.5), ("zestien", 16), ("dix-huit", 18), ("vingt et un", 21),
     ("twenty one", 21), ("tweeëntwintig", 22)],
)  # fmt: skip
def test_number_has_its_value_when_written_in_words_or_figures(text: str, value: float) -> None:
    assert lexicon.number(lexicon.plain(text)) == value
