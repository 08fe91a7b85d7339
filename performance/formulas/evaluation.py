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
    to_date = reached_to_date(carried, realized, adds=adds)
    return Side(
        realized=realized,
        to_date=to_date,
        progress=percent(to_date, end_target),
        annual=percent(realized, year_target),
    )


def reached_to_date(
    carried: Number | None, realized: Number | None, *, adds: bool
) -> Decimal | None:
    """E.81 column 13: what was reached before the year and in it.

    13 = 6 + 12 where figures add up (`adds`), else 12: a state replaces the state before it;
    6 where 12 is empty
    Unit of the row; None when both are empty. Not rounded.
    Source: as `quarterly_side`.

    >>> reached_to_date(3, 2, adds=True), reached_to_date(60, 62, adds=False)
    (Decimal('5'), Decimal('62'))
    """
    if carried is None:
        return None if realized is None else to_exact(realized)
    if realized is None:
        return to_exact(carried)
    if not adds:
        return to_exact(realized)
    with exact():
        return to_exact(carried) + to_exact(realized)


def printed(k: Side, rp: Side, decimals: int | None) -> tuple[Side, Side]:
    return (k, rp) if decimals is None else (k.rounded(decimals), rp.rounded(decimals))
