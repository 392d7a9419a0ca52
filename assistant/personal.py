"""Personal data in what people type: national numbers, IBANs, e-mail addresses, telephone numbers.

A number counts only if it is one: checksums are held, and dates, amounts, hours, school years and
section numbers are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_GAP = r"[ \u00a0\u202f./-]"
_IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}\d{2}(?:[ \u00a0\u202f.-]?[A-Za-z0-9]){11,30}(?!\w)")
_NATIONAL = re.compile(rf"(?<!\d)(?<!\d[.,/-])\d(?:{_GAP}{{0,3}}\d){{10}}(?![.,/-]?\d)")
# Abroad: + or 00, then the country; an optional (0). In Belgium: 0, then 8 or 9 digits.
_ABROAD = re.compile(rf"(?<![\w+])(?:\+|00)[1-9](?:(?:{_GAP}|\(0\)|[()]){{0,3}}\d){{7,14}}(?!\d)")
_BELGIAN = re.compile(rf"(?<![\w+])(?<!\d[.,/-])\(?0[1-9]\)?(?:{_GAP}{{0,3}}\(?\d\)?){{7,8}}(?!\d)")
_DATE_LIKE = re.compile(r"(?:0?[1-9]|[12]\d|3[01])([./-])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d(?!\d)")
_TIMES = re.compile(r"[0-2]?\d[.:][0-5]\d [0-2]?\d[.:][0-5]\d(?!\d)")
_YEARS = re.compile(r"(?:19|20)\d\d ?[-/] ?(?:19|20)?\d\d(?!\d)")


@dataclass(frozen=True, order=True)
class Found:
    """A stretch of personal data: `text` as typed, `value` the same however it is spaced."""

    start: int
    end: int
    kind: str
    value: str
    text: str


def finds(text: str) -> list[Found]:
    """Return the personal data of a text in order; nothing overlaps."""
    taken: list[Found] = []
    for pattern, kind, read in _KINDS:
        for found in _of_kind(text, pattern, kind, read):
            if all(found.end <= other.start or other.end <= found.start for other in taken):
                taken.append(found)
    return sorted(taken)


def _of_kind(
    text: str, pattern: re.Pattern[str], kind: str, read: Callable[[str], tuple[str, str] | None]
) -> Iterator[Found]:
    """Return each match that `read` takes: it gives the value, and the part that is meant."""
    at = 0
    while match := pattern.search(text, at):
        value = read(match[0])
        if value is None:
            at = match.start() + 1
            continue
        end = match.start() + len(value[1])
        yield Found(match.start(), end, kind, value[0], value[1])
        at = end


def national_number(text: str) -> tuple[str, str] | None:
    """Return the digits of a rijksregisternummer or bis number; none if it is no valid one.

    The last two digits are 97 minus the rest of the first nine by 97; for those born from 2000 on a
    2 goes before the nine. The month of a bis number is 20 or 40 higher.
    """
    digits = re.sub(r"\D", "", text)
    month, day, check = int(digits[2:4]), int(digits[4:6]), int(digits[9:])
    checks = {97 - int(century + digits[:9]) % 97 for century in ("", "2")}
    return (
        (digits, text)
        if month % 20 <= 12 and month < 60 and day <= 31 and check in checks
        else None
    )


def iban(text: str) -> tuple[str, str] | None:
    """Return the letters and digits of an IBAN, and how much of the text it is; none if invalid.

    Words that follow may look like a part of it: the longest beginning that the checksum takes.
    """
    for end in range(len(text), 14, -1):
        part = text[:end]
        value = re.sub(r"[^A-Za-z0-9]", "", part).upper()
        whole = part[-1].isalnum() and not text[end : end + 1].isalnum()
        if whole and 15 <= len(value) <= 34 and _mod_97(value) == 1:
            return value, part
    return None


def _mod_97(value: str) -> int:
    moved = value[4:] + value[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97


def telephone(text: str) -> tuple[str, str] | None:
    """Return the digits of a telephone number with its country; none for dates and times."""
    if any(other.search(text) for other in (_DATE_LIKE, _TIMES, _YEARS)):
        return None
    digits = re.sub(r"\D", "", text.replace("(0)", ""))
    if text.startswith("+") or digits.startswith("00"):
        return digits.removeprefix("00"), text
    return f"32{digits.removeprefix('0')}", text


def email(text: str) -> tuple[str, str] | None:
    """Return an e-mail address in lower case, without the full stop of its sentence."""
    part = text.rstrip(".-")
    return part.lower(), part


_KINDS: tuple[tuple[re.Pattern[str], str, Callable[[str], tuple[str, str] | None]], ...] = (
    (_EMAIL, "EMAIL", email),
    (_IBAN, "IBAN", iban),
    (_NATIONAL, "NATIONAL_NUMBER", national_number),
    (_ABROAD, "PHONE", telephone),
    (_BELGIAN, "PHONE", telephone),
)
