"""The first two years of secondary education, heard in a turn or in a reply."""

from __future__ import annotations

from itertools import pairwise

import pytest

from assistant.dialogue.first_years import first_two_years, levels
from assistant.dialogue.lexicon import plain
from tests.assistant.dialogue.routing import plan


@pytest.mark.parametrize(
    ("text", "attended"),
    [
        ("mijn zoon heeft 1A en 2A achter de rug", True),
        ("zit nu in het derde jaar", True),
        ("elle a raté sa deuxième mais elle y était toute l'année", True),
        ("she has sat through both first years", True),
        ("enkel het eerste middelbaar gedaan", False),
        ("nooit naar het secundair geweest, hij kreeg thuisonderwijs", False),
        ("il n'a fait que la première", False),
    ],
)
def test_attendance_is_heard_when_it_is_told_in_other_words(text: str, attended: bool) -> None:
    found = first_two_years(plain(text))
    assert found is not None
    assert found.value is attended


@pytest.mark.parametrize(
    "text", ["mag een leerling uit 2A duaal starten?", "vanaf wanneer kan hij starten?"]
)
def test_nothing_is_heard_when_nothing_is_told(text: str) -> None:
    assert first_two_years(plain(text)) is None


def test_years_do_not_overlap_when_they_are_named_together() -> None:
    named = levels("de eerste en de tweede graad, 1e en 2e jaar")
    assert all(a.end <= b.start for (_, a), (_, b) in pairwise(named))


def test_reply_is_taken_when_the_first_two_years_were_asked() -> None:
    turns = ("Mijn zoon is geboren op 20 februari 2011. Vanaf wanneer mag hij duaal starten?",)
    asked = plan(*turns).ask
    assert asked is not None
    assert asked.slot == "first_two_years_attended"
    told = plan(*turns, "het eerste en het tweede heeft hij gewoon gedaan, ja")
    assert told.arguments["first_two_years_attended"] is True
