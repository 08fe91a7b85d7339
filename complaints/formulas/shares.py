"""Figures of the report cards: percentiles, and cells too small to show."""

from __future__ import annotations

from collections.abc import Sequence

SMALL_CELL = 5  # fewer reports than this could name somebody


def nearest_rank(values: Sequence[int], percentile: int) -> int | None:
    """The value that `percentile` percent of the values do not exceed; None without values.

    rank = ceil(percentile / 100 x n), at least 1 (nearest rank; a value that occurred)
    Whole units of the values (working days), percentile 1 to 100. No rounding.

    >>> nearest_rank([5, 1, 3, 2, 4], 50), nearest_rank([5, 1, 3, 2, 4], 90), nearest_rank([], 50)
    (3, 5, None)
    """
    if not values:
        return None
    rank = -(-percentile * len(values) // 100)
    return sorted(values)[max(rank, 1) - 1]


def suppressed(counts: Sequence[int], smallest: int = SMALL_CELL) -> list[int | None]:
    """Counts of a row whose sum is shown beside them: small cells, and one more, are hidden.

    A count from 1 to smallest - 1 becomes None. Where exactly one is hidden the next larger one
    is hidden too, else it follows from the sum. 0 stays 0.

    >>> suppressed([12, 3, 0, 7])
    [12, None, 0, None]
    >>> suppressed([2, 3, 9])
    [None, None, 9]
    """
    hidden = {place for place, count in enumerate(counts) if 0 < count < smallest}
    if len(hidden) == 1:
        others = [(count, place) for place, count in enumerate(counts) if count >= smallest]
        hidden |= {min(others)[1]} if others else set()
    return [None if place in hidden else count for place, count in enumerate(counts)]
