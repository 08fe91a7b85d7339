"""Whether an innovation may enter: its age at the closing, the words of its proposal."""

from __future__ import annotations

import calendar
import re
from datetime import date

_TAG = re.compile(r"<[^>]*>")


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last day of a month that is shorter.

    >>> months_later(date(2024, 8, 31), 6)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def is_old_enough(implemented_on: date, closing: date, months: int) -> bool:
    """At least so many whole months from being implemented to the closing of registration, not to
    today. Source: KepmenPANRB 161/2021 and the calls of KIPP and KOVABLIK.

    >>> is_old_enough(date(2025, 6, 30), date(2026, 6, 30), 12)
    True
    >>> is_old_enough(date(2025, 7, 1), date(2026, 6, 30), 12)
    False
    """
    return months_later(implemented_on, months) <= closing


def word_count(text: str) -> int:
    """Words as a reader counts them: marks of HTML are none, nor are signs that stand alone.

    >>> word_count("<b>Antre</b> dari rumah - 24 jam"), word_count("  ")
    (5, 0)
    """
    return sum(any(map(str.isalnum, word)) for word in _TAG.sub(" ", text).split())
