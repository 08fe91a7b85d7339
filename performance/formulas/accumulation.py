"""One figure for a year out of its quarters (or for a period out of its years)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from organizations.exact import FormulaError, Number, exact, require_choice, to_exact

from .parts import Share

SUM, LAST, AVERAGE, MAX, MIN, RATIO = "sum", "last", "average", "max", "min", "ratio"
ACCUMULATIONS = (SUM, LAST, AVERAGE, MAX, MIN, RATIO)

Values = Sequence[Number | None]


def accumulate(values: Values, method: str) -> Decimal | None:
    """One figure out of several periods, from the filled ones only.

    sum: R1 + R2 + ...; average: sum / number filled; last: the latest filled;
    max, min: the largest, smallest filled
    ratio: (N1 + N2 + ...) / (D1 + D2 + ...), see `accumulate_ratio`; the latest filled where no
    figure has parts (targets, figures from before it was a ratio)
    Unit of the indicator; None when nothing is filled, and where only some have parts. Empty is not zero; zero counts.
    Not rounded.
    Source: column 12 = 8 + 9 + 10 + 11 of published E.81 forms (Kota Bandung, Kabupaten
    Subang) for sums; "nilai akhir" and averages as in the consolidation types of the
    Kementerian Keuangan's IKU. The annex of Permendagri 86/2017 was not readable.

    >>> accumulate([Decimal("11.25")] * 4, "sum"), accumulate([10, None, 30, None], "last")
    (Decimal('45.00'), Decimal('30'))
    """
    require_choice("method", method, ACCUMULATIONS)
    shares = [value for value in values if isinstance(value, Share)]
    if method == RATIO and shares:
        return _ratio(shares) if all(v is None or isinstance(v, Share) for v in values) else None
    filled = [to_exact(value) for value in values if value is not None]
    with exact():
        return _METHODS[method](filled) if filled else None


def accumulate_ratio(numerators: Values, denominators: Values, per: int = 100) -> Decimal | None:
    """A percentage (or rate) over several periods from its parts, not from the percentages.

    C = (N1 + N2 + ...) / (D1 + D2 + ...) x 100, over periods with both parts filled;
    without the 100 for a unit that is no percentage (`per` 1)
    Unit of the indicator; None when no period is complete or the denominators add up to zero.
    Not rounded.
    Source: "rasio persen" of a published SAKIP application (LLDIKTI XVI); no instrument
    read here prescribes it.

    >>> accumulate_ratio([10, 30], [40, 60])
    Decimal('40')
    """
    if len(numerators) != len(denominators):
        raise FormulaError("numerators dan denominators harus sama panjang")
    pairs = zip(numerators, denominators, strict=True)
    complete = [(n, d) for n, d in pairs if n is not None and d is not None]
    with exact():
        whole = sum((Decimal(d) for _, d in complete), Decimal(0))
        part = sum((Decimal(n) for n, _ in complete), Decimal(0))
        return part * per / whole if whole else None


def accumulate_years(values: Values, method: str) -> Decimal | None:
    """One figure for a planning period out of its years (E.81 column 6, E.58 column 22).

    sum: R1 + R2 + ...; every other method: the latest filled year
    Unit of the indicator; None when nothing is filled. Not rounded.
    Source: forms E.81 and E.58 as published (Kota Bandung, Kabupaten Bojonegoro) add the
    years; that this holds for additive indicators only is this project's reading, see
    docs/formulas/evaluation.md.

    >>> accumulate_years([3, 4, None], "sum"), accumulate_years([60, 62, None], "average")
    (Decimal('7'), Decimal('62'))
    """
    require_choice("method", method, ACCUMULATIONS)
    return accumulate(values, SUM if method == SUM else LAST)


def _ratio(shares: list[Share]) -> Decimal | None:
    numerators, denominators = zip(*(one.parts for one in shares), strict=True)
    return accumulate_ratio(numerators, denominators, shares[-1].per)


def _sum(filled: list[Decimal]) -> Decimal:
    return sum(filled, Decimal(0))


def _average(filled: list[Decimal]) -> Decimal:
    return _sum(filled) / len(filled)


_METHODS: dict[str, Callable[[list[Decimal]], Decimal]] = {
    SUM: _sum,
    LAST: lambda filled: filled[-1],
    AVERAGE: _average,
    MAX: max,
    MIN: min,
    RATIO: lambda filled: filled[-1],
}
