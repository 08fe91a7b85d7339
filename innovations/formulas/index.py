"""The regional innovation index (Indeks Inovasi Daerah) of a year: score and band."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from organizations.exact import HUNDRED, FormulaError, Number, exact, rounded, to_exact

MOST_REGIONAL = 63  # 15 indicators of the regional government, 20 rows
MOST_OF_ONE = 111  # 20 indicators of one innovation
COUNTED = 200  # further innovations add nothing
BASIC_SERVICES = 6
EACH = Decimal("0.38")
WHOLE = Decimal(250)
MOST_PARAMETER = 3
Bands = Sequence[tuple[Decimal, str]]  # from this value on, best first
BANDS: Bands = (
    (Decimal("65.01"), "Sangat Inovatif"),
    (Decimal("40.01"), "Inovatif"),
    (Decimal("0.01"), "Kurang Inovatif"),
)
NOT_ASSESSABLE = "Tidak Dapat Dinilai"


@dataclass(frozen=True)
class IndexRule:
    """What differs between years: divisor of the innovations, basic services to be covered, what
    an innovation counts and how many do, the bands, the points that are 100."""

    divisor: int
    basic_services: int
    each: Decimal = EACH
    counted: int = COUNTED
    bands: Bands = BANDS
    whole: Decimal = WHOLE


RULES = {
    2026: IndexRule(12, 5),
    2027: IndexRule(14, 6),
    2028: IndexRule(16, 6),
    2029: IndexRule(18, 6),
}
"""Surat BSKDN 400.10.11/1887/BSKDN of 29 April 2026."""


def rule_of(year: int) -> IndexRule:
    """The rule of a year. Raises FormulaError for a year whose letter gives none."""
    if year not in RULES:
        raise FormulaError(
            f"aturan indeks inovasi tahun {year} tidak dikenal; ada aturan {min(RULES)} "
            f"sampai {max(RULES)}"
        )
    return RULES[year]


def innovation_index(
    rule: IndexRule, scores: Sequence[Number], regional: Number, count: int, basic_services: int
) -> Decimal:
    """IID: (regional + sum of scores / max(divisor, n) + count score) / 250 x 100.

    scores: one of 0 to 111 per innovation, n of them; regional (SPD): 0 to 63; count score:
    0.38 x min(count, 200), nothing while fewer basic services than the rule asks are covered.
    0 to 100, unrounded. Raises FormulaError outside these ranges.
    Source: Surat BSKDN 400.10.11/1887/BSKDN (2026), under Permendagri 104/2018.

    >>> rounded(innovation_index(rule_of(2026), [80] * 8, 40, 8, 5))
    Decimal('38.55')
    """
    _require("spd", regional, MOST_REGIONAL)
    _require("basic_services", basic_services, BASIC_SERVICES)
    for score in scores:
        _require("nilai inovasi", score, MOST_OF_ONE)
    if count < 0:
        raise FormulaError("jumlah inovasi tidak boleh negatif")
    with exact():
        total = sum(map(to_exact, scores), Decimal())
        return index_of(
            rule, to_exact(regional), total,
            scored=len(scores), count=count, basic_services=basic_services,
        )  # fmt: skip


def index_of(
    rule: IndexRule, regional: Decimal, total: Decimal, *,
    scored: int, count: int, basic_services: int,
) -> Decimal:  # fmt: skip
    """`innovation_index` of the sum of the scores of `scored` innovations."""
    with exact():
        innovations = total / max(rule.divisor, scored)
        counted = count_score(rule, count, basic_services)
        return (regional + innovations + counted) * HUNDRED / rule.whole


def count_score(rule: IndexRule, count: int, basic_services: int) -> Decimal:
    """Points for the number of innovations: each x min(count, counted); 0 where too few basic
    services are covered. Unrounded. Source: as `innovation_index`.

    >>> count_score(rule_of(2026), 3, 5), count_score(rule_of(2026), 3, 4)
    (Decimal('1.14'), Decimal('0'))
    """
    if basic_services < rule.basic_services:
        return Decimal()
    with exact():
        return rule.each * min(count, rule.counted)


def score_of(rows: Iterable[tuple[Decimal, int]]) -> Decimal:
    """Sum of weight x parameter (0 to 3) over rows; of all rows of one innovation at most 111.

    Unrounded. Source: as `innovation_index`.

    >>> score_of([(Decimal(3), 2), (Decimal("0.75"), 3)])
    Decimal('8.25')
    """
    with exact():
        return sum((weight * parameter for weight, parameter in rows), Decimal())


def most_of(weights: Iterable[Decimal]) -> Decimal:
    """The most that rows of these weights can score: three times their sum.

    >>> most_of([Decimal(3), Decimal("0.75")])
    Decimal('11.25')
    """
    with exact():
        return MOST_PARAMETER * sum(weights, Decimal())


def band_of(index: Number, bands: Bands = BANDS) -> str:
    """The band of an index, of its value rounded to two decimals, half up.

    Source: as `innovation_index`; its borders are written to two decimals.

    >>> band_of(Decimal("65.005")), band_of(Decimal("65.004")), band_of(0)
    ('Sangat Inovatif', 'Inovatif', 'Tidak Dapat Dinilai')
    """
    value = rounded(index)
    return next((band for least, band in bands if value >= least), NOT_ASSESSABLE)


def _require(name: str, value: Number, most: int) -> None:
    if not 0 <= value <= most:
        raise FormulaError(f"{name} harus 0 sampai {most}, bukan {value}")
