"""A provision as it stands in its source, whole, with a citation's quote highlighted.

What is shown is the raw text cut at block and cell boundaries: put together again, leaving white
space aside, the highlighted parts are the quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from assistant.answer import Citation
from assistant.messages.page import page_text, source_name
from assistant.quoting import provision_of
from assistant.reading import place
from assistant.web.markup import attributes, safe
from corpus.catalogue import Catalogue
from corpus.provisions import Block, Provision, Source

_CELLS = " | "
_BULLETS = "-•"


@dataclass(frozen=True, slots=True)
class _Span:
    """Offsets in the source text, end exclusive."""

    start: int
    end: int


def provision_html(
    citation: Citation, catalogue: Catalogue, language: str = "nl", number: int = 1
) -> str:
    """The cited provision as HTML: where it stands, all its text, the quote in <mark>.

    Args:
        citation: what is highlighted.
        catalogue: the texts.
        language: of the words around the text, which itself stays Dutch.
        number: the citation's mark in the answer.
    """
    provision = provision_of(citation, catalogue)
    source = catalogue.sources[citation.source]
    body = _Body(source.text, _Span(citation.start, citation.end))
    return (
        f'<article class="provision"{attributes(data_start=citation.start, data_end=citation.end)}>'
        f"{_bar_html(provision, source, language)}"
        f"{_head_html(provision, source, language, number)}"
        f'<div class="provision-text" lang="nl">{body.html(provision)}</div></article>'
    )


def close_button(language: str) -> str:
    """The button that puts the panel away on a small screen."""
    return f'<button type="button" class="close" data-close>{page_text("close", language)}</button>'


def edition_html(source: Source, language: str) -> str:
    """Version and publisher of a text, and a link to where it is published."""
    publisher = safe(page_text("published_by", language, publisher=source.publisher))
    return (
        f'<p class="edition"><span lang="nl">{safe(_capital(source.version))}</span>. {publisher}. '
        f'<a{attributes(href=source.address)} target="_blank" rel="noopener noreferrer">'
        f"{page_text('show_source', language)}</a></p>"
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _bar_html(provision: Provision, source: Source, language: str) -> str:
    """Source and part, and the way back; it stays in sight while the text is scrolled."""
    name = safe(source_name(source.id, language, source.title))
    where = safe(place(provision.section, language))
    return (
        f'<div class="provision-bar"><p class="where">{name}, {where}</p>'
        f"{close_button(language)}</div>"
    )


def _head_html(provision: Provision, source: Source, language: str, number: int) -> str:
    above = " › ".join(safe(heading) for heading in provision.path[:-1])
    path = f'<p class="path" lang="nl">{above}</p>' if above else ""
    return (
        f'<header>{path}<h2 lang="nl">{safe(_numbered(provision))}</h2>'
        f'<p class="source-title" lang="nl">{safe(source.title)}</p>'
        f"{edition_html(source, language)}"
        f'<p class="cited">{page_text("cited", language, number=number)}</p></header>'
    )


def _numbered(provision: Provision) -> str:
    named = provision.key != provision.section or provision.section == "0"
    return provision.heading.text if named else f"{provision.section} {provision.heading.text}"


@dataclass(frozen=True, slots=True)
class _Body:
    """The text of a provision being laid out, with the span to highlight."""

    text: str
    quote: _Span

    def html(self, provision: Provision) -> str:
        """Paragraphs, lists and tables in the order of the text."""
        groups = groupby(provision.blocks, key=lambda block: block.kind)
        return "".join(self._group(kind, list(blocks)) for kind, blocks in groups)

    def _group(self, kind: str, blocks: list[Block]) -> str:
        if kind == "row":
            return self._table([self._cells(block) for block in blocks])
        if kind == "item":
            items = "".join(self._item(block) for block in blocks)
            return f'<ul class="items">{items}</ul>'
        return "".join(f"<p>{self._marked(_Span(b.start, b.end))}</p>" for b in blocks)

    def _item(self, block: Block) -> str:
        bullet, rest = self._after_bullet(_Span(block.start, block.end))
        sign = f'<span class="bullet">{self._marked(bullet)}</span>'
        return f'<li class="depth-{block.depth}">{sign}<span>{self._marked(rest)}</span></li>'

    def _after_bullet(self, span: _Span) -> tuple[_Span, _Span]:
        raw = self.text[span.start : span.end]
        sign = raw.split(maxsplit=1)[0]
        return _Span(span.start, span.start + len(sign)), self._stripped(
            _Span(span.start + len(sign), span.end)
        )

    def _stripped(self, span: _Span) -> _Span:
        raw = self.text[span.start : span.end]
        return _Span(span.start + len(raw) - len(raw.lstrip()), span.end)

    def _marked(self, span: _Span) -> str:
        """The span's raw text, escaped, with the part that is quoted in <mark>."""
        start = min(max(self.quote.start, span.start), span.end)
        end = max(min(self.quote.end, span.end), start)
        before, quoted, after = (
            safe(self.text[a:b]) for a, b in ((span.start, start), (start, end), (end, span.end))
        )
        return (
            f"{before}<mark>{quoted}</mark>{after}" if quoted.strip() else before + quoted + after
        )

    def _cells(self, block: Block) -> list[str]:
        lines = list(_line_spans(self.text, block))
        if len(lines) == 1:
            return [self._marked(span) for span in _cell_spans(self.text, block)]
        items = "".join(self._row_item(span) for span in lines[1:])
        return [self._marked(lines[0]), f'<ul class="items">{items}</ul>']

    def _row_item(self, span: _Span) -> str:
        if self.text[span.start] not in _BULLETS:
            return f"<li>{self._marked(span)}</li>"
        bullet, rest = self._after_bullet(span)
        sign = f'<span class="bullet">{self._marked(bullet)}</span>'
        return f"<li>{sign}<span>{self._marked(rest)}</span></li>"

    def _table(self, rows: list[list[str]]) -> str:
        width = max(len(row) for row in rows)
        head = rows[0] if len(rows[0]) < width else None
        shown = _row_html(["", *head], "th") if head else ""
        shown += "".join(_row_html(row, "td") for row in rows[1 if head else 0 :])
        return f'<div class="table" tabindex="0"><table>{shown}</table></div>'


def _row_html(cells: list[str], tag: str) -> str:
    first = f'<th scope="row">{cells[0]}</th>' if tag == "td" else "<td></td>"
    scope = ' scope="col"' if tag == "th" else ""
    return f"<tr>{first}" + "".join(f"<{tag}{scope}>{c}</{tag}>" for c in cells[1:]) + "</tr>"


def _line_spans(text: str, block: Block) -> Iterator[_Span]:
    """The block's lines that hold text, without the white space around them."""
    position = block.start
    for line in text[block.start : block.end].split("\n"):
        if line.strip():
            start = position + len(line) - len(line.lstrip())
            yield _Span(start, start + len(line.strip()))
        position += len(line) + 1


def _cell_spans(text: str, block: Block) -> Iterator[_Span]:
    """Where the cells that the parser told apart stand in the raw text."""
    position = block.start
    for cell in block.display.split(_CELLS):
        start = position
        for character in cell.replace(" ", ""):
            position = text.index(character, position, block.end) + 1
        yield _Span(start, position)
