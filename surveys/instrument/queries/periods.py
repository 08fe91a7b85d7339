"""Which period of a unit takes answers."""

from __future__ import annotations

from datetime import date, timedelta

from surveys.choices import PeriodState
from surveys.models import Period, ServiceUnit

FORMULA = "permenpan-14-2017"  # 1/9 an element, exact, rounded once, half up


def current_period(unit: ServiceUnit, day: date) -> Period | None:
    """The open period a day lies in; of a period closed today, the one that begins tomorrow."""
    tomorrow = day + timedelta(days=1)
    found = Period.objects.filter(unit=unit, state=PeriodState.OPEN)
    return found.filter(starts_on__lte=tomorrow, ends_on__gte=day).order_by("starts_on").first()
