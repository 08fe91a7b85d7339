"""The marks a chart is made of, as SVG.

Presentation attributes only: the content policy allows no inline style.
"""

from __future__ import annotations

import re
import textwrap
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

INK, MUTED, LINE = "#1a1a24", "#55526a", "#c9c7d6"
NILA, NILA_SOFT, KUNYIT = "#34398c", "#b9bcdf", "#9a6a00"
GOOD = "#1d7a46"
TONES = {
    "success": GOOD,
    "near": GOOD,
    "info": "#2a6a92",
    "warning": "#9a6a00",
    "danger": "#b3261e",
    "neutral": "#6b6880",
}
FONT = "Plus Jakarta Sans, sans-serif"
TITLE = re.compile("<title>.*?</title>", re.DOTALL)
CHARACTER = 0.55  # mean width of a character as a share of the font size
# Widths of characters in the portal's typeface, the same for those about alike.
WIDTHS = {
    letter: share
    for share, letters in (
        (0.2, " "), (0.3, "ijlI'.,():"), (0.4, "rft1J/"), (0.78, "wDHNCGMU0&"), (0.95, "OQWm%"),
    )
    for letter in letters
}  # fmt: skip
OTHER = 0.61


class Chart(SafeString):
    """A drawing as wide as paper, and the same told in lines for a phone."""

    narrow = SafeString("")

    @property
    def on_page(self) -> SafeString:
        """Both; the stylesheet shows the one that fits. What is heard is in the label alone: a
        browser would lay a title over the drawing under the mouse.
        """
        wide, narrow = (mark_safe(TITLE.sub("", each)) for each in (self, self.narrow))  # noqa: S308
        return format_html(
            '<div class="chart-wide">{}</div><div class="chart-narrow">{}</div>', wide, narrow
        )


def paired(wide: SafeString, narrow: SafeString) -> Chart:
    chart = Chart(wide)
    chart.narrow = narrow
    return chart


def svg(width: float, height: float, title: str) -> Element:
    """An empty drawing; the print engine reads the title to those who hear it, browsers the label."""
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "width": number(width),
            "height": number(height),
            "role": "img",
            "aria-label": title,
            "font-family": FONT,
        },
    )
    SubElement(root, "title").text = title
    return root


def number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def text(parent: Element, x: float, y: float, words: str, size: float = 11, **more: str) -> None:
    attributes = {"x": number(x), "y": number(y), "font-size": number(size), "fill": INK}
    attributes |= {name.replace("_", "-"): value for name, value in more.items()}
    SubElement(parent, "text", attributes).text = words


def rect(parent: Element, box: tuple[float, float, float, float], fill: str, **more: str) -> None:
    names = ("x", "y", "width", "height")
    attributes = {name: number(value) for name, value in zip(names, box, strict=True)}
    attributes |= {"fill": fill}
    SubElement(parent, "rect", attributes | {n.replace("_", "-"): v for n, v in more.items()})


def line(parent: Element, x1: float, y1: float, x2: float, y2: float, **more: str) -> None:
    attributes = {
        "x1": number(x1),
        "y1": number(y1),
        "x2": number(x2),
        "y2": number(y2),
        "stroke": LINE,
    }
    SubElement(parent, "line", attributes | {n.replace("_", "-"): v for n, v in more.items()})


def done(root: Element) -> SafeString:
    # ElementTree escapes every text and attribute.
    return mark_safe(tostring(root, encoding="unicode"))  # noqa: S308


def width_of(text: str, size: float) -> float:
    """About how wide a text is in px, within a few percent."""
    return size * sum(WIDTHS.get(letter, OTHER) for letter in text)


def wrap(text: str, width: float, size: float, lines: int = 3) -> list[str]:
    """Lines of text that fit a width in px; the last one ends in "…" when cut."""
    columns = max(4, int(width / (size * CHARACTER)))
    rows = _rows(text, columns, lines)
    while columns > 4 and any(width_of(row, size) > width for row in rows):
        columns -= 1
        rows = _rows(text, columns, lines)
    return rows


def _rows(text: str, columns: int, lines: int) -> list[str]:
    return textwrap.wrap(text, columns, max_lines=lines, placeholder=" …") or [""]
