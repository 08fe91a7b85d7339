"""How many respondents a survey needs, and how far its index may be off."""

from __future__ import annotations

from decimal import Decimal

from organizations.exact import FormulaError, exact, rounded, to_exact
from surveys.formulas.index import ELEMENTS, HIGHEST, LOWEST, SCALE

_CHI_SQUARE = Decimal("3.841")  # one degree of freedom, 95 %
_EVEN = Decimal("0.25")  # P (1 - P) with P = 0.5
_ERROR_SQUARED = Decimal("0.0025")  # d = 5 %
_Z = Decimal("1.96")  # two-sided 95 %
MOST_PEOPLE = 10**12


def sample_size(population: int) -> int:
    """The smallest number of respondents for a population of users, 95 % and 5 %.

    S = chi2 N P(1-P) / (d2 (N-1) + chi2 P(1-P)), chi2 = 3.841, P = 0.5, d = 0.05, rounded half
    up: all 90 rows of the printed table come out, and with 9 or fewer users all are asked.
    People, 0 to 10^12. Raises FormulaError outside.
    Source: Krejcie and Morgan 1970, named by PermenPANRB 14/2017, annex.

    >>> sample_size(100), sample_size(1000), sample_size(9), sample_size(0)
    (80, 278, 9, 0)
    """
    if not 0 <= population <= MOST_PEOPLE:
        raise FormulaError(f"jumlah pengguna layanan harus 0 sampai {MOST_PEOPLE}")
    with exact():
        part = _CHI_SQUARE * _EVEN
        return int(rounded(part * population / (_ERROR_SQUARED * (population - 1) + part), 0))


def interval_of(index: Decimal, margin: Decimal) -> tuple[Decimal, Decimal]:
    """Lowest and highest index of the 95 % confidence interval, inside 25 to 100.

    index - margin and index + margin of the unrounded figures, each rounded half up to two
    decimals, once. Source: as `margin_of_error`.

    >>> interval_of(Decimal("83.334"), Decimal("1.255"))
    (Decimal('82.08'), Decimal('84.59'))
    >>> interval_of(Decimal(99), Decimal(2))
    (Decimal('97.00'), Decimal('100.00'))
    """
    with exact():
        lowest = max(index - margin, Decimal(SCALE * LOWEST))
        highest = min(index + margin, Decimal(SCALE * HIGHEST))
    return rounded(lowest), rounded(highest)


def margin_of_error(
    respondents: int, total: int, squares: int, population: int | None = None, parts: int = 1
) -> Decimal | None:
    """Half the 95 % confidence interval of an index, in points of the index. Unrounded.

    total, squares: sums of S and S2 over respondents, S the sum of one respondent's nine answers,
    in points or in `parts` of a point.
    margin = 1.96 x 25/9 x s / sqrt(n), s2 = (squares - total2/n) / (n - 1); with a population N it
    shrinks by sqrt((N-n)/(N-1)), to 0 when all were asked. None below two respondents.
    Raises FormulaError where squares < total2/n, which no answers give.
    Source: normal approximation, as in any textbook; PermenPANRB 14/2017 asks for 95 %.

    >>> rounded(margin_of_error(4, 108, 2952))
    Decimal('9.43')
    """
    if respondents < 2:
        return None
    with exact():
        spread = to_exact(squares) - to_exact(total) * total / respondents
        if spread < 0:
            raise FormulaError("jumlah kuadrat lebih kecil daripada yang mungkin")
        variance = spread / (respondents - 1) / respondents
        if population is not None and population > 1:
            variance *= to_exact(max(population - respondents, 0)) / (population - 1)
        return _Z * SCALE / ELEMENTS / parts * variance.sqrt()
