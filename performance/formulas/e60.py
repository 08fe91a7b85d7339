"""The columns of form E.60 (RKPD of the city)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import Number

from .accumulation import SUM, Values
from .evaluation import FORM_DECIMALS, Side, printed, quarterly_side
from .quarters import require_four


@dataclass(frozen=True)
class E60Input:
    """Columns 6 to 12 of E.60, as entered; money may be `int` rupiah."""

    target_rpjmd_k: Number | None
    target_rpjmd_rp: Number | None
    realisasi_lalu_k: Number | None
    realisasi_lalu_rp: Number | None
    target_k: Number | None
    pagu_rp: Number | None
    tw_k: Values
    tw_rp: Values
    accumulation: str = SUM
    adds_across_years: bool = True

    def __post_init__(self) -> None:
        require_four("tw_k", self.tw_k)
        require_four("tw_rp", self.tw_rp)


@dataclass(frozen=True)
class E60Columns:
    """Derived columns of E.60; `annual_*` is the 13 / 8 x 100 some local forms insert."""

    col13_k: Decimal | None
    col13_rp: Decimal | None
    col14_k: Decimal | None
    col14_rp: Decimal | None
    col15_k: Decimal | None
    col15_rp: Decimal | None
    annual_k: Decimal | None
    annual_rp: Decimal | None

    @classmethod
    def of(cls, k: Side, rp: Side) -> E60Columns:
        return cls(
            col13_k=k.realized,
            col13_rp=rp.realized,
            col14_k=k.to_date,
            col14_rp=rp.to_date,
            col15_k=k.progress,
            col15_rp=rp.progress,
            annual_k=k.annual,
            annual_rp=rp.annual,
        )


def e60_columns(row: E60Input, decimals: int | None = FORM_DECIMALS) -> E60Columns:
    """Columns 13, 14 and 15 of E.60, for K and Rp.

    13 = 9 + 10 + 11 + 12; 14 = 7 + 13; 15 = 14 / 6 x 100
    Accumulation, missing parts and rounding exactly as `e81_columns`.
    Source: form E.60 of Permendagri 86/2017 as reproduced by a published application that
    titles it "Formulir E.60 Evaluasi Terhadap Hasil RKPD"; the annex was not readable.

    >>> row = E60Input(target_rpjmd_k=100, target_rpjmd_rp=None, realisasi_lalu_k=60,
    ...     realisasi_lalu_rp=None, target_k=70, pagu_rp=None, tw_k=[50, 70, None, None],
    ...     tw_rp=[None] * 4, accumulation="last")
    >>> e60_columns(row).col14_k, e60_columns(row).col15_k
    (Decimal('70.000000'), Decimal('70.000000'))
    """
    k = quarterly_side(
        end_target=row.target_rpjmd_k,  # column 6
        carried=row.realisasi_lalu_k,  # column 7
        year_target=row.target_k,  # column 8
        quarters=row.tw_k,  # columns 9 to 12
        accumulation=row.accumulation,
        adds_across_years=row.adds_across_years,
    )
    rp = quarterly_side(
        end_target=row.target_rpjmd_rp,
        carried=row.realisasi_lalu_rp,
        year_target=row.pagu_rp,
        quarters=row.tw_rp,
    )
    return E60Columns.of(*printed(k, rp, decimals))
