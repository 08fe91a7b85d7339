"""Cells too small to show: counts that could name somebody, and those they follow from.

No Django. Used by every table of people that is published.
"""

from __future__ import annotations

from collections.abc import Sequence

SMALL_CELL = 5  # fewer people than this could name somebody
Cells = list[int | None]


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
