"""The units whose plans make up the city's in a year."""

from __future__ import annotations

from collections.abc import Iterable

from organizations.models import Organization
from performance.counted import counted_in
from performance.former import lay_over
from performance.models import FormerValue


def units_in(year: int) -> list[Organization]:
    """The same by code, as they were called in the year."""
    return called_in(year, counted_in(year).order_by("code"))


def called_in(year: int, units: Iterable[Organization]) -> list[Organization]:
    """Units as they were called in the year; one query more."""
    found = list(units)
    lay_over(found, FormerValue.objects.all(), year)
    return found
