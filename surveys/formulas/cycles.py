"""Periods of the calendar in which a unit surveys: months, quarters, half-years, years."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {"bulan": 1, "triwulan": 3, "semester": 6, "tahun": 12}
_LETTERS = {"triwulan": "T", "semester": "S"}
PARTS_OF_CYCLE = "bcdefghijklmnopqrstuvwxyz"  # letters of further parts of one cycle
_CODE = re.compile(r"(20[0-9]{2})(?:-(?:([0-9]{2})|([TS])([1-4])))?")


@dataclass(frozen=True)
class CyclePeriod:
    """Code, first and last day of a period."""

    code: str
    starts_on: date
    ends_on: date

    def between(self, before: date | None, after: date | None) -> CyclePeriod:
        """The same without the days up to `before` and from `after` on.

        >>> cycle_period(date(2026, 8, 17), "semester").between(date(2026, 7, 31), None).starts_on
        datetime.date(2026, 8, 1)
        """
        starts_on = self.starts_on if before is None else before + timedelta(days=1)
        ends_on = self.ends_on if after is None else after - timedelta(days=1)
        return CyclePeriod(self.code, starts_on, ends_on)


def cycle_period(day: date, cycle: str) -> CyclePeriod:
    """The period of a cycle that a day lies in; periods of one cycle follow without a gap.

    Codes: 2026-03, 2026-T1, 2026-S1, 2026. Raises KeyError for an unknown cycle.
    Source: PermenPANRB 14/2017 asks for one survey a year at least; months, quarters, half-years
    and years are what units use.

    >>> cycle_period(date(2026, 8, 17), "semester")
    CyclePeriod(code='2026-S2', starts_on=datetime.date(2026, 7, 1), ends_on=datetime.date(2026, 12, 31))
    """
    length = MONTHS[cycle]
    place = (day.month - 1) // length
    first, last = place * length + 1, (place + 1) * length
    ends_on = date(day.year, last, monthrange(day.year, last)[1])
    return CyclePeriod(_code(day.year, cycle, place + 1), date(day.year, first, 1), ends_on)


def next_cycle_period(ended: date, cycle: str) -> CyclePeriod:
    """The period after one that ended on a day.

    >>> next_cycle_period(date(2026, 12, 31), "triwulan").code
    '2027-T1'
    """
    return cycle_period(ended + timedelta(days=1), cycle)


def _code(year: int, cycle: str, place: int) -> str:
    if cycle == "tahun":
        return str(year)
    if cycle == "bulan":
        return f"{year}-{place:02d}"
    return f"{year}-{_LETTERS[cycle]}{place}"


def period_of_code(code: str) -> CyclePeriod | None:
    """The calendar period that a code names, whole; None for a code of no cycle.

    >>> period_of_code("2026-T2").ends_on, period_of_code("2026-S3"), period_of_code("2026-13")
    (datetime.date(2026, 6, 30), None, None)
    """
    found = _CODE.fullmatch(code)
    if found is None:
        return None
    year, month, letter, place = found.groups()
    cycle = {"T": "triwulan", "S": "semester"}.get(letter, "bulan" if month else "tahun")
    first = (int(month or place or 1) - 1) * MONTHS[cycle] + 1
    if not 1 <= first <= 12:
        return None
    return cycle_period(date(int(year), first, 1), cycle)
