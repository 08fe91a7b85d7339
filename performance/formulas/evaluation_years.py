"""Columns of the yearly evaluation forms: E.80 (Renstra) and E.58 (RPJMD)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import FormulaError, Number, percent, rounded

from .accumulation import SUM, Values, accumulate_years
from .evaluation import FORM_DECIMALS

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


@dataclass(frozen=True)
class E80Input:
    """Columns 7 to 16 of E.80: targets and realisations of the years of the Renstra."""

    targets_k: Values
    targets_rp: Values
    realizations_k: Values
    realizations_rp: Values


@dataclass(frozen=True)
class E80Columns:
    """Columns 17 to 21 of E.80, one ratio a year."""

    ratios_k: Row
    ratios_rp: Row


def e80_columns(row: E80Input, decimals: int | None = FORM_DECIMALS) -> E80Columns:
    """Columns 17 to 21 of E.80, for K and Rp.

    17..21 = (12..16) / (7..11) x 100
    Percent, None and polarity as `yearly_ratios`.
    Rounded half up to six decimals, once; `decimals=None` leaves them exact.
    Source: form E.80 of Permendagri 86/2017 as reproduced by a published form of Kabupaten
    Subang; the annex was not readable.

    >>> e80_columns(E80Input([80], [200], [60], [150])).ratios_k
    (Decimal('75.000000'),)
    """
    return E80Columns(
        ratios_k=_printed(yearly_ratios(row.targets_k, row.realizations_k), decimals),
        ratios_rp=_printed(yearly_ratios(row.targets_rp, row.realizations_rp), decimals),
    )


@dataclass(frozen=True)
class E58Input:
    """Columns 6 to 16 of E.58: end targets, targets and realisations of the RPJMD's years."""

    end_target_k: Number | None
    end_target_rp: Number | None
    targets_k: Values
    targets_rp: Values
    realizations_k: Values
    realizations_rp: Values
    accumulation: str = SUM


@dataclass(frozen=True)
class E58Columns:
    """Columns 17 to 23 of E.58."""

    ratios_k: Row
    ratios_rp: Row
    col22_k: Decimal | None
    col22_rp: Decimal | None
    col23_k: Decimal | None
    col23_rp: Decimal | None


def e58_columns(row: E58Input, decimals: int | None = FORM_DECIMALS) -> E58Columns:
    """Columns 17 to 23 of E.58, for K and Rp.

    17..21 = (12..16) / (7..11) x 100; 22 = 12 + ... + 16 (sum) or the latest filled year
    (every other accumulation; Rp always adds); 23 = 22 / 6 x 100
    Units of the row, percent; None where nothing is filled or a target is missing or zero.
    Rounded half up to six decimals, each once; `decimals=None` leaves them exact.
    Source: form E.58 of Permendagri 86/2017 as reproduced by a published form of Kabupaten
    Bojonegoro; the annex was not readable. Column 22 carries no printed formula: the
    reading is this project's, see docs/formulas/evaluation.md.

    >>> row = E58Input(72, 900, [70, 71], [400, 500], [70, 71], [380, 430], "last")
    >>> e58_columns(row).col22_k, e58_columns(row).col23_rp
    (Decimal('71.000000'), Decimal('90.000000'))
    """
    end_k = accumulate_years(row.realizations_k, row.accumulation)
    end_rp = accumulate_years(row.realizations_rp, SUM)
    ends = (end_k, end_rp, percent(end_k, row.end_target_k), percent(end_rp, row.end_target_rp))
    return E58Columns(
        _printed(yearly_ratios(row.targets_k, row.realizations_k), decimals),
        _printed(yearly_ratios(row.targets_rp, row.realizations_rp), decimals),
        *_printed(ends, decimals),
    )


def _printed(values: Row, decimals: int | None) -> Row:
    if decimals is None:
        return values
    return tuple(rounded(value, decimals) for value in values)
