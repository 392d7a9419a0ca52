"""Personal data leaves nowhere: placeholders before a model, the real thing in the user's view.

Masked are rijksregisternummers and bis numbers, IBANs, e-mail addresses and telephone numbers of
what users type. Public contacts in the texts themselves stand in passages, which are not masked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.personal import finds

_PLACEHOLDER = re.compile(r"\[(?:EMAIL|PHONE|IBAN|NATIONAL_NUMBER)_\d+\]")


@dataclass(frozen=True)
class Masked:
    """Texts with placeholders, and what each placeholder stands for."""

    texts: tuple[str, ...]
    originals: dict[str, str] = field(repr=False)

    def restore(self, text: str) -> str:
        """Return a text with what its placeholders stand for; others stay as they are.

        For what the user reads, who typed it; never for what is sent, stored or logged.
        """
        return _PLACEHOLDER.sub(lambda found: self.originals.get(found[0], found[0]), text)


def mask(texts: Sequence[str]) -> Masked:
    """Return the texts of one conversation, oldest first, without personal data.

    The same value has the same placeholder in all of them, however it is spaced, and keeps it when
    turns are added. A placeholder that somebody typed is never given to a value.
    """
    names = _Names({found for text in texts for found in _PLACEHOLDER.findall(text)})
    return Masked(tuple(_masked(text, names) for text in texts), names.originals())


def _masked(text: str, names: _Names) -> str:
    done, parts = 0, []
    for found in finds(text):
        parts += [text[done : found.start], names.of(found.kind, found.value, found.text)]
        done = found.end
    return "".join([*parts, text[done:]])


class _Names:
    """Gives placeholders, the same for the same value."""

    def __init__(self, typed: set[str]) -> None:
        self._typed = typed
        self._given: dict[tuple[str, str], str] = {}
        self._originals: dict[str, str] = {}

    def of(self, kind: str, value: str, text: str) -> str:
        if (kind, value) not in self._given:
            self._given[kind, value] = name = self._next(kind)
            self._originals[name] = text
        return self._given[kind, value]

    def _next(self, kind: str) -> str:
        number = 1
        while (name := f"[{kind}_{number}]") in self._originals or name in self._typed:
            number += 1
        return name

    def originals(self) -> dict[str, str]:
        return dict(self._originals)
