"""Proper names and abbreviations: those of a statement stand in its quotes, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from functools import cache

from assistant.grounding.addresses import addresses_masked
from assistant.grounding.reading import compiled, flat, table

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*!?")
_INITIALS = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z0-9]+(?:-[A-Za-z]+)*!?")
_VERB = re.compile(r"(?:ez|ant|ing|ment|ly|ed|er|ons)$")
_OPENERS = '.:?!•\n"“«([-–'


@cache
def _entities() -> dict[str, re.Pattern[str]]:
    return {name: compiled(forms) for name, forms in table("names")["entities"].items()}


def entities_in(text: str) -> set[str]:
    """The known names in the text, whatever the language."""
    plain = flat(text)
    found = {name for name, pattern in _entities().items() if pattern.search(plain)}
    if re.search(r"(?<!\w)DA(?:'s)?(?![a-zà-ÿ])", text):
        found.add("da")
    return found


def sources_named(text: str) -> set[str]:
    """The source ids that a statement says it goes by."""
    plain = flat(text)
    listed = table("names")["attributions"]
    return {source for source, forms in listed.items() if compiled(forms).search(plain)}


def unknown_names(
    statement: str, grounds: Iterable[str], language: str, vocabulary: Set[str]
) -> list[str]:
    """Names of the statement that no ground has, neither as such nor under another known form.

    A word with a capital inside a sentence is a name. So is a word that opens a sentence and that
    `vocabulary` (flat words of everyday language) does not know, and a word with two capitals.
    """
    together = "\n".join(grounds)
    known = entities_in(together)
    missing = sorted(entities_in(statement) - known)
    plain_grounds = flat(together)
    covered = _covered(statement)
    for match in _names(addresses_masked(statement), language, vocabulary):
        word = match.group()
        if match.start() in covered or _stands(flat(word), plain_grounds):
            continue
        missing.append(word)
    return missing


def _covered(statement: str) -> set[int]:
    """The places of the statement that known names take."""
    plain = flat(statement)
    return {
        place
        for pattern in _entities().values()
        for match in pattern.finditer(plain)
        for place in range(*match.span())
    }


def _names(text: str, language: str, vocabulary: Set[str]) -> Iterable[re.Match[str]]:
    plain_words = {w for words in table("names")["no_names"].values() for w in words}
    months = {m for names in table("figures")["months"].values() for m in names}
    for match in _WORD.finditer(text):
        word = match.group()
        folded = flat(word).strip("!'")
        if len(word) == 1 or (word[0].islower() and not _INITIALS.fullmatch(word)):
            continue
        if folded in plain_words or folded in months or word in ("DA",):
            continue
        if (
            not _opens(text, match.start())
            or _INITIALS.fullmatch(word)
            or (
                not _VERB.search(folded)
                and folded not in vocabulary
                and folded.split("'")[0] not in vocabulary
            )
        ):
            yield match


def _opens(text: str, start: int) -> bool:
    before = text[:start].rstrip()
    return (
        not before or before[-1] in _OPENERS or bool(re.search(r"(?:^|\s)[-•*]\s*$", text[:start]))
    )


def _stands(word: str, grounds: str) -> bool:
    word = word.strip("!'")
    body = re.sub(r"^(?:l|d|s|qu|n)'", "", word)
    return bool(re.search(rf"(?<!\w){re.escape(body)}", grounds)) or (
        len(body) > 4 and bool(re.search(rf"(?<!\w){re.escape(body[:-1])}", grounds))
    )
