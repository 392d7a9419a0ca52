"""E-mail and web addresses and telephone numbers: a quote must have them to the letter."""

from __future__ import annotations

import re

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>()]+"
    r"|(?<![\w@.])[\w-]+(?:\.[\w-]+)*\.(?:be|brussels|vlaanderen|com|org|eu|net|gov|info|io)"
    r"(?:/[^\s<>()]*)?(?!\w)"
)
_PHONE = re.compile(r"(?<![\w/.])(?=\+?(?:[ /.-]*\d){9})(?:\+32|00\d\d|0\d)[\d /.-]{6,}\d")


def addresses_in(text: str) -> list[str]:
    """The addresses and telephone numbers of the text, in one notation."""
    found = [m.group().lower().rstrip(".,;:") for m in _MAIL.finditer(text)]
    rest = _MAIL.sub(" ", text)
    found += [_bare(m.group()) for m in _WEB.finditer(rest)]
    found += [re.sub(r"\D", "", m.group()) for m in _PHONE.finditer(_WEB.sub(" ", rest))]
    return found


def addresses_masked(text: str) -> str:
    """The text, as long as before, with its addresses blotted out."""
    for pattern in (_MAIL, _WEB, _PHONE):
        text = pattern.sub(_blot, text)
    return text


def _blot(match: re.Match[str]) -> str:
    kept = len(match.group()) - len(match.group().rstrip(".,;:"))
    return "¦" * (len(match.group()) - kept) + match.group()[len(match.group()) - kept :]


def _bare(address: str) -> str:
    address = address.lower().rstrip(".,;:/'\"")
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address)
