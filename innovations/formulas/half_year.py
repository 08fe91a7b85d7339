"""The half-years of check-ins: when the question is asked, and until when it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_LAST_DAYS = {1: (6, 30), 2: (12, 31)}


@dataclass(frozen=True)
class HalfYear:
    """A half-year with the days of its question: its last month, so that it can be told whole."""

    code: str
    asked_on: date
    due_on: date


def half_year_of(day: date) -> HalfYear:
    """The half-year a day lies in.

    >>> half_year_of(date(2026, 7, 1))
    HalfYear(code='2026-S2', asked_on=datetime.date(2026, 12, 1), due_on=datetime.date(2026, 12, 31))
    """
    half = 1 if day.month <= 6 else 2
    month, last = _LAST_DAYS[half]
    return HalfYear(f"{day.year}-S{half}", date(day.year, month, 1), date(day.year, month, last))
