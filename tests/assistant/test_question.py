from __future__ import annotations

import pytest

from assistant.errors import QuestionError
from assistant.question import LONGEST_QUESTION, clean


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\x00\x01", "\u200b\u200d\ufeff", "\u202e"])
def test_empty_is_said_when_nothing_can_be_read(text: str) -> None:
    with pytest.raises(QuestionError, match="question_empty"):
        clean(text)


def test_length_and_limit_are_said_when_the_question_is_too_long() -> None:
    with pytest.raises(QuestionError) as caught:
        clean("a" * 10_000)
    assert caught.value.values == {"length": 10_000, "limit": LONGEST_QUESTION}


def test_longest_question_is_taken_when_it_just_fits() -> None:
    assert len(clean("a" * LONGEST_QUESTION)) == LONGEST_QUESTION


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  wat \n is   OAO? ", "wat is OAO?"),
        ("wat\x00is OAO", "wat is OAO"),
        ("leer\u200bvergoeding", "leervergoeding"),
        ("e\u0301le\u0300ve", "élève"),
        ("<b>wat is OAO</b>", "<b>wat is OAO</b>"),
    ],
)
def test_what_cannot_be_seen_goes_when_cleaned(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned
