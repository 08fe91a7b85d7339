"""The picture of the public page of a unit."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from organizations.formatting import format_number
from reports.rendering.charts import Year, history_chart
from surveys.index.queries.trend import TrendPoint

MOST_POINTS = 8


def trend_chart(points: Sequence[TrendPoint], name: str) -> SafeString | None:
    """None for a single period: there is nothing to compare."""
    shown = list(points)[-MOST_POINTS:]
    if len(shown) < 2:
        return None
    columns = [
        Year(point.period.code, None, point.figure.index, "", format_number(point.figure.index, 2))
        for point in shown
    ]
    return history_chart(f"Indeks kepuasan {name} menurut periode", columns)
