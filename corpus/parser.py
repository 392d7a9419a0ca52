"""From a source text to its provisions.

Two layouts exist. `numbered` is the circular's: "7.1. Kiezen van een onderneming." opens a section,
"Bijlage 3 - …" an annex. `parts` is the ROF page's: a part title, then "1) Wat is …?" items.
Numbered lists within a section ("1. In samenspraak …") look like headings; they are told apart by
their length and by the order in which section numbers can follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import SourceParseError
from corpus.provisions import Block, BlockKind, Heading, ParsedText, Provision
from corpus.references import find_references
from corpus.sources import TEXTS, SourceFile, load_sources

_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)\.\s+(\S.*)\.")
_ANNEX = re.compile(r"Bijlage (\d+) - (\S.*)")
_PART_ITEM = re.compile(r"(\d+)\)\s+(\S.*)")
_ITEM = re.compile(r"(?P<indent>\s*)(?P<mark>[-•]|\d+\.)\s+\S")
_GLUED_CELL = re.compile(
    r"(?<=[a-zë])(?=[A-Z][a-z])|(?<=\b[A-Z]{2})(?=[A-Z][a-z])|(?<=\b[A-Z]{3})(?=[A-Z][a-z])"
)
_AMOUNT_ROW = re.compile(r"€ \d")
_LONGEST_HEADING = 120
NOTICE = "0"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without its surrounding white space, with its offsets and its indent."""

    start: int
    end: int
    text: str
    indent: int


@dataclass(slots=True)
class _Draft:
    """A provision while its lines are being gathered."""

    section: str
    key: str
    heading: Heading
    path: tuple[str, ...]
    lines: list[_Line]


def parse_corpus(folder: Path = TEXTS) -> tuple[ParsedText, ...]:
    """All source texts cut into provisions, highest rank first.

    Raises:
        CorpusError: see `load_sources` and `parse`.
    """
    return tuple(parse(file) for file in load_sources(folder))


def parse(file: SourceFile) -> ParsedText:
    """One source text cut into titles and provisions, with its references resolved.

    Raises:
        SourceParseError: the layout is unknown, or the number of provisions or annexes is not
            the one that sources.yaml expects.
    """
    cut = {"numbered": _cut_numbered, "parts": _cut_parts}.get(file.layout)
    if cut is None:
        raise SourceParseError(
            f"sources.yaml: {file.source.id} has layout {file.layout!r}; use numbered or parts."
        )
    titles, drafts = cut(file)
    provisions = [_provision(file, draft) for draft in drafts]
    _check_counts(file, provisions)
    return ParsedText(file.source, tuple(titles), tuple(_with_references(file, provisions)))


def _check_counts(file: SourceFile, provisions: Sequence[Provision]) -> None:
    annexes = sum(p.key != p.section for p in provisions)
    found = {"provisions": len(provisions) - annexes, "annexes": annexes}
    if found != file.expect:
        raise SourceParseError(
            f"{file.source.id} parses to {found}, sources.yaml expects {file.expect}; "
            "check the text's headings against corpus/parser.py."
        )


def _lines(text: str) -> Iterator[_Line]:
    position = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            start = position + indent
            yield _Line(start, start + len(stripped), stripped, indent)
        position += len(raw) + 1


def _cut_numbered(file: SourceFile) -> tuple[list[Heading], list[_Draft]]:
    """The circular: a notice, sections numbered 1, 2, 3, 3.1 …, and annexes in the last one."""
    titles: list[Heading] = []
    notice = Heading(0, 0, file.notice)
    drafts = [_Draft(NOTICE, NOTICE, notice, (file.notice,), [])]
    headings: dict[str, str] = {}
    for line in _lines(file.source.text):
        number, title = _section_heading(line, drafts[-1].section)
        annex = _ANNEX.fullmatch(line.text)
        if number:
            headings[number] = title
            path = tuple(headings[n] for n in _ancestors(number))
            heading = Heading(line.start, line.end, title)
            drafts.append(_Draft(number, number, heading, path, []))
        elif annex:
            drafts.append(_annex_draft(line, annex, drafts[-1].section, headings))
        else:
            drafts[-1].lines.append(line)
    return titles, drafts


