"""Pictures of survey results, the same on pages and in documents."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from organizations.formatting import format_number
from reports.rendering.bars import CountBar, count_chart
from reports.rendering.charts import Year, history_chart
from surveys.formulas import HIGHEST, SCALE
from surveys.index.queries.consolidated import UnitFigure
from surveys.index.queries.figures import ElementFigure, Figure
from surveys.index.queries.trend import TrendPoint
from surveys.period_names import short_label_of_code

MOST_COLUMNS, MOST_BARS = 8, 24
WHOLE = SCALE * HIGHEST


def said(figure: Figure) -> str:
    """ "83,33 (B)"."""
    if figure.index is None or figure.grade is None:
        return "belum ada data"
    return f"{format_number(figure.index, 2)} ({figure.grade.letter})"


def element_chart(elements: Sequence[ElementFigure], title: str) -> SafeString | None:
    """None where nobody answered."""
    bars = [
        CountBar(f"U{one.number} {one.element.label}", one.figure.index, said(one.figure))
        for one in elements
        if one.mean is not None
    ]
    return count_chart(title, bars, highest=WHOLE) if bars else None


def trend_chart(points: Sequence[TrendPoint], title: str) -> SafeString | None:
    """Columns of the last periods that have answers; nothing to draw for a single one."""
    known = _drawn(points)
    if len(known) < 2:
        return None
    columns = [
        Year(
            f"{short_label_of_code(point.period.code)}{'*' if point.is_provisional else ''}",
            None,
            point.figure.index,
            "",
            f"{format_number(point.figure.index, 2)} n={format_number(point.figure.respondents)}",
        )
        for point in known
    ]
    return history_chart(title, columns)


def trend_caption(points: Sequence[TrendPoint]) -> str:
    """What the chart of periods shows, and what its asterisk means where it bears one."""
    mark = " (* masih menerima jawaban)" if any(p.is_provisional for p in _drawn(points)) else ""
    return f"Indeks setiap periode{mark}"


def _drawn(points: Sequence[TrendPoint]) -> list[TrendPoint]:
    return [point for point in points if point.figure.respondents][-MOST_COLUMNS:]


def unit_caption(units: Sequence[UnitFigure]) -> str:
    """What the chart of units shows, and of how many."""
    count = sum(one.figure.exact is not None for one in units)
    some = f", {MOST_BARS} dari {count} unit" if count > MOST_BARS else ""
    return f"Unit layanan, nilai tertinggi lebih dulu{some}"


def unit_chart(units: Sequence[UnitFigure], title: str) -> SafeString | None:
    """The units with an index, highest first."""
    known = [one for one in units if one.figure.exact is not None]
    known.sort(key=lambda one: (-(one.figure.exact or 0), one.unit.name))
    bars = [
        CountBar(one.unit.name, one.figure.index, said(one.figure)) for one in known[:MOST_BARS]
    ]
    return count_chart(title, bars, highest=WHOLE) if bars else None
