"""Counts as horizontal bars, the longest the whole width; labelled directly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from reports.rendering.charts import NILA, _done, _rect, _svg, _text, wrap

SIZE, TRACK = 10.5, "#efeef5"


@dataclass(frozen=True)
class CountBar:
    """A line: its label, how many, and the text beside it; None draws no bar."""

    label: str
    count: int | Decimal | None
    text: str


def count_chart(
    title: str, bars: Sequence[CountBar], width: float = 640, highest: int = 0
) -> SafeString:
    """Bars against `highest`, or where it is not given against the highest count."""
    label_width, right = width * 0.36, 130.0
    whole = float(highest or max((bar.count or 0 for bar in bars), default=0) or 1)
    heights = [len(wrap(bar.label, label_width - 12, SIZE)) * 13 + 11 for bar in bars]
    root = _svg(width, sum(heights) + 12, title)
    room, y = width - label_width - right, 6.0
    for bar, tall in zip(bars, heights, strict=True):
        for number, line in enumerate(wrap(bar.label, label_width - 12, SIZE)):
            _text(root, 0, y + 12 + number * 13, line, SIZE)
        _rect(root, (label_width, y + 1, room, 14), TRACK)
        if bar.count is not None:
            _rect(root, (label_width, y + 1, room * float(bar.count) / whole, 14), NILA)
        _text(root, label_width + room + 8, y + 12, bar.text, SIZE, font_weight="700")
        y += tall
    return _done(root)
