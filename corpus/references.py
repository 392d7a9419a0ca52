"""Cross-references in a text, and where they lead.

"zie 7.3", "deel 8. Aanloopfase" and "bijlage 9" lead to provisions of the same source;
"SO 64", "SO/2005/04" and laws lead outside: their `targets` are empty, "not in this corpus".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from corpus.provisions import Reference
from corpus.sources import Erratum

_SECTION = re.compile(r"\b(?:zie(?: deel)?|deel) (\d+(?:\.\d+)*)\b(?!\w)")
_ANNEX = re.compile(r"\b[Bb]ijlage (\d+)(?: tot en met (\d+))?(?! -)\b")
_CIRCULAR = re.compile(
    r"\b(?:SO/\d{4}/\d{2}(?:/?\(?[Bb]u[Ss][Oo]\)?|/buso)?|SO ?\d{2,3}|PERS/\d{4}/\d{2}|BUSO \d{2})"
)
_LAW = re.compile(
    r"artikel \d+(?:/\d+)?(?: tot \d+(?:/\d+)?)? van de codex secundair onderwijs"
    r"|\bwet van \d{1,2} \w+ \d{4}"
)


def find_references(
    text: str, start: int, end: int, *, keys: Collection[str], errata: Sequence[Erratum] = ()
) -> Iterator[Reference]:
    """The references in `text[start:end]`, in text order, resolved against provision keys.

    Args:
        text: the whole source text.
        start: first offset looked at.
        end: offset after the last character looked at.
        keys: keys of the source's provisions ("7.1", "16/bijlage-3").
        errata: known wrong references of the provision that the span belongs to.
    """
    found = [*_inside(text, start, end, keys), *_outside(text, start, end)]
    for reference in sorted(found, key=lambda r: r.start):
        yield _mended(reference, errata)


def _inside(text: str, start: int, end: int, keys: Collection[str]) -> Iterator[Reference]:
    for match in _SECTION.finditer(text, start, end):
        target = (match[1],) if match[1] in keys else ()
        yield Reference("section", match[0], match.start(), match.end(), target)
    for match in _ANNEX.finditer(text, start, end):
        numbers = range(int(match[1]), int(match[2] or match[1]) + 1)
        targets = tuple(f"16/bijlage-{n}" for n in numbers if f"16/bijlage-{n}" in keys)
        yield Reference("annex", match[0], match.start(), match.end(), targets)


def _outside(text: str, start: int, end: int) -> Iterator[Reference]:
    for match in _CIRCULAR.finditer(text, start, end):
        yield Reference("circular", match[0], match.start(), match.end(), ())
    for match in _LAW.finditer(text, start, end):
        yield Reference("law", match[0], match.start(), match.end(), ())


def _mended(reference: Reference, errata: Sequence[Erratum]) -> Reference:
    for erratum in errata:
        if reference.text == erratum.says:
            return Reference(
                reference.kind, reference.text, reference.start, reference.end, erratum.means, True
            )
    return reference
