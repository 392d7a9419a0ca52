"""From the Markdown that answers are written in to escaped HTML.

Only what answers hold is understood: paragraphs, quotes, lists, bold, italic and citation marks.
All else is shown as the text that it is; no tag of a question or a model reaches the browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

MarkOf = Callable[[int], str]

_MARK = re.compile(r"\[(\d{1,3})\]")
_TRAILING_MARKS = re.compile(r"(?:\s*\[\d{1,3}\])+\s*$")
_BULLET = re.compile(r"[-*•]\s+")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+")
_HEADING = re.compile(r"#{1,6}\s+")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ITALIC = re.compile(r"(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])")
_CELLS = " | "


def safe(text: str) -> str:
    """The text with everything that HTML or a template could act on as character references."""
    escaped = escape(text, quote=True)
    for character in "{}$`@":
        escaped = escaped.replace(character, f"&#{ord(character)};")
    return escaped


def attributes(**values: object) -> str:
    """Attributes, a space before each: data_turn=0 gives ' data-turn="0"'. None is left out."""
    return "".join(
        f' {name.rstrip("_").replace("_", "-")}="{safe(str(value))}"'
        for name, value in values.items()
        if value is not None
    )


def inline_html(text: str, mark_of: MarkOf) -> str:
    """A line as HTML.

    Args:
        text: Markdown without line breaks.
        mark_of: gives the HTML for a citation mark's number, "" where there is no such citation.
    """
    shown = _ITALIC.sub(r"<em>\1</em>", _BOLD.sub(r"<strong>\1</strong>", safe(text)))
    return _MARK.sub(lambda match: mark_of(int(match[1])) or match[0], shown)


def blocks_of(text: str) -> Iterator[list[str]]:
    """The Markdown's blocks as lines: cut at blank lines and where quotes or lists begin."""
    block: list[str] = []
    for line in [*text.splitlines(), ""]:
        if block and (not line.strip() or _kind(line) != _kind(block[0])):
            yield block
            block = []
        if line.strip():
            block.append(line.strip())


def _kind(line: str) -> str:
    stripped = line.strip()
    if stripped.startswith(">"):
        return "quote"
    if _BULLET.match(stripped):
        return "bullets"
    return "numbers" if _NUMBER.match(stripped) else "text"


def block_html(lines: list[str], mark_of: MarkOf, *, css: str | None = None) -> str:
    """A block of `blocks_of` as HTML; `css` is the class of a paragraph."""
    kind = _kind(lines[0])
    if kind == "quote":
        return quote_html([line.removeprefix(">").strip() for line in lines], mark_of)
    if kind != "text":
        tag, pattern = ("ul", _BULLET) if kind == "bullets" else ("ol", _NUMBER)
        items = (inline_html(pattern.sub("", line, count=1), mark_of) for line in lines)
        return f"<{tag}>" + "".join(f"<li>{item}</li>" for item in items) + f"</{tag}>"
    shown = "<br>".join(inline_html(_HEADING.sub("", line, count=1), mark_of) for line in lines)
    return f"<p{attributes(class_=css)}>{shown}</p>"


def quote_html(lines: list[str], mark_of: MarkOf) -> str:
    """A quote in the texts' own language, its marks after it; a table row with its cells apart."""
    found = _TRAILING_MARKS.search(lines[-1])
    marks = found[0] if found else ""
    body = [*lines[:-1], lines[-1][: len(lines[-1]) - len(marks)]]
    shown = [f"<p>{_cells_html(line, mark_of)}</p>" for line in body]
    shown[-1] = shown[-1].removesuffix("</p>") + f" {inline_html(marks, mark_of)}</p>"
    return f'<blockquote lang="nl">{"".join(shown)}</blockquote>'


def _cells_html(line: str, mark_of: MarkOf) -> str:
    cells = [inline_html(cell, mark_of) for cell in line.split(_CELLS)]
    if len(cells) == 1:
        return cells[0]
    return '<span class="cells">' + "".join(f"<span>{cell}</span> " for cell in cells) + "</span>"
