"""How often pages were read."""

from __future__ import annotations

from datetime import date

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from innovations.formulas.adoption import month_ends
from innovations.models import DayReads, Innovation

MONTHS = 12


def times_read(innovation: Innovation) -> int:
    rows = DayReads.objects.filter(innovation=innovation)
    return rows.aggregate(times=Sum("count"))["times"] or 0


def months_read(innovation: Innovation, today: date) -> list[tuple[date, int]]:
    """Of this month and the eleven before it, oldest first; months without a reader are left out."""
    first = month_ends(today, MONTHS)[0].replace(day=1)
    rows = DayReads.objects.filter(innovation=innovation, day__gte=first)
    months = rows.annotate(month=TruncMonth("day")).order_by().values("month")
    return list(months.annotate(times=Sum("count")).order_by("month").values_list("month", "times"))
