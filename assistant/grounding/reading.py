"""Text in one form for comparing, and the word lists of the *.yaml files as patterns.

A list's entry is a regular expression over flat text with two shorthands: a space is any white
space, `~` is any ending of a word. The lists are per language; quotes are Dutch.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent
_TYPOGRAPHIC = str.maketrans(
    {
        "’": "'", "‘": "'", "´": "'", "`": "'", "ʼ": "'",
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-",
    }
)  # fmt: skip
_LOOK_BEHIND = re.compile(r"(\(\?<[!=][^)]*\))")  # of one width: its spaces stay as they are
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


class _Words(yaml.SafeLoader):
    """Reads every scalar as text: `no`, `yes` and `on` are words here."""

    yaml_implicit_resolvers = {}  # noqa: RUF012 - as the base class has it


@cache
def table(name: str) -> Any:
    """The content of <name>.yaml, every scalar as text."""
    text = (_FOLDER / f"{name}.yaml").read_text("utf-8")
    return yaml.load(text, Loader=_Words)  # noqa: S506 - a safe loader


@cache
def flat(text: str) -> str:
    """Lower case without accents or typographic signs; every character keeps its place."""
    return "".join(map(_flat_character, text.translate(_TYPOGRAPHIC)))


@cache
def _flat_character(character: str) -> str:
    if character.isspace() or character in _INVISIBLE:
        return " "
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def tidied(character: str) -> str:
    """A character as quotes are compared: case and accents kept; "" where it is invisible."""
    if character in _INVISIBLE:
        return ""
    return " " if character.isspace() else character.translate(_TYPOGRAPHIC)


def compiled(entries: list[str]) -> re.Pattern[str]:
    """One pattern for the entries of a list; the longest is tried first."""
    if not entries:
        return re.compile(r"(?!)")
    body = "|".join(_expanded(e) for e in sorted(entries, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{body})(?:(?<!\w)|(?!\w))")


def _expanded(entry: str) -> str:
    pieces = _LOOK_BEHIND.split(entry.replace("~", r"\w*"))
    return "".join(p if _LOOK_BEHIND.match(p) else p.replace(" ", r"\s+") for p in pieces)


@cache
def pattern(name: str, group: str, language: str) -> re.Pattern[str]:
    """The pattern of a group of <name>.yaml in one language, with what holds in `all`."""
    lists = table(name)[group]
    return compiled([*lists.get(language, ()), *lists.get("all", ())])
