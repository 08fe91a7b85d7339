"""How many of many moments fall close together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta


def most_within(moments: Sequence[datetime], span: timedelta) -> int:
    """The most moments that lie within any span of this length; 0 for none.

    >>> start = datetime(2026, 1, 1, 9)
    >>> most_within([start + timedelta(minutes=m) for m in (0, 10, 59, 60, 200)], timedelta(hours=1))
    3
    """
    ordered = sorted(moments)
    most = first = 0
    for place, moment in enumerate(ordered):
        while moment - ordered[first] >= span:
            first += 1
        most = max(most, place - first + 1)
    return most
