"""Figures of the report cards: shares and percentiles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate

from organizations.exact import percent


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
