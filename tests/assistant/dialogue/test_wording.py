"""Every question, reason and option has its words in the three languages."""

from __future__ import annotations

import pytest

from assistant.dialogue.inputs import fields_of
from assistant.dialogue.questions import DAYS, FLAGS, KINDS, possible_values, question
from assistant.language import LANGUAGES
from assistant.messages import read


@pytest.mark.parametrize("language", LANGUAGES)
def test_wording_has_every_key_when_a_language_is_asked(language: str) -> None:
    assert read(f"dialogue_{language}").keys() == read("dialogue_nl").keys()
    assert not any("!" in text for text in read(f"dialogue_{language}").values())


def test_wording_exists_when_a_question_or_option_is_used() -> None:
    keys = set(read("dialogue_nl"))
    used = {*DAYS, *FLAGS, "hours_real", "alternating_years_completed", "days_used", "kind"}
    asked = [question(slot, why) for slot in used for why in ("", "vague", "invalid")]
    assert {one.key for one in asked} <= keys
    assert {label for one in asked for label, _ in one.options} <= keys
    assert all(fields_of(kind) for kind in KINDS)
    assert possible_values("second_degree_completed") == (False, True)
