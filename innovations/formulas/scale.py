"""Whether the rules of a jury are whole: weights, scales, the words beside the scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from organizations.exact import HUNDRED, Number, exact, to_exact
from organizations.values import plain_number as said

Band = tuple[Decimal, Decimal]  # from, to; both may be given


def weights_sum(weights: Iterable[Number]) -> Decimal:
    with exact():
        return sum(map(to_exact, weights), Decimal())


def is_whole(weights: Iterable[Number]) -> bool:
    """Percentages that sum to exactly 100; 99.9 does not.

    >>> is_whole([Decimal("33.3")] * 3), is_whole([60, 40])
    (False, True)
    """
    return weights_sum(weights) == HUNDRED


def is_on_scale(value: Decimal, lowest: Decimal, highest: Decimal, step: Decimal) -> bool:
    """Within the scale and a whole number of steps above its lowest."""
    with exact():
        return lowest <= value <= highest and (value - lowest) % step == 0


def band_fault(lowest: Decimal, highest: Decimal, step: Decimal, bands: Sequence[Band]) -> str:
    """What is wrong with the bands that should cover a scale, as a sentence; "" where nothing is.

    Each band begins one step above the end of the one before it: no value that can be given is
    without words, none has two.
    """
    due = lowest
    for begin, end in sorted(bands):
        if begin > due:
            return f"Nilai {said(due)} sampai sebelum {said(begin)} belum memiliki penjelasan."
        if begin < due:
            return f"Nilai {said(begin)} memiliki dua penjelasan."
        if not is_on_scale(end, lowest, highest, step):
            return (
                f"Batas {said(end)} tidak ada pada skala {said(lowest)} sampai {said(highest)}, "
                f"kelipatan {said(step)}."
            )
        with exact():
            due = end + step
    with exact():
        if bands and due != highest + step:
            return f"Nilai {said(due)} sampai {said(highest)} belum memiliki penjelasan."
    return ""
