"""Which of the three languages a turn is in: Dutch, French or English."""

from __future__ import annotations

from functools import cache
from typing import Any

LANGUAGES = ("nl", "fr", "en")
DEFAULT = "nl"
OTHER = "other"
# Languages that pupils' families write in: told apart so that they are not answered as Dutch.
_NEIGHBOURS = ("de", "es", "it", "pt", "pl", "ro", "tr", "ar", "ru", "uk", "bg", "sq", "fa", "so")
_CERTAIN = 0.9
_ENOUGH_WORDS = 4


def detect(text: str, *, previous: str | None = None) -> str:
    """The language of a turn: "nl", "fr", "en", or "other".

    A turn of few words that is not clearly in another of the three keeps the language of the
    conversation (`previous`), or Dutch where there is none.
    """
    held = previous or DEFAULT
    if not any(c.isalpha() for c in text):
        return held
    language, probability = _identify(text)
    long_enough = len(text.split()) >= _ENOUGH_WORDS
    if language in LANGUAGES:
        return language if long_enough or probability >= _CERTAIN else held
    return OTHER if long_enough and probability >= _CERTAIN else _among_ours(text, held)


def prepare() -> None:
    """Loads the models that the first call would otherwise load."""
    detect("Hoe lang mag een leerling zoeken?")


def _identify(text: str) -> tuple[str, float]:
    language, probability = _identifier(LANGUAGES + _NEIGHBOURS).classify(text)
    return str(language), float(probability)


def _among_ours(text: str, held: str) -> str:
    language, probability = _identifier(LANGUAGES).classify(text)
    return str(language) if float(probability) >= _CERTAIN else held


@cache
def _identifier(languages: tuple[str, ...]) -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(languages))
    return identifier
