"""How often pages were read."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from innovations.models import DayReads, Innovation

MONTHS = 12


def times_read(innovation: Innovation) -> int:
    rows = DayReads.objects.filter(innovation=innovation)
    return rows.aggregate(times=Sum("count"))["times"] or 0


def months_read(innovation: Innovation, today: date) -> list[tuple[date, int]]:
    """Of this month and the eleven before it, oldest first; months without a reader are left out."""
    rows = DayReads.objects.filter(innovation=innovation, day__gte=first_day(today, MONTHS))
    months = rows.annotate(month=TruncMonth("day")).order_by().values("month")
    return list(months.annotate(times=Sum("count")).order_by("month").values_list("month", "times"))


def first_day(today: date, months: int) -> date:
    """Of so many months the present one is the last of.

    >>> first_day(date(2026, 11, 27), 12)
    datetime.date(2025, 12, 1)
    """
    place = today.year * 12 + today.month - months
    return date(place // 12, place % 12 + 1, 1)
