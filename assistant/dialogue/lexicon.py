"""The word lists of lexicon/*.yaml as compiled patterns over plain text.

Plain text is lower case without accents, as long as the text itself, so that a match's offsets are
those of the user's own words. An entry is a regular expression with shorthands: a space is any
white space, `~` any ending of a word, ` .. ` a gap within a sentence, `<n>` a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import yaml

_FOLDER = Path(__file__).parent / "lexicon"
_PATTERN_FILES = ("polarity", "roles", "schooling", "agreement", "deadline", "topics", "talk")
_GAP = r"\b[^.;?!]{0,60}?\b"
_CAPITALS = re.compile(r"(?<!\w)DA(?!\w)")
_QUOTES = str.maketrans("’‘´`“”", "''''\"\"")


def plain(text: str) -> str:
    """The text in lower case without accents; every character keeps its place.

    "DA" stays as it is, since "da" is how people write "dat"; so it is not in a text in capitals.
    """
    lower = "".join(map(_plain_character, text.translate(_QUOTES)))
    if text.isupper():
        return lower
    for match in _CAPITALS.finditer(text):
        lower = lower[: match.start()] + match.group() + lower[match.end() :]
    return lower


@cache
def _plain_character(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


class _Words(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads every scalar as text: `no`, `yes` and `on` are words here."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


@cache
def data(name: str) -> dict[str, Any]:
    """The content of lexicon/<name>.yaml."""
    text = (_FOLDER / f"{name}.yaml").read_text("utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=_Words)  # noqa: S506 - a safe loader
    return content


@cache
def _entries() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in _PATTERN_FILES:
        for concept, languages in data(name).items():
            found.setdefault(concept, []).extend(str(e) for one in languages.values() for e in one)
    return found


@cache
def pattern(concept: str) -> re.Pattern[str]:
    """The pattern that finds the words of a concept in plain text, in the three languages."""
    return compiled(_entries()[concept])


def prepare() -> None:
    """Compile every word list, so that the first question is as fast as the next."""
    for concept in _entries():
        pattern(concept)


def compiled(entries: list[str]) -> re.Pattern[str]:
    """One pattern for entries in the notation of the word lists."""
    body = either(entries)
    return re.compile(rf"(?<!\w)(?:{body})(?!\w)" if body else r"(?!)")


@cache
def any_of(concept: str) -> str:
    """The words of a concept as a regular expression, to build patterns of."""
    return either(_entries()[concept])


def either(entries: Iterable[str]) -> str:
    """Entries in the notation of the word lists as a regular expression, the longest first."""
    return "|".join(expanded(entry) for entry in sorted(entries, key=len, reverse=True))


def expanded(entry: str) -> str:
    """An entry of a word list as a regular expression."""
    for word, short in data("abbreviations").items():
        either = f"(?:{'|'.join((word, *short))})"
        entry = re.sub(rf"(?<!\w){word}(?![\w~])", either, entry)
    body = (
        entry.replace(" .. ", _GAP).replace("~", r"\w*").replace(" ?", r"\s*").replace(" ", r"\s+")
    )
    return body.replace("<n>", f"(?:{number_body()})")


@cache
def words(concept: str) -> frozenset[str]:
    """The entries of a concept that is a list of single words."""
    return frozenset(_entries()[concept])


@cache
def number_words() -> dict[str, float]:
    """Number words and their values; the parts are joined by a hyphen."""
    lists = data("numbers")["words"].values()
    found = {word: float(value) for one in lists for value, word in enumerate(one)}
    return {**found, **{str(w): float(v) for w, v in data("numbers")["also"].items()}}


@cache
def number_body() -> str:
    """A number in figures or words, as a regular expression."""
    ordered = sorted(number_words(), key=len, reverse=True)
    guards = data("numbers")["guarded"]
    in_words = "|".join(word.replace("-", r"[-\s]") + guards.get(word, "") for word in ordered)
    return rf"\d{{1,4}}(?:[.,]\d{{1,3}})?|{in_words}"


def number(text: str) -> float | None:
    """The value of a number in figures or words at the start of `text`."""
    match = re.match(rf"(?:{number_body()})(?!\w)", text)
    if match is None:
        return number_words().get(text.strip())
    shown = re.sub(r"\s", "-", match.group())
    if shown in number_words():
        return number_words()[shown]
    return float(shown.replace(",", "."))


@cache
def _number_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w,.])(?:{number_body()})(?!\w)")


def find_numbers(text: str) -> list[re.Match[str]]:
    """Every number of plain text, articles among them."""
    return list(_number_pattern().finditer(text))


def numbers(text: str) -> list[re.Match[str]]:
    """The numbers of plain text; an article is one only where nothing else is."""
    found = find_numbers(text)
    articles = set(data("numbers")["articles"])
    return [match for match in found if match.group() not in articles] or found


def has(concept: str, text: str) -> bool:
    """Whether plain text holds a concept."""
    return pattern(concept).search(text) is not None


def find(concept: str, text: str) -> list[re.Match[str]]:
    """Every place of a concept in plain text."""
    return list(pattern(concept).finditer(text))
