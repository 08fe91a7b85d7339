"""The columns of form E.58 (RPJMD over its years)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import Number, percent, to_exact

from .accumulation import SUM, Values, accumulate_years
from .evaluation import FORM_DECIMALS
from .evaluation_years import Row, printed_values, yearly_ratios


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
    to_date_k: Number | None = None  # column 13 of the E.81, where years were only carried in
    to_date_rp: Number | None = None


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
    (every other accumulation; Rp always adds), or what was reached to date as the quarterly
    form has it, where years were only carried in; 23 = 22 / 6 x 100
    Units of the row, percent; None where nothing is filled or a target is missing or zero.
    Rounded half up to six decimals, each once; `decimals=None` leaves them exact.
    Source: form E.58 of Permendagri 86/2017 as reproduced by a published form of Kabupaten
    Bojonegoro; the annex was not readable. Column 22 carries no printed formula: the
    reading is this project's, see docs/formulas/evaluation.md.

    >>> row = E58Input(72, 900, [70, 71], [400, 500], [70, 71], [380, 430], "last")
    >>> e58_columns(row).col22_k, e58_columns(row).col23_rp
    (Decimal('71.000000'), Decimal('90.000000'))
    """
    end_k = _reached(row.to_date_k, row.realizations_k, row.accumulation)
    end_rp = _reached(row.to_date_rp, row.realizations_rp, SUM)
    ends = (end_k, end_rp, percent(end_k, row.end_target_k), percent(end_rp, row.end_target_rp))
    return E58Columns(
        printed_values(yearly_ratios(row.targets_k, row.realizations_k), decimals),
        printed_values(yearly_ratios(row.targets_rp, row.realizations_rp), decimals),
        *printed_values(ends, decimals),
    )


def _reached(to_date: Number | None, years: Values, accumulation: str) -> Decimal | None:
    return accumulate_years(years, accumulation) if to_date is None else to_exact(to_date)