def _annex_draft(
    line: _Line, match: re.Match[str], section: str, headings: dict[str, str]
) -> _Draft:
    """An annex: its title is its text (it is what one cites), so it is the first line too."""
    name = f"Bijlage {match[1]}"
    heading = Heading(line.start, line.start, f"{name} - {match[2]}")
    path = (headings[section], heading.text)
    return _Draft(section, f"{section}/bijlage-{match[1]}", heading, path, [line])


def _section_heading(line: _Line, current: str) -> tuple[str, str]:
    match = _NUMBERED.fullmatch(line.text)
    if not match or len(line.text) > _LONGEST_HEADING or line.indent:
        return "", ""
    return (match[1], match[2]) if match[1] in _successors(current) else ("", "")


def _successors(number: str) -> set[str]:
    """Section numbers that can follow `number`: its first child, its and its ancestors' next."""
    parts = [int(p) for p in number.split(".")]
    result = {f"{number}.1"}
    for depth in range(len(parts)):
        result.add(".".join(map(str, [*parts[:depth], parts[depth] + 1])))
    return result


def _ancestors(number: str) -> list[str]:
    parts = number.split(".")
    return [".".join(parts[: i + 1]) for i in range(len(parts))]


def _cut_parts(file: SourceFile) -> tuple[list[Heading], list[_Draft]]:
    """The ROF page: what stands above the first part is title matter, then part by part, items."""
    letters = {title: letter for letter, title in file.parts.items()}
    titles: list[Heading] = []
    drafts: list[_Draft] = []
    part = ""
    for line in _lines(file.source.text):
        item = _PART_ITEM.fullmatch(line.text)
        if line.text in letters:
            part = line.text
            titles.append(Heading(line.start, line.end, line.text))
        elif not part:
            titles.append(Heading(line.start, line.end, line.text))
        elif item:
            section = f"{letters[part]}{item[1]}"
            heading = Heading(line.start, line.end, item[2])
            drafts.append(_Draft(section, section, heading, (part, item[2]), []))
        elif drafts:
            drafts[-1].lines.append(line)
    return titles, drafts


def _provision(file: SourceFile, draft: _Draft) -> Provision:
    return Provision(
        source=file.source.id,
        section=draft.section,
        key=draft.key,
        heading=draft.heading,
        path=draft.path,
        blocks=tuple(_blocks(file, draft.lines)),
    )


def _blocks(file: SourceFile, lines: Sequence[_Line]) -> Iterator[Block]:
    """A block a line; an amount's row takes the list items under it along."""
    pending: list[_Line] = []
    for line in lines:
        if pending and _is_item(line):
            pending.append(line)
            continue
        if pending:
            yield _row(file, pending)
            pending = []
        if _AMOUNT_ROW.match(line.text):
            pending = [line]
        else:
            yield _block(file, line)
    if pending:
        yield _row(file, pending)


def _is_item(line: _Line) -> bool:
    return _ITEM.match(line.text) is not None


def _row(file: SourceFile, lines: Sequence[_Line]) -> Block:
    cells = [lines[0].text, *(line.text.lstrip("• ") for line in lines[1:])]
    display = f"{_fold(cells[0])}: " + " | ".join(_fold(c) for c in cells[1:])
    return Block(lines[0].start, lines[-1].end, "row", 0, display)


def _block(file: SourceFile, line: _Line) -> Block:
    kind: BlockKind = "item" if _is_item(line) else "paragraph"
    depth = (2 if line.indent and file.layout == "numbered" else 1) if kind == "item" else 0
    display = _fold(line.text)
    cells = _GLUED_CELL.split(display) if file.layout == "parts" and kind == "paragraph" else []
    if len(cells) > 1:
        kind, display = "row", " | ".join(cell.strip() for cell in cells)
    return Block(line.start, line.end, kind, depth, display)


def _fold(text: str) -> str:
    return " ".join(text.split())


def _with_references(file: SourceFile, provisions: Sequence[Provision]) -> Iterator[Provision]:
    keys = frozenset(p.key for p in provisions)
    for provision in provisions:
        errata = tuple(e for e in file.errata if e.section == provision.section)
        found = tuple(
            reference
            for block in provision.blocks
            for reference in find_references(
                file.source.text, block.start, block.end, keys=keys, errata=errata
            )
        )
        yield replace(provision, references=found)
