"""The columns of form E.80 (Renstra over its years)."""

from __future__ import annotations

from dataclasses import dataclass

from .accumulation import Values
from .evaluation import FORM_DECIMALS
from .evaluation_years import Row, printed_values, yearly_ratios


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
        ratios_k=printed_values(yearly_ratios(row.targets_k, row.realizations_k), decimals),
        ratios_rp=printed_values(yearly_ratios(row.targets_rp, row.realizations_rp), decimals),
    )
