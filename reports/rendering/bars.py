"""Counts as horizontal bars, the longest the whole width; labelled directly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from reports.rendering import drawing
from reports.rendering.drawing import NILA, Chart, wrap
from reports.rendering.lines import TRACK, Line, line_chart, said_of

SIZE = 10.5


@dataclass(frozen=True)
class CountBar:
    """A line: its label, how many, and the text beside it; None draws no bar."""

    label: str
    count: int | Decimal | None
    text: str


def count_chart(
    title: str, bars: Sequence[CountBar], width: float = 640, highest: int = 0
) -> Chart:
    """Bars against `highest`, or where it is not given against the highest count."""
    whole = float(highest or max((bar.count or 0 for bar in bars), default=0) or 1)
    lines = [
        Line(bar.label, bar.text, None if bar.count is None else float(bar.count) / whole)
        for bar in bars
    ]
    label = said_of(title, lines)
    return drawing.paired(_bars(label, bars, width, whole), line_chart(label, lines))


def _bars(title: str, bars: Sequence[CountBar], width: float, whole: float) -> SafeString:
    label_width, right = width * 0.36, 130.0
    heights = [len(wrap(bar.label, label_width - 12, SIZE)) * 13 + 11 for bar in bars]
    root = drawing.svg(width, sum(heights) + 12, title)
    room, y = width - label_width - right, 6.0
    for bar, tall in zip(bars, heights, strict=True):
        for number, line in enumerate(wrap(bar.label, label_width - 12, SIZE)):
            drawing.text(root, 0, y + 12 + number * 13, line, SIZE)
        drawing.rect(root, (label_width, y + 1, room, 14), TRACK)
        if bar.count is not None:
            drawing.rect(root, (label_width, y + 1, room * float(bar.count) / whole, 14), NILA)
        drawing.text(root, label_width + room + 8, y + 12, bar.text, SIZE, font_weight="700")
        y += tall
    return drawing.done(root)
