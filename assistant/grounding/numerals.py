"""Whole numbers in words, Dutch, French and English: "tweeëndertig", "vingt-et-un", "a hundred".

The words come from figures.yaml; how they are put together is said here, one speller a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product

from assistant.grounding.reading import flat, table

MOST = 999
_DAYS = 31
_WORD = re.compile(r"[a-z]+")
_LONGEST = 7
Spelt = tuple[str, int, int, int]


def spelt_in(plain: str, language: str) -> Iterator[Spelt]:
    """(kind, value, start, end) of each number in words of flat text, the longest at a place.

    `kind` is "number" or "ordinal". A lone "een", "un" or "a" is none: it may be an article.
    """
    words = [m for m in _WORD.finditer(plain) if _whole(plain, m)]
    known, at = _forms(language), 0
    while at < len(words):
        for last in range(min(at + _LONGEST, len(words)) - 1, at - 1, -1):
            run = words[at : last + 1]
            found = known.get(" ".join(w.group() for w in run))
            if found and _together(plain, run):
                yield *found, run[0].start(), run[-1].end()
                at = last
                break
        at += 1


def in_digits(text: str, language: str) -> str:
    """The text with its cardinal numbers from two up in digits."""
    for kind, value, start, end in reversed(list(spelt_in(flat(text), language))):
        if kind == "number" and value > 1:
            text = f"{text[:start]}{value}{text[end:]}"
    return text


def days_of(language: str) -> dict[str, int]:
    """The spellings of 1 to 31, ordinals too, each with its value."""
    return {form: value for form, (_, value) in _forms(language).items() if 1 <= value <= _DAYS}


def _whole(plain: str, word: re.Match[str]) -> bool:
    """Whether nothing but a hyphen or an apostrophe ties the letters to others."""
    around = plain[max(word.start() - 1, 0) : word.start()] + plain[word.end() : word.end() + 1]
    return not re.search(r"[\w¦]", around)


def _together(plain: str, run: list[re.Match[str]]) -> bool:
    gaps = (plain[a.end() : b.start()] for a, b in pairwise(run))
    return all(gap in (" ", "-") for gap in gaps)


@cache
def _forms(language: str) -> dict[str, tuple[str, int]]:
    """What each spelling stands for, its words joined by spaces."""
    speller = {"nl": _dutch, "fr": _french, "en": _english}[language]
    found: dict[str, tuple[str, int]] = {}
    for number in range(MOST + 1):
        for form in speller(number):
            found[form] = ("number", number)
            for ordinal in _ordinals(form, language):
                found.setdefault(ordinal, ("ordinal", number))
    for word, value in table("figures")["ordinals"][language].items():
        found[word] = ("ordinal", int(value))
    for lone in ("een", "un", "une", "one", "a"):
        found.pop(lone, None)
    return found


def _atoms(language: str) -> dict[int, list[str]]:
    """The words of figures.yaml by what they stand for; `-` in one counts as a space."""
    found: dict[int, list[str]] = {}
    for word, value in table("figures")["numbers"][language].items():
        found.setdefault(int(value), []).append(word.replace("-", " "))
    return found


def _dutch(number: int) -> list[str]:
    atoms = _atoms("nl")
    if number in atoms and number != 100:
        return atoms[number]
    if number < 100:
        ones, tens = number % 10, number - number % 10
        return [f"{a}en{b}" for a, b in product(_dutch(ones), atoms[tens])]
    head = [""] if number < 200 else _dutch(number // 100)
    hundreds = [f"{h}{word}" for h, word in product(head, atoms[100])]
    rest = _dutch(number % 100) if number % 100 else [""]
    joints = ("", "en", " ", " en ") if number % 100 else ("",)
    return [f"{h}{joint}{r}" for h, joint, r in product(hundreds, joints, rest)]


def _french(number: int) -> list[str]:
    atoms = _atoms("fr")
    if number in atoms and number != 100:
        return atoms[number]
    if number < 100:
        found = []
        for tens in (t for t in atoms if 20 <= t <= number - 1 and number - t < 20):
            if number - tens >= 10 and tens not in (60, 80):
                continue
            joints = (" ", " et ") if number % 10 == 1 else (" ",)
            rests = _french(number - tens)
            found += [f"{t}{j}{r}" for t, j, r in product(atoms[tens], joints, rests)]
        return found
    head = [""] if number < 200 else [f"{h} " for h in _french(number // 100)]
    rest = [f" {r}" for r in _french(number % 100)] if number % 100 else [""]
    return [f"{h}{word}{r}" for h, word, r in product(head, atoms[100], rest)]


def _english(number: int) -> list[str]:
    atoms = _atoms("en")
    if number in atoms and number != 100:
        return atoms[number]
    if number < 100:
        tens = atoms[number - number % 10]
        return [f"{a} {b}" for a, b in product(tens, atoms[number % 10])]
    head = _english(number // 100) + (["a", ""] if number < 200 else [])
    below = _english(number % 100) if number % 100 else []
    rest = [f"{j}{r}" for j, r in product((" ", " and "), below)] or [""]
    return [f"{h} {w}{r}".strip() for h, w, r in product(head, atoms[100], rest)]


def _ordinals(form: str, language: str) -> Iterator[str]:
    """The ordinals of a cardinal: its last word with its ending, per language."""
    for ending, ordinal in table("figures")["ordinal_endings"][language]:
        if re.search(ending, form):
            yield re.sub(ending, ordinal, form)
            return
