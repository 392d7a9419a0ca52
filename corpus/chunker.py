"""From provisions to chunks (what is retrieved) and sentences (what is picked within them).

A chunk never crosses a provision. A list keeps its lead-in: "Er zijn 3 situaties waarin …:" is
embedded with each chunk of its items, though only the first chunk's span holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.provisions import Block, ParsedText, Provision

_TARGET = 700
_NO_BREAK_AFTER = re.compile(
    r"(?:\b(?:nl|o\.m|o\.a|etc|m\.b\.t|nr|d\.w\.z|max|min|bv|bijv|resp|ca|p|art|ivm|enz)"
    r"|(?:zie|deel|punt) \d+(?:\.\d+)*|\(zie \d+(?:\.\d+)*|^\d+)\.$"
)
_BREAK = re.compile(r"(?<=[.!?])[ \u00a0]+(?=[A-ZÀ-Ý“\"(])|(?<=[a-zë]{3}\.)(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list item, `text[start:end]` of the source; `block` counts in its provision."""

    source: str
    section: str
    key: str
    block: int
    start: int
    end: int
    display: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is indexed: one or more neighbouring blocks of one provision.

    `embedded` is heading path, lead-in and readable text: what the models see.
    """

    id: str
    source: str
    section: str
    key: str
    path: tuple[str, ...]
    start: int
    end: int
    embedded: str


def chunks_of(text: ParsedText) -> Iterator[Chunk]:
    """The chunks of a source in text order; together they cover every block."""
    for provision in text.provisions:
        for number, (blocks, lead) in enumerate(_packed(provision.blocks)):
            body = "\n".join(b.display for b in (*lead, *blocks))
            path = " > ".join(provision.path)
            yield Chunk(
                id=f"{provision.id}#{number}",
                source=provision.source,
                section=provision.section,
                key=provision.key,
                path=provision.path,
                start=blocks[0].start,
                end=blocks[-1].end,
                embedded=f"{path}\n{body}" if path else body,
            )


def _packed(blocks: Sequence[Block]) -> Iterator[tuple[list[Block], list[Block]]]:
    """Groups of blocks of about `_TARGET` characters, each with the lead-in of its list."""
    leads = lead_ins(blocks)
    group: list[Block] = []
    first_lead: Block | None = None
    for block, lead in zip(blocks, leads, strict=True):
        size = sum(len(b.display) for b in group)
        if group and size + len(block.display) > _TARGET and not _opens_list(group[-1]):
            yield group, _outside(group, first_lead)
            group = []
        if not group:
            first_lead = lead
        group.append(block)
    if group:
        yield group, _outside(group, first_lead)


def _outside(group: Sequence[Block], lead: Block | None) -> list[Block]:
    return [lead] if lead is not None and lead not in group else []


def _opens_list(block: Block) -> bool:
    return block.display.endswith(":")


def lead_ins(blocks: Sequence[Block]) -> list[Block | None]:
    """For each block the paragraph, ending in a colon, that opens its list; else None."""
    leads: list[Block | None] = []
    current: Block | None = None
    for block in blocks:
        if block.kind == "paragraph":
            current = block if _opens_list(block) else None
            leads.append(None)
        else:
            leads.append(current)
    return leads


def sentences_of(text: ParsedText) -> Iterator[Sentence]:
    """The sentences of a source in text order; table rows stay whole."""
    for provision in text.provisions:
        for number, block in enumerate(provision.blocks):
            yield from _block_sentences(text.source.text, provision, number, block)


def _block_sentences(
    text: str, provision: Provision, number: int, block: Block
) -> Iterator[Sentence]:
    spans = [(block.start, block.end)] if block.kind == "row" else split(text, block)
    for start, end in spans:
        display = block.display if block.kind == "row" else " ".join(text[start:end].split())
        yield Sentence(
            provision.source, provision.section, provision.key, number, start, end, display
        )


def split(text: str, block: Block) -> list[tuple[int, int]]:
    """Spans of the sentences in a block; abbreviations and "zie 6.1. …" do not end one."""
    raw = text[block.start : block.end]
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(raw):
        before = raw[start : match.start()]
        if _NO_BREAK_AFTER.search(before) or before.count("(") > before.count(")"):
            continue
        spans.append((block.start + start, block.start + match.start()))
        start = match.end()
    spans.append((block.start + start, block.end))
    return spans
