"""Which period of a unit takes answers."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet

from surveys.choices import PeriodState
from surveys.models import Period, ServiceUnit

FORMULA = "permenpan-14-2017"  # 1/9 an element, exact, rounded once, half up
_NAMES = {FORMULA: "Peraturan Menteri PANRB Nomor 14 Tahun 2017"}


def formula_name(formula: str) -> str:
    """The regulation a period is reckoned by, in words."""
    return _NAMES.get(formula, formula)


def taking_answers(day: date) -> QuerySet[Period]:
    """Open periods a day lies in; for units that closed theirs today, the one that begins tomorrow."""
    tomorrow = day + timedelta(days=1)
    return Period.objects.filter(
        state=PeriodState.OPEN, starts_on__lte=tomorrow, ends_on__gte=day
    ).order_by("starts_on")


def current_period(unit: ServiceUnit, day: date) -> Period | None:
    """The period that takes the answers of a day: that of today before that of tomorrow."""
    return taking_answers(day).filter(unit=unit).first()
