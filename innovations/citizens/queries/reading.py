"""How often pages were read."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from innovations.models import DayReads, Innovation


def times_read(innovation: Innovation) -> int:
    rows = DayReads.objects.filter(innovation=innovation)
    return rows.aggregate(times=Sum("count"))["times"] or 0


def months_read(innovation: Innovation, today: date) -> list[tuple[date, int]]:
    """Of the last twelve months, oldest first; months without a reader are left out."""
    rows = DayReads.objects.filter(innovation=innovation, day__gt=today - timedelta(days=365))
    months = rows.annotate(month=TruncMonth("day")).order_by().values("month")
    return list(months.annotate(times=Sum("count")).order_by("month").values_list("month", "times"))
