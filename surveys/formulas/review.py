"""What PEKPPP asks of a survey's follow-up: months, and the level a value reaches."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from decimal import Decimal


def months_until(first: date, last: date) -> int:
    """Whole months after `first` within which `last` lies.

    Smallest m >= 0 with last <= the same day of the month m months after `first`; a day that the
    month does not have is its last one. Unit: months. No rounding.
    Source: Pedoman Menteri PANRB 1/2022 counts the months after the report; its counting of broken
    months is not said, so that a month begun counts whole.

    >>> months_until(date(2026, 1, 31), date(2026, 2, 28))
    1
    >>> months_until(date(2026, 1, 15), date(2026, 4, 16)), months_until(date(2026, 5, 1), date(2025, 4, 1))
    (4, 0)
    """
    months = max(0, (last.year - first.year) * 12 + last.month - first.month)
    return months + (_later(first, months) < last)


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def level_reached(
    value: Decimal | int | None, bounds: Iterable[tuple[int, Decimal | None]], *, at_most: bool
) -> int:
    """The highest level whose bound a value keeps; 0 where there is no value or it keeps none.

    `bounds` are (level, bound); a level without a bound is reached by nothing. No rounding.
    Source: the table of levels, which is data with its own legal basis.

    >>> level_reached(50, [(1, Decimal(0)), (3, Decimal(30)), (5, Decimal(100))], at_most=False)
    3
    >>> level_reached(7, [(1, Decimal(12)), (2, Decimal(9)), (3, Decimal(6))], at_most=True)
    2
    """
    if value is None:
        return 0
    kept = [
        level
        for level, bound in bounds
        if bound is not None and (value <= bound if at_most else value >= bound)
    ]
    return max(kept, default=0)
