"""Plots as inline SVG: no library, no request, sharp at any size; colours come from the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

_ROW = 30
_LABEL = 165
_FIGURES = 130
_WIDTH = 540
_SIDE = 340
_INSET = 46


def bars(rows: Sequence[tuple[str, Mapping[str, float]]], target: Mapping[str, float]) -> str:
    """Horizontal bars of means with their intervals; `target` draws a tick for a row's label."""
    span = _WIDTH - _LABEL - _FIGURES
    parts = []
    for place, (label, cell) in enumerate(rows):
        y = place * _ROW
        parts.append(_bar(label, cell, y, span))
        if label in target:
            x = _LABEL + target[label] * span
            parts.append(_line("target", x, y + 3, x, y + _ROW - 3))
    return _svg(_WIDTH, len(rows) * _ROW, parts)


def _bar(label: str, cell: Mapping[str, float], y: float, span: float) -> str:
    middle = y + _ROW / 2
    width = cell["mean"] * span
    low, high = _LABEL + cell["low"] * span, _LABEL + cell["high"] * span
    figure = f"{100 * cell['mean']:.1f} %"
    return "".join(
        (
            _text("label end", _LABEL - 10, middle + 4, label),
            f'<rect class="track" x="{_LABEL}" y="{y + 8}" width="{span}" height="14" rx="3"/>',
            f'<rect class="bar" x="{_LABEL}" y="{y + 8}" width="{width:.1f}" height="14" rx="3"/>',
            _line("whisker", low, middle, high, middle),
            _text("figure", _LABEL + span + 10, middle + 4, figure),
            _text("count", _WIDTH, middle + 4, f"n={cell['n']:.0f}", anchor="end"),
        )
    )


def refusal_curve(points: Sequence[Mapping[str, float]], threshold: float | None) -> str:
    """Refusals over the threshold: what is rightly caught, and what is wrongly refused."""
    series = {"recall": "caught", "answerable_refused": "lost"}
    parts = [_frame("threshold", "share refused")]
    for name, style in series.items():
        line = " ".join(f"{_x(p['threshold'])},{_y(p[name])}" for p in points)
        parts.append(f'<polyline class="{style}" points="{line}"/>')
    if threshold is not None:
        x = _x(threshold)
        parts.append(_line("target", x, _y(0), x, _y(1)))
        parts.append(_text("count", x - 4, _y(0.5), f"in use {threshold:g}", anchor="end"))
    return _svg(_SIDE, _SIDE, parts)


def histogram(values: Sequence[float], marks: Mapping[str, float], bins: int = 40) -> str:
    """How often which duration in ms, up to p99; `marks` names vertical lines."""
    if not values:
        return ""
    top = max(marks.values(), default=max(values)) * 1.05 or 1.0
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int(value / top * bins))] += 1
    width = (_SIDE - 2 * _INSET) / bins
    highest = max(counts)
    parts = [_frame("ms", "answers", top=f"{top:.0f}", most=str(highest))]
    for place, count in enumerate(counts):
        y = _y(count / highest)
        height = _y(0) - y
        x = _INSET + place * width
        parts.append(
            f'<rect class="bar" x="{x:.1f}" y="{y:.1f}" width="{width - 1:.1f}" '
            f'height="{height:.1f}"/>'
        )
    parts += [_line("target", _x(v / top), _y(0), _x(v / top), _y(1)) for v in marks.values()]
    for step, (name, value) in enumerate(marks.items()):
        x = _x(value / top)
        side, shift = ("start", 4) if value < top / 2 else ("end", -4)
        parts.append(_text("count", x + shift, _y(1) + 10 + 14 * step, name, anchor=side))
    return _svg(_SIDE, _SIDE, parts)


def _frame(across: str, up: str, *, top: str = "1", most: str = "1") -> str:
    return "".join(
        (
            _line("axis", _x(0), _y(0), _x(1), _y(0)),
            _line("axis", _x(0), _y(0), _x(0), _y(1)),
            _text("count", _x(0.5), _SIDE - 10, across, anchor="middle"),
            _text("count", _x(0), _y(1) - 10, up, anchor="start"),
            _text("count", _x(0), _y(0) + 16, "0", anchor="middle"),
            _text("count", _x(1), _y(0) + 16, top, anchor="middle"),
            _text("count", _x(0) - 6, _y(1) + 4, most, anchor="end"),
        )
    )


def _x(share: float) -> float:
    return round(_INSET + share * (_SIDE - 2 * _INSET), 1)


def _y(share: float) -> float:
    return round(_SIDE - _INSET - share * (_SIDE - 2 * _INSET), 1)


def _line(style: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{style}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _text(style: str, x: float, y: float, text: str, anchor: str = "") -> str:
    side = anchor or ("end" if "end" in style else "start")
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{side}"'
    return f'<text class="{style}" {place}>{escape(text)}</text>'


def _svg(width: float, height: float, parts: Sequence[str]) -> str:
    size = f'viewBox="0 0 {width:.0f} {height:.0f}" style="max-width:{width:.0f}px"'
    return f'<svg {size} role="img">{"".join(parts)}</svg>'
