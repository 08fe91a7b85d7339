"""Charts as SVG, drawn once for pages and documents: labelled directly, readable in grey.

Every chart carries its title for screen readers; its numbers stand in a table beside it.
Presentation attributes only: the content policy allows no inline style.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, tostring

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
CHARACTER = 0.55  # mean width of a character as a share of the font size


@dataclass(frozen=True)
class Year:
    """A column of the history chart; the texts are printed as they are."""

    label: str
    target: Decimal | None
    realized: Decimal | None
    target_text: str = ""
    realized_text: str = ""


@dataclass(frozen=True)
class Bar:
    """A line of the achievement chart: percent of the target."""

    label: str
    value: Decimal | None
    text: str
    tone: str = "neutral"


@dataclass(frozen=True)
class Branch:
    """A box of the tree with what hangs below it."""

    kicker: str
    text: str
    note: str = ""
    children: tuple[Branch, ...] = ()


def _svg(width: float, height: float, title: str) -> Element:
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_n(width)} {_n(height)}",
            "width": _n(width),
            "height": _n(height),
            "role": "img",
            "aria-label": title,
            "font-family": FONT,
        },
    )
    SubElement(root, "title").text = title
    return root


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(parent: Element, x: float, y: float, text: str, size: float = 11, **more: str) -> None:
    attributes = {"x": _n(x), "y": _n(y), "font-size": _n(size), "fill": INK}
    attributes |= {name.replace("_", "-"): value for name, value in more.items()}
    SubElement(parent, "text", attributes).text = text


def _rect(parent: Element, box: tuple[float, float, float, float], fill: str, **more: str) -> None:
    names = ("x", "y", "width", "height")
    attributes = {name: _n(value) for name, value in zip(names, box, strict=True)}
    attributes |= {"fill": fill}
    SubElement(parent, "rect", attributes | {n.replace("_", "-"): v for n, v in more.items()})


def _line(parent: Element, x1: float, y1: float, x2: float, y2: float, **more: str) -> None:
    attributes = {"x1": _n(x1), "y1": _n(y1), "x2": _n(x2), "y2": _n(y2), "stroke": LINE}
    SubElement(parent, "line", attributes | {n.replace("_", "-"): v for n, v in more.items()})


def _done(root: Element) -> SafeString:
    # ElementTree escapes every text and attribute.
    return mark_safe(tostring(root, encoding="unicode"))  # noqa: S308


def wrap(text: str, width: float, size: float, lines: int = 3) -> list[str]:
    """Lines of text that fit a width in px; the last one ends in "…" when cut."""
    columns = max(4, int(width / (size * CHARACTER)))
    return textwrap.wrap(text, columns, max_lines=lines, placeholder=" …") or [""]


def history_chart(title: str, years: Sequence[Year], height: float = 190) -> SafeString:
    """Columns of the realisation a year, the target as a mark above or inside the column."""
    step, left, top, bottom = 104.0, 14.0, 30.0, 44.0
    width = left * 2 + step * max(len(years), 1)
    root = _svg(width, height, title)
    values = [value for year in years for value in (year.target, year.realized) if value]
    highest = max((float(value) for value in values), default=0.0)
    top_value = highest if highest > 0 else 1.0
    floor, room = height - bottom, height - bottom - top
    _line(root, left, floor, width - left, floor, stroke=MUTED)
    for place, year in enumerate(years):
        x = left + step * place + step / 2
        _column(root, year, x, floor, room / top_value)
        _text(root, x, floor + 16, year.label, 11, text_anchor="middle", font_weight="700")
        if year.target_text:
            text = f"target {year.target_text}"
            _text(root, x, floor + 31, text, 9.5, text_anchor="middle", fill=KUNYIT)
    return _done(root)


def _column(root: Element, year: Year, x: float, floor: float, scale: float) -> None:
    if year.realized is None:
        _text(root, x, floor - 8, "belum ada", 9.5, text_anchor="middle", fill=MUTED)
    else:
        tall = max(float(year.realized) * scale, 0.0)
        _rect(root, (x - 22, floor - tall, 44, tall), NILA, rx="2")
        _column_label(root, year, (x, floor, tall), scale)
    if year.target is not None:
        at = floor - max(float(year.target), 0.0) * scale
        _line(root, x - 34, at, x + 34, at, stroke=KUNYIT, stroke_width="2.5")


def _column_label(
    root: Element, year: Year, column: tuple[float, float, float], scale: float
) -> None:
    """The figure at the foot of the column, or above it and its mark when it is short."""
    x, floor, tall = column
    look = {"text_anchor": "middle", "font_weight": "700"}
    if tall >= 26 and len(year.realized_text) <= 7:
        _text(root, x, floor - 8, year.realized_text, 10.5, fill="#ffffff", **look)
        return
    target = float(year.target) * scale if year.target is not None else 0.0
    above = max(tall, target if target - tall < 18 else tall)
    _text(root, x, floor - above - 6, year.realized_text, 10.5, **look)


def achievement_chart(title: str, bars: Sequence[Bar], width: float = 640) -> SafeString:
    """Horizontal bars against the line of 100 percent; longer than 150 is cut and marked."""
    label_width, size, right = width * 0.44, 10.5, 118.0
    limit = 150.0
    heights = [max(len(wrap(bar.label, label_width - 12, size)), 2) * 13 + 8 for bar in bars]
    height = sum(heights) + 26
    root = _svg(width, height, title)
    start, room = label_width, width - label_width - right
    hundred = start + room * 100 / limit
    y = 6.0
    for bar, tall in zip(bars, heights, strict=True):
        for number, line in enumerate(wrap(bar.label, label_width - 12, size)):
            _text(root, 0, y + 12 + number * 13, line, size)
        _rect(root, (start, y + 4, room, 16), "#efeef5")
        _achieved(root, bar, (start, y + 4, room), limit)
        y += tall
    _line(
        root,
        hundred,
        2,
        hundred,
        height - 18,
        stroke=KUNYIT,
        stroke_width="1.5",
        stroke_dasharray="4 3",
    )
    _text(root, hundred, height - 5, "100%", 9.5, text_anchor="middle", fill=KUNYIT)
    return _done(root)


def _achieved(root: Element, bar: Bar, at: tuple[float, float, float], limit: float) -> None:
    x, y, room = at
    if bar.value is not None:
        share = min(max(float(bar.value), 0.0), limit) / limit
        _rect(root, (x, y, room * share, 16), TONES.get(bar.tone, NILA))
        if float(bar.value) > limit:
            _text(root, x + room - 12, y + 12.5, "»", 13, fill="#ffffff", font_weight="700")
    _text(root, x + room + 8, y + 12, bar.text, 10.5, font_weight="700")


BOX_SIZE, KICKER_SIZE, GAP, COLUMN_GAP = 8.5, 7.0, 8.0, 26.0
MARGIN = 4.0  # keeps the strokes of the outermost boxes inside the drawing


def tree_chart(title: str, roots: Sequence[Branch], width: float = 640) -> SafeString:
    """A tree from left to right: a column a level, lines between parent and child."""
    depth = max((_depth(branch) for branch in roots), default=1)
    column = (width - 2 * MARGIN - COLUMN_GAP * (depth - 1)) / depth
    height = sum(_room(branch, column) for branch in roots) - GAP
    root = _svg(width, max(height, 20) + 2 * MARGIN, title)
    inner = SubElement(root, "g", {"transform": f"translate({_n(MARGIN)} {_n(MARGIN)})"})
    y = 0.0
    for branch in roots:
        y = _branch(inner, branch, 0, y, column)
    return _done(root)


def _depth(branch: Branch) -> int:
    return 1 + max((_depth(child) for child in branch.children), default=0)


def _box_lines(branch: Branch, column: float) -> list[str]:
    return wrap(branch.text, column - 14, BOX_SIZE, lines=6)


def _box_height(branch: Branch, column: float) -> float:
    return 20 + len(_box_lines(branch, column)) * 11 + (11 if branch.note else 0)


def _room(branch: Branch, column: float) -> float:
    below = sum(_room(child, column) for child in branch.children)
    return max(_box_height(branch, column) + GAP, below)


def _branch(root: Element, branch: Branch, level: int, y: float, column: float) -> float:
    """Draw a box and everything right of it; returns the y below it."""
    room, tall = _room(branch, column), _box_height(branch, column)
    x = level * (column + COLUMN_GAP)
    top = y + (room - GAP - tall) / 2
    child_y = y + (room - sum(_room(child, column) for child in branch.children)) / 2
    for child in branch.children:
        middle = child_y + (_room(child, column) - GAP) / 2
        _elbow(root, x + column, top + tall / 2, x + column + COLUMN_GAP, middle)
        child_y = _branch(root, child, level + 1, child_y, column)
    fill, ink = ((NILA, "#ffffff"), ("#e3e4f3", INK), ("#ffffff", INK))[min(level, 2)]
    _rect(root, (x + 0.5, top, column - 1, tall), fill, stroke=NILA, stroke_width="0.8", rx="3")
    _text(root, x + 7, top + 11, branch.kicker, KICKER_SIZE, fill=ink, font_weight="700")
    lines = _box_lines(branch, column)
    for number, line in enumerate(lines):
        _text(root, x + 7, top + 23 + number * 11, line, BOX_SIZE, fill=ink)
    if branch.note:
        at = top + 23 + len(lines) * 11
        _text(root, x + 7, at, branch.note, BOX_SIZE, fill=ink, font_weight="700")
    return y + room


def _elbow(root: Element, x1: float, y1: float, x2: float, y2: float) -> None:
    half = (x1 + x2) / 2
    path = f"M{_n(x1)} {_n(y1)}H{_n(half)}V{_n(y2)}H{_n(x2)}"
    SubElement(root, "path", {"d": path, "fill": "none", "stroke": MUTED, "stroke-width": "0.9"})


BOXES_A_PAGE = 9


def split_tree(root: Branch, most: int = BOXES_A_PAGE) -> list[Branch]:
    """A tree too tall for a page as several: one for each child, then groups of its children."""
    leaves = sum(max(len(child.children), 1) for child in root.children)
    if leaves <= most:
        return [root]
    if len(root.children) > 1:
        singles = (Branch(root.kicker, root.text, root.note, (child,)) for child in root.children)
        return [part for single in singles for part in split_tree(single, most)]
    (child,) = root.children
    groups = [child.children[start : start + most] for start in range(0, len(child.children), most)]
    return [
        Branch(
            root.kicker, root.text, root.note, (Branch(child.kicker, child.text, child.note, g),)
        )
        for g in groups
    ]
