"""Whether a turn leans on the ones before it, and what to search with when it does."""

from __future__ import annotations

import re

from assistant.dialogue import lexicon
from assistant.dialogue.reading import Reading

_WORD = re.compile(r"[\w'-]+")
_FEW, _ENOUGH, _SHORT = 1, 3, 3
_OPENING, _OPENS = 25, 8


def asks_where_or_why(reading: Reading) -> bool:
    """Whether a turn only asks why, or where it stands: a question about the answer before."""
    text = reading.text.strip(" .?!,")
    text = re.sub(r"^(?:en|et|and|maar|mais|but|ok|dus)\s+", "", text)
    return bool(lexicon.pattern("where_why").fullmatch(text)) or (
        reading.says("push_back") and not reading.text.rstrip().endswith("?")
    )


def changes_subject(reading: Reading) -> bool:
    """Whether a turn says that it goes over to something else: as it opens, or as it asks on.

    "Hij zit in het CDO, trouwens" only adds something.
    """
    match = lexicon.pattern("subject_change").search(reading.text)
    return match is not None and (match.start() < _OPENS or is_question(reading))


def leans(reading: Reading) -> bool:
    """Whether a turn cannot be read without the ones before.

    It refers back ("dat", "those"), goes on ("en in een CDO?") or says too little by itself; a
    turn with a subject of its own, or one that announces another subject, does not.
    """
    if changes_subject(reading):
        return False
    own = len(content_words(reading.text))
    if asks_where_or_why(reading):
        return True
    strong, weak = reading.says("strong_reference"), reading.says("weak_reference")
    if reading.says("starter"):
        return own < _ENOUGH or strong or weak or not _asks_in_full(reading)
    if strong or reading.says("supposing"):
        return own < _ENOUGH
    if own > _FEW:
        return False
    return weak or (_bare_question(reading) and not _defines(reading))


def _bare_question(reading: Reading) -> bool:
    """Whether a turn is a question of two or three words: "welke documenten?"."""
    return reading.says("question_word") and len(_WORD.findall(reading.text)) <= _SHORT


def goes_on(reading: Reading) -> bool:
    """Whether a turn opens as one that goes on: "en ...", "what about ..."."""
    return reading.says("starter") or reading.says("supposing")


def _asks_in_full(reading: Reading) -> bool:
    """Whether what follows "en", "et" or "and" is a question with its own verb."""
    rest = lexicon.pattern("starter").sub("", reading.text, count=1).strip()
    return lexicon.has("question_word", rest)


def _defines(reading: Reading) -> bool:
    return reading.says("definition") and bool(content_words(reading.text))


def content_words(text: str) -> list[str]:
    """The words of plain text that carry its subject."""
    fillers = lexicon.words("filler")
    words = [re.sub(r"^(?:[ldjsnmtc]|qu)'", "", word) for word in _WORD.findall(text)]
    return [w for w in words if len(w) > 1 and w not in fillers and w.strip("-'") not in fillers]


def is_question(reading: Reading) -> bool:
    """Whether a turn asks something, with or without a question mark."""
    text = reading.text.strip()
    if text.endswith("?") or reading.says("question_word") or reading.says("asks"):
        return True
    return lexicon.has("question_word", lexicon.pattern("starter").sub("", text, count=1).strip())


def is_small_talk(reading: Reading) -> bool:
    """Whether every word of a turn belongs to a greeting, a thank-you or the like."""
    rest = lexicon.pattern("small_talk").sub(" ", reading.text)
    return not re.search(r"\w", rest) and bool(re.search(r"\w", reading.text))


def asks_outright(reading: Reading) -> bool:
    """Whether a turn is itself a question, and does not only hold a question word."""
    text = re.sub(r"^(?:\w+[,:] )?(?:en|et|and|maar|mais|but|ok|dus) ", "", reading.text.strip())
    opening = " ".join(text.split()[:_SHORT])
    return "?" in text or reading.says("asks") or lexicon.has("question_word", opening)


def own_question(reading: Reading) -> str:
    """A turn without the words that only announce another subject ("laat maar.", "ok en")."""
    raw = reading.raw
    for concept in ("subject_change", "starter"):
        match = lexicon.pattern(concept).search(lexicon.plain(raw))
        rest = raw[match.end() :].lstrip(" .,:;!?-") if match and match.start() < _OPENING else ""
        if len(rest.split()) > _FEW:
            raw = rest
    return raw


def joined(before: str, reading: Reading) -> str:
    """What to search with for a turn that leans on `before`."""
    if not before or asks_where_or_why(reading):
        return before or reading.raw
    return f"{before} {reading.raw}"
