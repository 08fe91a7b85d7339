"""Columns of the quarterly evaluation forms: E.81 (Renja) and E.60 (RKPD).

Both forms are one arithmetic with different column numbers. K is the quantity, Rp the
money; money is always additive, a quantity only when its indicator says "sum".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import Number, exact, percent, rounded, to_exact

from .accumulation import SUM, Values, accumulate
from .quarters import require_four

FORM_DECIMALS = 6


@dataclass(frozen=True)
class Side:
    """One half of a row, K or Rp, by role; each form gives the roles its own numbers.

    `realized` this year, `to_date` since the period began, `progress` of the end target in
    percent, `annual` of this year's target in percent (an added column of local forms).
    """

    realized: Decimal | None
    to_date: Decimal | None
    progress: Decimal | None
    annual: Decimal | None

    def rounded(self, decimals: int = FORM_DECIMALS) -> Side:
        return Side(
            realized=rounded(self.realized, decimals),
            to_date=rounded(self.to_date, decimals),
            progress=rounded(self.progress, decimals),
            annual=rounded(self.annual, decimals),
        )


def quarterly_side(
    *,
    end_target: Number | None,
    carried: Number | None,
    year_target: Number | None,
    quarters: Values,
    accumulation: str = SUM,
    adds_across_years: bool = True,
) -> Side:
    """The derived columns of one half of a row.

    realized = quarters put together; to_date = carried + realized (sum), or the realized
    figure, or the carried one when no quarter is filled (every other accumulation, and a sum
    that begins again every year: `adds_across_years` off)
    progress = to_date / end_target x 100; annual = realized / year_target x 100
    Units of the row, percent; None where nothing is filled or a target is missing or zero.
    Not rounded.
    Source: forms E.81 and E.60 of Permendagri 86/2017 as reproduced by published forms of
    Kota Bandung, Kabupaten Subang and Kota Sungai Penuh; the annex was not readable.

    >>> quarterly_side(end_target=3, carried=3, year_target=4, quarters=[2, 1, 1, 0]).to_date
    Decimal('7')
    """
    require_four("triwulan", quarters)
    realized = accumulate(quarters, accumulation)
    adds = accumulation == SUM and adds_across_years
    to_date = _to_date(carried, realized, adds=adds)
    return Side(
        realized=realized,
        to_date=to_date,
        progress=percent(to_date, end_target),
        annual=percent(realized, year_target),
    )


def _to_date(carried: Number | None, realized: Decimal | None, *, adds: bool) -> Decimal | None:
    if carried is None:
        return realized
    if realized is None:
        return to_exact(carried)
    if not adds:
        return realized  # a state replaces the state before it
    with exact():
        return Decimal(carried) + realized


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
    return E81Columns.of(*_printed(k, rp, decimals))


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
    return E60Columns.of(*_printed(k, rp, decimals))


def _printed(k: Side, rp: Side, decimals: int | None) -> tuple[Side, Side]:
    return (k, rp) if decimals is None else (k.rounded(decimals), rp.rounded(decimals))
