"""Pictures of how far a checklist is fulfilled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from innovations.adoption.queries.progress import AdoptionProgress, Row
from organizations.formatting import format_date, format_number, format_percent
from reports.rendering.bars import CountBar, count_chart

WHOLE = 100


def progress_charts(found: AdoptionProgress) -> dict[str, Any]:
    """By item, by kecamatan, by month; None where there is nothing to draw."""
    months = [
        CountBar(format_date(month.day), month.whole.share, format_percent(month.whole.share))
        for month in found.months
    ]
    return {
        "items": _chart("Bagian yang memenuhi setiap butir", found.items),
        "places": _chart("Rata-rata pemenuhan per kecamatan", found.places),
        "months": count_chart("Pemenuhan pada akhir bulan", months, highest=WHOLE)
        if len(months) > 1
        else None,
    }


def _chart(title: str, rows: Sequence[Row]) -> Any:
    bars = [CountBar(row.label, row.counted.share, _told(row)) for row in rows]
    return count_chart(title, bars, highest=WHOLE) if bars else None


def _told(row: Row) -> str:
    counted = row.counted
    many = f"{format_number(counted.fulfilled)}/{format_number(counted.units)}"
    return f"{format_percent(counted.share)} ({many})"
