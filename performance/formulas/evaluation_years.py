"""Columns of the yearly evaluation forms: E.80 (Renstra) and E.58 (RPJMD)."""

from __future__ import annotations

from decimal import Decimal

from organizations.exact import FormulaError, percent, rounded

from .accumulation import Values

Row = tuple[Decimal | None, ...]


def yearly_ratios(targets: Values, realizations: Values) -> Row:
    """Achievement of every year of a planning period, one ratio a year.

    ratio(i) = realization(i) / target(i) x 100
    Percent; None in a year that is not filled, has no target or a target of zero. The forms
    know no polarity: a lower-is-better indicator below its target shows less than 100 here.
    Not rounded.
    Source: columns 17 to 21 of forms E.80 and E.58 of Permendagri 86/2017 as reproduced by
    published forms of Kabupaten Subang and Kabupaten Bojonegoro; annex not readable.

    >>> yearly_ratios([50, 0, 40], [25, 10, None])
    (Decimal('50'), None, None)
    """
    if len(targets) != len(realizations):
        raise FormulaError("target dan realisasi harus mencakup tahun yang sama")
    years = zip(targets, realizations, strict=True)
    return tuple(percent(realization, target) for target, realization in years)


def printed_values(values: Row, decimals: int | None) -> Row:
    if decimals is None:
        return values
    return tuple(rounded(value, decimals) for value in values)
