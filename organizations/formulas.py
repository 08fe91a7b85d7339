"""Arithmetic on calendar dates: working days, and the quarters of a year.

Pure: the holidays are an argument, there is no clock and no time zone. Turn an instant into
the city's date first.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Container
from datetime import date, datetime, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Container[date] = frozenset()) -> bool:
    """Whether offices work on a day.

    working = Monday to Friday and not a holiday (national, joint leave or local)
    Takes a calendar date; no rounding.
    Source: five-day week as counted by published SP4N-LAPOR service standards; holidays are
    the city's own list. The regulations' articles were not readable here.

    >>> is_working_day(date(2026, 3, 18)), is_working_day(date(2026, 3, 21))
    (True, False)
    """
    _require_date(day)
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(received: date, days: int, holidays: Container[date] = frozenset()) -> date:
    """The day a term of working days ends.

    day 0 = received, not counted; day 1 = the next working day; the answer is day `days`
    Whole days, `days` >= 0; 0 gives the day of receipt itself, working day or not.
    Source: SP4N-LAPOR terms (3, 5, 14, 60 working days) as published by municipal service
    standards; "day 0 is not counted" is the reading chosen (docs/formulas/working-days.md).

    >>> holiday = {date(2026, 8, 17)}
    >>> add_working_days(date(2026, 8, 14), 3, holiday)
    datetime.date(2026, 8, 20)
    """
    _require_date(received)
    if days < 0:
        raise ValueError("a term cannot be a negative number of working days")
    day = received
    while days:
        day += ONE_DAY
        days -= is_working_day(day, holidays)
    return day


def count_working_days(start: date, end: date, holidays: Container[date] = frozenset()) -> int:
    """Working days used up from one day to another.

    count = working days d with start < d <= end
    Whole days, >= 0 (0 when the end is not after the start). The inverse of
    `add_working_days`: the first day is not counted, the last one is.
    Source: as `add_working_days`.

    >>> count_working_days(date(2026, 8, 14), date(2026, 8, 20), {date(2026, 8, 17)})
    3
    """
    _require_date(start)
    _require_date(end)
    span = range(1, (end - start).days + 1)
    return sum(is_working_day(start + n * ONE_DAY, holidays) for n in span)


def end_of_quarter(year: int, quarter: int) -> date:
    """The last day of a quarter (1 to 4) of a calendar year.

    >>> end_of_quarter(2026, 1), end_of_quarter(2026, 4)
    (datetime.date(2026, 3, 31), datetime.date(2026, 12, 31))
    """
    month = 3 * quarter
    return date(year, month, monthrange(year, month)[1])


def _require_date(day: date) -> None:
    # A datetime is a date to Python, but never equals one: holidays would be missed silently.
    if isinstance(day, datetime):
        raise TypeError("working days are counted on dates, not on instants")
