"""Figures of the report cards: shares, percentiles, and cells too small to show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate

from organizations.exact import percent

SMALL_CELL = 5  # fewer reports than this could name somebody
Cells = list[int | None]


def nearest_rank(values: Sequence[int], percentile: int) -> int | None:
    """The value that `percentile` percent of the values do not exceed; None without values.

    rank = ceil(percentile / 100 x n), at least 1 (nearest rank; a value that occurred)
    Whole units of the values (working days), percentile 1 to 100. No rounding.

    >>> nearest_rank([5, 1, 3, 2, 4], 50), nearest_rank([5, 1, 3, 2, 4], 90), nearest_rank([], 50)
    (3, 5, None)
    """
    return nearest_rank_of(Counter(values), percentile)


def nearest_rank_of(counts: Mapping[int, int], percentile: int) -> int | None:
    """The same where it is known how often each value occurred.

    >>> nearest_rank_of({3: 1, 1: 2}, 50), nearest_rank_of({}, 50)
    (1, None)
    """
    rank = max(-(-percentile * sum(counts.values()) // 100), 1)
    reached = accumulate(counts[value] for value in sorted(counts))
    return next(
        (value for value, below in zip(sorted(counts), reached, strict=True) if below >= rank), None
    )


def shares_of(parts: Sequence[int], whole: int) -> tuple[list[Decimal | None], int]:
    """Each part in percent of the whole, and what the parts leave of it.

    share = part / whole x 100; rest = whole - sum of parts (negative where they say too much)
    Percent, unrounded; None where the whole is 0. Nothing is changed so that the sum is 100:
    published figures that were (Pontianak, September 2020: 47 + 46 + 7) hide what is missing.

    >>> shares_of([2, 6], 8)
    ([Decimal('25'), Decimal('75')], 0)
    """
    return [percent(part, whole) for part in parts], whole - sum(parts)


def suppressed(counts: Sequence[int], smallest: int = SMALL_CELL) -> Cells:
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


def suppressed_table(rows: Sequence[Sequence[int]], smallest: int = SMALL_CELL) -> list[Cells]:
    """The same of a table whose rows and columns are summed: no sum gives a hidden cell away.

    Cells from 1 to smallest - 1 become None; then, until nothing changes, where a row or a column
    has exactly one hidden cell its smallest other cell above 0 is hidden too.

    >>> suppressed_table([[9, 3], [8, 7]])
    [[None, None], [None, None]]
    >>> suppressed_table([[9, 0], [8, 7]])
    [[9, 0], [8, 7]]
    """
    hidden = {
        (y, x) for y, row in enumerate(rows) for x, count in enumerate(row) if 0 < count < smallest
    }
    height, width = len(rows), len(rows[0]) if rows else 0
    lines = [[(y, x) for x in range(width)] for y in range(height)]
    lines += [[(y, x) for y in range(height)] for x in range(width)]
    changed = True
    while changed:
        changed = False
        for line in lines:
            shown = [(rows[y][x], y, x) for y, x in line if (y, x) not in hidden and rows[y][x]]
            if sum(cell in hidden for cell in line) == 1 and shown:
                _, y, x = min(shown)
                hidden.add((y, x))
                changed = True
    return [
        [None if (y, x) in hidden else count for x, count in enumerate(row)]
        for y, row in enumerate(rows)
    ]
