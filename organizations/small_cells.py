"""Cells too small to show: counts that could name somebody, and those they follow from.

No Django. Used by every table of people that is published.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

SMALL_CELL = 5  # fewer people than this could name somebody
Cells = list[int | None]
K = TypeVar("K", bound=Hashable)


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


def hidden_by_sums(
    counts: Mapping[K, int],
    sums: Sequence[tuple[K, Sequence[K]]],
    smallest: int = SMALL_CELL,
    *,
    already: frozenset[K] = frozenset(),
) -> frozenset[K]:
    """Which of many counts are not printed, where everybody knows which add up to which.

    Counts from 1 to smallest - 1 are hidden. Then, until nothing changes, of each sum: where its
    total is shown, its hidden parts are at least two and together at least `smallest`; where the
    total is hidden, so is a part. What is hidden more is the smallest part above 0, at last the
    total. 0 stays 0.

    >>> counts = {"year": 20, "May": 3, "June": 8, "July": 9}
    >>> sorted(hidden_by_sums(counts, [("year", ["May", "June", "July"])]))
    ['June', 'May']
    """
    hidden = {key for key, count in counts.items() if 0 < count < smallest} | set(already)
    sums_of = defaultdict(list)
    for line in sums:
        for key in (line[0], *line[1]):
            sums_of[key].append(line)
    waiting = deque(hidden)
    while waiting:
        for total, parts in sums_of[waiting.popleft()]:
            while (more := _to_hide(total, parts, counts, hidden, smallest)) is not None:
                hidden.add(more)
                waiting.append(more)
    return frozenset(hidden)


def _to_hide(
    total: K, parts: Sequence[K], counts: Mapping[K, int], hidden: set[K], smallest: int
) -> K | None:
    """What else must go so that this sum gives nothing away; None when nothing must."""
    gone = [counts.get(part, 0) for part in parts if part in hidden]
    shown = [part for part in parts if part not in hidden and counts.get(part)]
    if total in hidden and (gone or not shown):
        return None
    if total not in hidden and (not gone or (len(gone) > 1 and sum(gone) >= smallest)):
        return None
    return min(shown, key=lambda part: counts[part]) if shown else total
