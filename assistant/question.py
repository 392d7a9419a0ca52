"""The question as it is taken in: cleaned of what can't be seen, checked for length."""

from __future__ import annotations

import unicodedata

from assistant.errors import QuestionError

LONGEST_QUESTION = 2000
_KEPT_CONTROLS = "\n\t"


def clean(text: str) -> str:
    """The text without control and invisible characters, white space folded, in NFC.

    Raises:
        QuestionError: nothing is left, or it is longer than LONGEST_QUESTION characters.
    """
    visible = "".join(
        c if _visible(c) else _stand_in(c) for c in unicodedata.normalize("NFC", text)
    )
    folded = " ".join(visible.split())
    if not folded:
        raise QuestionError("question_empty")
    if len(folded) > LONGEST_QUESTION:
        raise QuestionError("question_too_long", length=len(folded), limit=LONGEST_QUESTION)
    return folded


def _visible(character: str) -> bool:
    return character in _KEPT_CONTROLS or unicodedata.category(character) not in {
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
    }


def _stand_in(character: str) -> str:
    """A control character separates words; a format character (zero width) joins them."""
    return " " if unicodedata.category(character) == "Cc" else ""
