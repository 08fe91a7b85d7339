"""The days on which the legal clock stands still."""

from __future__ import annotations

from datetime import date

from organizations.models import Holiday


def holidays_between(start: date, end: date) -> frozenset[date]:
    """Every holiday of the span, both ends included."""
    days = Holiday.objects.filter(date__range=(start, end)).values_list("date", flat=True)
    return frozenset(days)
