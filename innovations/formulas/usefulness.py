"""How useful people find an innovation."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

LEAST = 5  # ratings before a mean is told: fewer say more about who answered than about it
ONE_DECIMAL = Decimal("0.1")


def mean_usefulness(counts: Mapping[int, int]) -> Decimal | None:
    """Mean of ratings from 1 (not useful) to 5 (very useful); None below five ratings.

    mean = sum(score x number of ratings) / number of ratings
    Rounded half up to one decimal, once, at the end.
    Source: decision of the portal, no regulation.

    >>> mean_usefulness({5: 3, 4: 1, 1: 1})
    Decimal('4.0')
    >>> mean_usefulness({5: 4}) is None
    True
    """
    rated = sum(counts.values())
    if rated < LEAST:
        return None
    whole = Decimal(sum(score * count for score, count in counts.items()))
    return (whole / rated).quantize(ONE_DECIMAL, ROUND_HALF_UP)
