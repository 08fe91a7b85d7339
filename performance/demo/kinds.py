"""Indicators of the rarer kinds, so that visitors meet them: a range, a ratio of two parts, weights.

Each hangs on the first program of its own field of a unit that the demonstration has anyway.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from organizations.demo.chance import fraction
from organizations.formatting import QUARTERS
from organizations.models import Organization
from performance.choices import Accumulation, NodeLevel, Polarity
from performance.demo.figures import Span
from performance.formulas import share
from performance.models import (
    Indicator,
    PeriodTarget,
    PlanNode,
    PlanVersion,
    Realization,
    YearTarget,
)

RANGE_UNIT, RATIO_UNIT, WEIGHTED_UNIT = "DLH", "Dishub", "DPUPR"
ACIDITY = (Decimal(6), Decimal(9))  # class II of Annex VI, PP 22/2021
WEIGHTS = (Decimal(3), Decimal(2), Decimal(1))
FIRST_SHARE = Decimal(86)
TESTED = (500, 500, 1000, 500)  # every sum of them gives shares of two decimals at most

Filled = Callable[[int], int]


def add_kinds(
    org: Organization, span: Span, years: dict[int, PlanVersion], renstra: PlanVersion, of: Filled
) -> None:
    """What this unit shows beside its usual indicators; `of` says how many quarters of a year
    have figures."""
    programs = PlanNode.objects.filter(organization=org, level=NodeLevel.PROGRAM)
    own = programs.exclude(code__endswith=".01").order_by("order", "pk").first()
    if own is None:
        return
    if org.short_name == RANGE_UNIT:
        _add_range(own, span, years, renstra, of)
    if org.short_name == RATIO_UNIT:
        _add_ratio(own, span, years, renstra, of)
    if org.short_name == WEIGHTED_UNIT:
        _weigh(org)


def _weigh(org: Organization) -> None:
    """The programs of one unit count differently in its means."""
    rows = Indicator.objects.filter(organization=org, node__level=NodeLevel.PROGRAM)
    for place, row in enumerate(rows.order_by("node__order", "pk")):
        row.weight = WEIGHTS[min(place, len(WEIGHTS) - 1)]
        row.save(update_fields=["weight"])


def _add_range(
    node: PlanNode, span: Span, years: dict[int, PlanVersion], renstra: PlanVersion, of: Filled
) -> None:
    """Good is what stays between two bounds."""
    low, high = ACIDITY
    row = Indicator.objects.create(
        node=node,
        organization=node.organization,
        name="Derajat keasaman (pH) air sungai",
        unit="pH",
        polarity=Polarity.RANGE,
        accumulation=Accumulation.LAST,
        order=1,
        decimals=2,
        data_source="Data demonstrasi",
        definition="Rata-rata pH titik pantau sungai; baku mutunya sebuah rentang (contoh).",
        formula_text="Jumlah pH semua titik pantau ÷ banyaknya titik pantau",
    )
    bounds = {f"q{n}": low for n in QUARTERS} | {f"q{n}_high": high for n in QUARTERS}
    _targets(row, years, renstra, [(low, high)] * len(span.years), bounds)
    for year in span.years:
        values = [
            (Decimal("5.4") + 4 * fraction("pH", year, n)).quantize(Decimal("0.01"))
            for n in QUARTERS[: of(year)]
        ]
        _realised(row, year, {f"k{n}": value for n, value in enumerate(values, start=1)})


def _add_ratio(
    node: PlanNode, span: Span, years: dict[int, PlanVersion], renstra: PlanVersion, of: Filled
) -> None:
    """Two parts are typed each quarter; the year's share is computed from all of them."""
    row = Indicator.objects.create(
        node=node,
        organization=node.organization,
        name="Persentase kendaraan wajib uji yang lulus uji berkala",
        unit="%",
        accumulation=Accumulation.RATIO,
        order=1,
        decimals=2,
        data_source="Data demonstrasi",
        definition="Kendaraan yang lulus uji dari semua yang diuji (contoh).",
        formula_text="Kendaraan lulus uji ÷ kendaraan yang diuji × 100",
    )
    path = [(FIRST_SHARE + place, None) for place in range(len(span.years))]
    _targets(row, years, renstra, path, {})
    for year, (target, _) in zip(span.years, path, strict=True):
        values = {}
        for n in QUARTERS[: of(year)]:
            tested = TESTED[n - 1]
            luck = Decimal("0.92") + fraction("lulus", year, n) * Decimal("0.12")
            passed = min(tested, int(tested * target * luck / 100))
            values |= {
                f"k{n}": Decimal(share(passed, tested, 100)),
                f"n{n}": passed,
                f"d{n}": tested,
            }
        _realised(row, year, values | {"per": 100})


def _targets(
    row: Indicator,
    years: dict[int, PlanVersion],
    renstra: PlanVersion,
    path: list[tuple[Decimal, Decimal | None]],
    quarters: dict[str, Decimal],
) -> None:
    for (year, version), (low, high) in zip(sorted(years.items()), path, strict=True):
        YearTarget.objects.create(
            indicator=row, year=year, version=version, target=low, target_high=high, **quarters
        )
    low, high = path[-1]
    PeriodTarget.objects.create(
        indicator=row, version=renstra, end_target=low, end_target_high=high
    )


def _realised(row: Indicator, year: int, values: dict[str, Decimal | int]) -> None:
    if any(name.startswith("k") for name in values):
        Realization.objects.create(
            indicator=row, year=year, organization=row.organization, **values
        )
