"""The small pictures of a page: each figure before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.utils.safestring import SafeString

from innovations.models import CheckIn, Comparison
from organizations.formatting import format_figure, format_number
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


def users_chart(rows: Sequence[CheckIn]) -> SafeString | str:
    """How many used an application, half-year by half-year; nothing to compare is no picture."""
    bars = [CountBar(row.half_year, row.users, format_number(row.users or 0)) for row in rows]
    return count_chart("Pengguna menurut kabar semester", bars, WIDTH) if len(bars) > 1 else ""
