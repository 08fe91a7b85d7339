"""The small pictures of a page: each figure before and after."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.safestring import SafeString

from innovations.models import Comparison
from organizations.formatting import format_figure
from reports.rendering.bars import CountBar, count_chart

WIDTH, NOTHING = 460, Decimal(0)


def comparison_charts(rows: Iterable[Comparison]) -> list[tuple[str, SafeString]]:
    """Label and picture of each."""
    return [
        (row.label, count_chart(f"{row.label}: sebelum dan sesudah", _bars(row), WIDTH))
        for row in rows
    ]


def _bars(row: Comparison) -> list[CountBar]:
    figures = (
        (f"Sebelum ({row.before_year})", row.before),
        (f"Sesudah ({row.after_year})", row.after),
    )
    return [
        CountBar(label, max(value, NOTHING), f"{format_figure(value)} {row.unit}")
        for label, value in figures
    ]
