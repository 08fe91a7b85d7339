"""When the acts of the demonstration happen."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone


def morning(day: date) -> datetime:
    """Nine o'clock in the city, never later than now."""
    nine = datetime.combine(day, time(9), tzinfo=timezone.get_current_timezone())
    return min(nine, timezone.now())
