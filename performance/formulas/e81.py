"""The columns of form E.81 (Renja of a unit)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import Number

from .accumulation import SUM, Values
from .evaluation import FORM_DECIMALS, Side, printed, quarterly_side
from .quarters import require_four


@dataclass(frozen=True)
class E81Input:
    """Columns 5 to 11 of E.81, as entered; money may be `int` rupiah."""

    target_renstra_k: Number | None
    target_renstra_rp: Number | None
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
class E81Columns:
    """Derived columns of E.81; `annual_*` is the 12 / 7 x 100 some local forms insert."""

    col12_k: Decimal | None
    col12_rp: Decimal | None
    col13_k: Decimal | None
    col13_rp: Decimal | None
    col14_k: Decimal | None
    col14_rp: Decimal | None
    annual_k: Decimal | None
    annual_rp: Decimal | None

    @classmethod
    def of(cls, k: Side, rp: Side) -> E81Columns:
        return cls(
            col12_k=k.realized,
            col12_rp=rp.realized,
            col13_k=k.to_date,
            col13_rp=rp.to_date,
            col14_k=k.progress,
            col14_rp=rp.progress,
            annual_k=k.annual,
            annual_rp=rp.annual,
        )


def e81_columns(row: E81Input, decimals: int | None = FORM_DECIMALS) -> E81Columns:
    """Columns 12, 13 and 14 of E.81, for K and Rp.

    12 = 8 + 9 + 10 + 11; 13 = 6 + 12; 14 = 13 / 5 x 100
    K of an indicator that is not additive: 12 by its accumulation, 13 = 12 (6 when no
    quarter is filled). Rp always adds. Filled parts only; None when nothing is filled, and
    in 14 when 5 is missing or zero.
    Rounded half up to six decimals, each column once, from unrounded parts; `decimals=None`
    leaves them exact.
    Source: form E.81 of Permendagri 86/2017 as reproduced by published forms of Kota
    Bandung, Kabupaten Subang and Kota Sungai Penuh; the annex was not readable.

    >>> row = E81Input(target_renstra_k=3, target_renstra_rp=85_102_670, realisasi_lalu_k=3,
    ...     realisasi_lalu_rp=73_848_000, target_k=4, pagu_rp=73_945_400,
    ...     tw_k=[2, Decimal("0.8"), Decimal("1.2"), 0],
    ...     tw_rp=[8_416_000, 12_490_000, 2_688_000, 25_427_000])
    >>> e81_columns(row).col14_k, e81_columns(row).col14_rp
    (Decimal('233.333333'), Decimal('144.377374'))
    """
    k = quarterly_side(
        end_target=row.target_renstra_k,  # column 5
        carried=row.realisasi_lalu_k,  # column 6
        year_target=row.target_k,  # column 7
        quarters=row.tw_k,  # columns 8 to 11
        accumulation=row.accumulation,
        adds_across_years=row.adds_across_years,
    )
    rp = quarterly_side(
        end_target=row.target_renstra_rp,
        carried=row.realisasi_lalu_rp,
        year_target=row.pagu_rp,
        quarters=row.tw_rp,
    )
    return E81Columns.of(*printed(k, rp, decimals))
