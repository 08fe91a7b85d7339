"""Charts as SVG, drawn once for pages and documents: labelled directly, readable in grey.

Every chart says its title and its figures to those who hear it. A page shows `on_page`, a document
the drawing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from django.utils.safestring import SafeString

from reports.rendering import drawing
from reports.rendering.drawing import INK, KUNYIT, MUTED, NILA, TONES, Chart, wrap
from reports.rendering.lines import Line, line_chart, said_of


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


def history_chart(title: str, years: Sequence[Year], height: float = 190) -> Chart:
    """Columns of the realisation a year, the target as a mark above or inside the column."""
    values = [value for year in years for value in (year.target, year.realized) if value]
    top_value = max((float(value) for value in values), default=0.0) or 1.0
    lines = _year_lines(years, top_value)
    label = said_of(title, lines)
    has_targets = any(year.target is not None for year in years)
    return drawing.paired(
        _columns(label, years, height, top_value),
        line_chart(label, lines, "Garis: target" if has_targets else ""),
    )


def _year_lines(years: Sequence[Year], highest: float) -> list[Line]:
    def share(value: Decimal | None) -> float | None:
        return None if value is None else float(value) / highest

    def said(year: Year) -> str:
        realized = year.realized_text if year.realized is not None else "belum ada"
        return f"{realized} · target {year.target_text}" if year.target_text else realized

    return [
        Line(year.label, said(year), share(year.realized), share(year.target)) for year in years
    ]


def _columns(title: str, years: Sequence[Year], height: float, top_value: float) -> SafeString:
    step, left, top, bottom = 104.0, 14.0, 30.0, 44.0
    width = left * 2 + step * max(len(years), 1)
    root = drawing.svg(width, height, title)
    floor, room = height - bottom, height - bottom - top
    drawing.line(root, left, floor, width - left, floor, stroke=MUTED)
    for place, year in enumerate(years):
        x = left + step * place + step / 2
        _column(root, year, x, floor, room / top_value)
        drawing.text(root, x, floor + 16, year.label, 11, text_anchor="middle", font_weight="700")
        if year.target_text:
            text = f"target {year.target_text}"
            drawing.text(root, x, floor + 31, text, 9.5, text_anchor="middle", fill=KUNYIT)
    return drawing.done(root)


def _column(root: Element, year: Year, x: float, floor: float, scale: float) -> None:
    if year.realized is None:
        drawing.text(root, x, floor - 8, "belum ada", 9.5, text_anchor="middle", fill=MUTED)
    else:
        tall = max(float(year.realized) * scale, 0.0)
        drawing.rect(root, (x - 22, floor - tall, 44, tall), NILA, rx="2")
        _column_label(root, year, (x, floor, tall), scale)
    if year.target is not None:
        at = floor - max(float(year.target), 0.0) * scale
        drawing.line(root, x - 34, at, x + 34, at, stroke=KUNYIT, stroke_width="2.5")


def _column_label(
    root: Element, year: Year, column: tuple[float, float, float], scale: float
) -> None:
    """The figure at the foot of the column, or above it and its mark when it is short."""
    x, floor, tall = column
    look = {"text_anchor": "middle", "font_weight": "700"}
    if tall >= 26 and len(year.realized_text) <= 7:
        drawing.text(root, x, floor - 8, year.realized_text, 10.5, fill="#ffffff", **look)
        return
    target = float(year.target) * scale if year.target is not None else 0.0
    above = max(tall, target if target - tall < 18 else tall)
    drawing.text(root, x, floor - above - 6, year.realized_text, 10.5, **look)


LIMIT = 150.0  # percent; longer bars are cut and marked


def achievement_chart(title: str, bars: Sequence[Bar], width: float = 640) -> Chart:
    """Horizontal bars against the line of 100 percent."""
    lines = [
        Line(
            bar.label,
            bar.text,
            None if bar.value is None else float(bar.value) / LIMIT,
            100 / LIMIT,
            TONES.get(bar.tone, NILA),
            bar.value is not None and bar.value > LIMIT,
        )
        for bar in bars
    ]
    label = said_of(title, lines)
    return drawing.paired(_bars(label, bars, width), line_chart(label, lines, "Garis: 100%"))


def _bars(title: str, bars: Sequence[Bar], width: float) -> SafeString:
    label_width, size, right = width * 0.44, 10.5, 118.0
    heights = [max(len(wrap(bar.label, label_width - 12, size)), 2) * 13 + 8 for bar in bars]
    height = sum(heights) + 26
    root = drawing.svg(width, height, title)
    start, room = label_width, width - label_width - right
    hundred = start + room * 100 / LIMIT
    y = 6.0
    for bar, tall in zip(bars, heights, strict=True):
        for number, line in enumerate(wrap(bar.label, label_width - 12, size)):
            drawing.text(root, 0, y + 12 + number * 13, line, size)
        drawing.rect(root, (start, y + 4, room, 16), "#efeef5")
        _achieved(root, bar, (start, y + 4, room))
        y += tall
    drawing.line(
        root,
        hundred,
        2,
        hundred,
        height - 18,
        stroke=KUNYIT,
        stroke_width="1.5",
        stroke_dasharray="4 3",
    )
    drawing.text(root, hundred, height - 5, "100%", 9.5, text_anchor="middle", fill=KUNYIT)
    return drawing.done(root)


def _achieved(root: Element, bar: Bar, at: tuple[float, float, float]) -> None:
    x, y, room = at
    if bar.value is not None:
        share = min(max(float(bar.value), 0.0), LIMIT) / LIMIT
        drawing.rect(root, (x, y, room * share, 16), TONES.get(bar.tone, NILA))
        if float(bar.value) > LIMIT:
            drawing.text(root, x + room - 12, y + 12.5, "»", 13, fill="#ffffff", font_weight="700")
    drawing.text(root, x + room + 8, y + 12, bar.text, 10.5, font_weight="700")


BOX_SIZE, KICKER_SIZE, GAP, COLUMN_GAP = 8.5, 7.0, 8.0, 26.0
MARGIN = 4.0  # keeps the strokes of the outermost boxes inside the drawing


def tree_chart(title: str, roots: Sequence[Branch], width: float = 640) -> SafeString:
    """A tree from left to right: a column a level, lines between parent and child."""
    depth = max((_depth(branch) for branch in roots), default=1)
    column = (width - 2 * MARGIN - COLUMN_GAP * (depth - 1)) / depth
    height = sum(_room(branch, column) for branch in roots) - GAP
    label = ". ".join((title, *(said for branch in roots for said in _said(branch))))
    root = drawing.svg(width, max(height, 20) + 2 * MARGIN, label)
    inner = SubElement(
        root, "g", {"transform": f"translate({drawing.number(MARGIN)} {drawing.number(MARGIN)})"}
    )
    y = 0.0
    for branch in roots:
        y = _branch(inner, branch, 0, y, column)
    return drawing.done(root)


def _said(branch: Branch) -> Iterator[str]:
    """Every box, those below it behind it."""
    yield f"{branch.kicker}: {branch.text}" + (f", {branch.note}" if branch.note else "")
    for child in branch.children:
        yield from _said(child)


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
    drawing.rect(
        root, (x + 0.5, top, column - 1, tall), fill, stroke=NILA, stroke_width="0.8", rx="3"
    )
    drawing.text(root, x + 7, top + 11, branch.kicker, KICKER_SIZE, fill=ink, font_weight="700")
    lines = _box_lines(branch, column)
    for number, line in enumerate(lines):
        drawing.text(root, x + 7, top + 23 + number * 11, line, BOX_SIZE, fill=ink)
    if branch.note:
        at = top + 23 + len(lines) * 11
        drawing.text(root, x + 7, at, branch.note, BOX_SIZE, fill=ink, font_weight="700")
    return y + room


def _elbow(root: Element, x1: float, y1: float, x2: float, y2: float) -> None:
    from_x, from_y, middle, to_x, to_y = map(drawing.number, (x1, y1, (x1 + x2) / 2, x2, y2))
    path = f"M{from_x} {from_y}H{middle}V{to_y}H{to_x}"
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
