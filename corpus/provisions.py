"""The types of a parsed text: source, provision, block, reference.

All offsets are character offsets in the UTF-8 text of the source file, end exclusive, so that
`source.text[start:end]` is the verbatim text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "item", "row"]
ReferenceKind = Literal["section", "annex", "circular", "law"]


@dataclass(frozen=True, slots=True)
class Source:
    """One of the texts: what it is, who published it, which version, and the text itself."""

    id: str
    title: str
    short_title: str
    publisher: str
    address: str
    version: str
    version_until: str
    territory: str
    rank: int
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading or title: citable provisions hang under it, it is not cited itself."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item or table row within a provision.

    `display` is the text made readable (glued table cells apart, white space folded);
    `depth` is 0 for running text, 1 for a list item, 2 for an item within an item.
    """

    start: int
    end: int
    kind: BlockKind
    depth: int
    display: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference such as "zie 7.3", "bijlage 9" or "SO 64".

    `targets` are keys of provisions of the same source; empty means "not in this corpus".
    `erratum` is true where the text names the wrong place and `targets` hold the right one.
    """

    kind: ReferenceKind
    text: str
    start: int
    end: int
    targets: tuple[str, ...]
    erratum: bool = False


@dataclass(frozen=True, slots=True)
class Provision:
    """A citable numbered part of a source.

    `section` is what a citation prints ("7.1", "A1"); `key` is unique within the source and
    differs from it for an annex only ("16/bijlage-3" within section 16). `path` holds the
    headings from the top down to this one.
    """

    source: str
    section: str
    key: str
    heading: Heading
    path: tuple[str, ...]
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...] = ()

    @property
    def start(self) -> int:
        """Offset of the first character: of the heading, or of the text where there is none."""
        return self.heading.start

    @property
    def end(self) -> int:
        """Offset after the last character that is not white space."""
        return self.blocks[-1].end if self.blocks else self.heading.end

    @property
    def id(self) -> str:
        """Source and key: unique in the corpus."""
        return f"{self.source} {self.key}"


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A source cut into provisions, plus the titles that belong to none of them."""

    source: Source
    titles: tuple[Heading, ...]
    provisions: tuple[Provision, ...]
