"""One figure for a year out of its quarters (or for a period out of its years)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from organizations.exact import FormulaError, Number, exact, percent, require_choice, to_exact

SUM, LAST, AVERAGE, MAX, MIN = "sum", "last", "average", "max", "min"
ACCUMULATIONS = (SUM, LAST, AVERAGE, MAX, MIN)

Values = Sequence[Number | None]


def accumulate(values: Values, method: str) -> Decimal | None:
    """One figure out of several periods, from the filled ones only.

    sum: R1 + R2 + ...; average: sum / number filled; last: the latest filled;
    max, min: the largest, smallest filled
    Unit of the indicator; None when nothing is filled. Empty is not zero; zero counts.
    Not rounded.
    Source: column 12 = 8 + 9 + 10 + 11 of published E.81 forms (Kota Bandung, Kabupaten
    Subang) for sums; "nilai akhir" and averages as in the consolidation types of the
    Kementerian Keuangan's IKU. The annex of Permendagri 86/2017 was not readable.

    >>> accumulate([Decimal("11.25")] * 4, "sum"), accumulate([10, None, 30, None], "last")
    (Decimal('45.00'), Decimal('30'))
    """
    require_choice("method", method, ACCUMULATIONS)
    filled = [to_exact(value) for value in values if value is not None]
    with exact():
        return _METHODS[method](filled) if filled else None


def accumulate_ratio(numerators: Values, denominators: Values) -> Decimal | None:
    """A percentage over several periods from its parts, not from the percentages.

    C = (N1 + N2 + ...) / (D1 + D2 + ...) x 100, over periods with both parts filled
    Percent; None when no period is complete or the denominators add up to zero.
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
        return percent(
            sum((Decimal(n) for n, _ in complete), Decimal(0)),
            sum((Decimal(d) for _, d in complete), Decimal(0)),
        )


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
}
