"""Bars told line by line, for a screen as narrow as a phone: words above, the bar below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from django.utils.safestring import SafeString

from reports.rendering import drawing

WIDTH, SIZE, LEADING = 320.0, 12.5, 16.0
BOLD = 0.62  # mean width of a bold character as a share of the font size
TRACK = "#efeef5"


@dataclass(frozen=True)
class Line:
    """Shares are of the whole width; None draws no bar, or no mark."""

    label: str
    text: str
    share: float | None = None
    mark: float | None = None
    tone: str = drawing.NILA
    is_cut: bool = False


def said_of(title: str, lines: Sequence[Line]) -> str:
    """A chart as it is heard: its title, then every line with its figures."""
    figures = "; ".join(f"{line.label}: {line.text.replace(' · ', ', ')}" for line in lines)
    return f"{title}. {figures}" if figures else title


def line_chart(title: str, lines: Sequence[Line], foot: str = "") -> SafeString:
    """`foot` says what the marks mean."""
    words = [_words(line) for line in lines]
    tall = sum(len(label) + bool(below) for label, below in words) * LEADING + len(lines) * 24.0
    root = drawing.svg(WIDTH, tall + (LEADING + 4 if foot else 4), title)
    y = 0.0
    for line, (label, below) in zip(lines, words, strict=True):
        for words_of in label:
            y += LEADING
            drawing.text(root, 0, y - 3, words_of, SIZE)
        y += LEADING if below else 0
        drawing.text(root, WIDTH, y - 3, line.text, SIZE, text_anchor="end", font_weight="700")
        _bar(root, line, y + 2)
        y += 24
    if foot:
        drawing.text(root, 0, y + 12, foot, 11.5, fill=drawing.KUNYIT)
    return drawing.done(root)


def _words(line: Line) -> tuple[list[str], bool]:
    """The lines of the label, and whether the text beside it needs one of its own."""
    room = WIDTH - len(line.text) * SIZE * BOLD - 8
    label = drawing.wrap(line.label, WIDTH, SIZE)
    return label, drawing.width_of(label[-1], SIZE) > room


def _bar(root: Element, line: Line, y: float) -> None:
    drawing.rect(root, (0, y, WIDTH, 12), TRACK)
    if line.share is not None:
        share = min(max(line.share, 0.0), 1.0)
        drawing.rect(root, (0, y, WIDTH * share, 12), line.tone)
        if line.is_cut:
            drawing.text(root, WIDTH - 12, y + 10.5, "»", 13, fill="#ffffff", font_weight="700")
    if line.mark is not None:
        x = min(max(WIDTH * line.mark, 1.5), WIDTH - 1.5)
        drawing.line(root, x, y, x, y + 15, stroke=drawing.KUNYIT, stroke_width="2.5")
