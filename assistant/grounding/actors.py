"""Who has a duty or a right, and which of those named in a clause is the one who acts."""

from __future__ import annotations

import re
from functools import cache

from assistant.grounding.reading import compiled, flat, pattern, table

_WORDS_BEFORE = 4


def actors_in(text: str) -> frozenset[str]:
    """Everybody whom the text names, in whatever language."""
    return frozenset(name for name, _, _ in _mentions(_unattributed(flat(text))))


def acting_in(clause: str, language: str) -> frozenset[str]:
    """Who acts in the clause; nobody where that can't be seen.

    It is the one named after "door" or "by", else the first one that no preposition governs,
    with those joined to it.
    """
    plain = _unattributed(flat(clause))
    if pattern("markers", "pronouns", language).match(plain.lstrip(" -•(")):
        return frozenset()
    mentions = [m for m in _mentions(plain) if not plain[: m[1]].rstrip().endswith("(")]
    agents = [m for m in mentions if _is_agent(plain, m, language)]
    free = [m for m in mentions if not _is_object(plain, m[1], language)]
    first = (agents or free)[:1]
    if not first:
        return frozenset()
    group, (_, _, end) = {first[0][0]}, first[0]
    for name, start, stop in mentions:
        if start >= end and _joined(plain[end:start]):
            group.add(name)
            end = stop
    return frozenset(group)


def alluded_in(quote: str) -> frozenset[str]:
    """Everybody whom a quote names or speaks of in a compound: "bedrijfsbezoek"."""
    plain = flat(quote)
    spoken = {name for name, words in table("actors")["alludes"].items()
              if compiled(words).search(plain)}  # fmt: skip
    return actors_in(quote) | spoken


def names_agent(clause: str, language: str) -> bool:
    """Whether the clause says in so many words who acts: "door de school", "de taak van"."""
    plain = _unattributed(flat(clause))
    return any(_is_agent(plain, mention, language) for mention in _mentions(plain))


def hands_over(clause: str, language: str) -> bool:
    """Whether the clause's subject receives or undergoes what another does."""
    return bool(pattern("actors", "receiving", language).search(flat(clause)))


def _unattributed(plain: str) -> str:
    """The text without the words that say which text is spoken of."""
    for forms in table("names")["attributions"].values():
        plain = compiled(forms).sub(lambda m: "¦" * len(m.group()), plain)
    return plain


def opens_with_actor(plain: str) -> bool:
    """Whether the flat text begins with an actor that is not one of a list."""
    mention = next(iter(_mentions(plain)), None)
    if mention is None:
        return False
    small = set(table("actors")["determiners"])
    words = re.findall(r"\w+'?", plain[: mention[1]])
    after = plain[mention[2] :].lstrip()
    listed = after[:1] in (",", "") or re.match(r"(?:en|of|et|ou|and|or)\b", after)
    return len(words) <= 2 and set(words) <= small and not listed


def _joined(between: str) -> bool:
    small = set(table("actors")["determiners"])
    words = [w for w in re.findall(r"\w+", between) if w not in small]
    return bool(between.strip()) and len(words) <= 1 and set(words) <= _JOINS


_JOINS = {"en", "of", "et", "ou", "and", "or"}


def _is_agent(plain: str, mention: tuple[str, int, int], language: str) -> bool:
    """Whether "door" or "by" stands before the name, and no "te" behind it that says how."""
    how = re.match(r"(?:\W+\w+){0,4}?\W+te \w+en\b", plain[mention[2] :])
    small = "|".join(table("actors")["determiners"])
    tasked = re.search(rf"(?:{'|'.join(table('actors')['tasks'])})\s?(?:(?:{small})\s)*$",
                       plain[: mention[1]])  # fmt: skip
    return bool(tasked) or (_governed(plain, mention[1], "agent", language) and not how)


def _is_object(plain: str, start: int, language: str) -> bool:
    pairing = "|".join(table("actors")["pairing"])
    paired = re.search(rf"\b(?:{pairing})\b", plain[:start])
    governed = _governed(plain, start, "prepositions", language)
    return bool(paired) or governed or _governed(plain, start, "agent", language)


def _governed(plain: str, start: int, group: str, language: str) -> bool:
    """Whether one of the group's words stands before the name, with only small words between."""
    words = re.findall(r"\w+'?|[^\w\s]", plain[:start])[-_WORDS_BEFORE:]
    small = set(table("actors")["determiners"])
    wanted = set(table("actors")[group][language])
    for word in reversed(words):
        if word in wanted:
            return True
        if word not in small:
            return False
    return False


def _mentions(plain: str) -> list[tuple[str, int, int]]:
    """(actor, start, end) in order; the longest name at a place."""
    found = [
        (name, m.start(), m.end())
        for name, spotted in _patterns().items()
        for m in spotted.finditer(plain)
        if not plain[: m.start()].endswith("-")
    ]
    found.sort(key=lambda f: (f[1], f[1] - f[2]))
    out: list[tuple[str, int, int]] = []
    for one in found:
        if not out or one[1] >= out[-1][2]:
            out.append(one)
    return out


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {
        name: compiled([w for words in languages.values() for w in words])
        for name, languages in table("actors")["actors"].items()
    }
