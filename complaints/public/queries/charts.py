"""The pictures of the statistics."""

from __future__ import annotations

from django.utils.safestring import SafeString

from complaints.public.queries.statistics import Breakdown
from organizations.formatting import format_number, format_percent
from reports.rendering.bars import CountBar, count_chart

MOST_BARS = 16


def breakdown_chart(found: Breakdown, period: str) -> SafeString | None:
    """None where there is nothing to draw."""
    bars = [
        CountBar(
            group.label,
            group.count,
            "tidak ditampilkan"
            if group.count is None
            else f"{format_number(group.count)} ({format_percent(group.share, 1)})",
        )
        for group in found.groups[:MOST_BARS]
    ]
    title = f"Laporan {period} menurut {found.title.lower()}, dari {format_number(found.whole)}"
    return count_chart(title, bars) if bars else None
