"""From rows to one figure: means that say how many rows they rest on, and sums."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import FormulaError, Number, exact, to_exact


@dataclass(frozen=True)
class Mean:
    """A mean (or sum) and its footing: `filled` of `total` rows had a value."""

    value: Decimal | None
    filled: int
    total: int

    @property
    def is_complete(self) -> bool:
        return self.filled == self.total


def mean_of(values: Iterable[Number | None]) -> Mean:
    """Plain mean of the filled rows, with "n of N filled".

    mean = (v1 + ... + vn) / n over the filled rows; None when none is filled
    Unit of the rows. A row that is not filled counts neither as 0 nor as 100.
    Not rounded: give it unrounded rows and round the result once. Cap the rows first if the
    city caps, and say so: the mean of capped rows is not the capped mean.
    Source: bottom row "Rata-rata capaian kinerja (%)" of published E.81 and E.60 forms; the
    annex of Permendagri 86/2017 was not readable.

    >>> mean_of([100, 45, None])
    Mean(value=Decimal('72.5'), filled=2, total=3)
    """
    return weighted_mean((value, 1) for value in values)


def weighted_mean(rows: Iterable[tuple[Number | None, Number]]) -> Mean:
    """Mean of the filled rows by their weights, with "n of N filled".

    mean = (v1 w1 + ... + vn wn) / (w1 + ... + wn) over the filled rows
    Unit of the rows; weights are not negative and need not add up to 100. The weight of a
    row that is not filled is left out. None when nothing is filled or the weights are zero.
    Not rounded.
    Source: program average of a published e-monev application (wp-sipd: sum of value x
    weight / sum of weights); no instrument read here prescribes the weights.

    >>> weighted_mean([(100, 3), (50, 1), (None, 6)])
    Mean(value=Decimal('87.5'), filled=2, total=3)
    """
    pairs = [(value, to_exact(weight)) for value, weight in rows]
    if any(weight < 0 for _, weight in pairs):
        raise FormulaError("bobot tidak boleh negatif")
    filled = [(to_exact(value), weight) for value, weight in pairs if value is not None]
    with exact():
        weights = sum((weight for _, weight in filled), Decimal(0))
        total = sum((value * weight for value, weight in filled), Decimal(0))
        return Mean(total / weights if weights else None, len(filled), len(pairs))


def sum_of(values: Iterable[Number | None]) -> Mean:
    """Sum of the filled rows, with "n of N filled".

    sum = v1 + ... + vn over the filled rows; None when none is filled
    Unit of the rows. Give it rows of one level only: rows with their own sub-totals are
    counted twice (see the worked case in docs/formulas/rollup.md).
    Not rounded.
    Source: sub kegiatan carry the budget, levels above are sums (published e-SAKIP
    applications); Permendagri 86/2017 forms as published.

    >>> sum_of([1_000, None, 500])
    Mean(value=Decimal('1500'), filled=2, total=3)
    """
    rows = list(values)
    filled = [to_exact(value) for value in rows if value is not None]
    with exact():
        return Mean(sum(filled, Decimal(0)) if filled else None, len(filled), len(rows))
