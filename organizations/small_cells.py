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


def suppressed(counts: Sequence[int], smallest: int = SMALL_CELL) -> Cells:
    """Counts of a row whose sum is shown beside them, None for what is not printed.

    >>> suppressed([12, 3, 0, 7]), suppressed([2, 3, 9]), suppressed([1, 2, 9])
    ([12, None, 0, None], [None, None, 9], [None, None, None])
    """
    places = range(len(counts))
    hidden = hidden_by_sums(dict(enumerate(counts)), [(len(counts), places)], smallest)
    return [None if place in hidden else count for place, count in enumerate(counts)]


def _to_hide(
    total: K, parts: Sequence[K], counts: Mapping[K, int], hidden: set[K], smallest: int
) -> K | None:
    """What else must go so that this sum gives nothing away; None when nothing must."""
    gone = [counts.get(part, 0) for part in parts if part in hidden]
    is_hidden = total in hidden
    if gone if is_hidden else (not gone or (len(gone) > 1 and sum(gone) >= smallest)):
        return None
    shown = [part for part in parts if part not in hidden and counts.get(part)]
    if shown:
        return min(shown, key=lambda part: counts[part])
    return None if is_hidden else total
