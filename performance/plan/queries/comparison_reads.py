"""What two versions hold of each thing they are compared by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from organizations.formatting import QUARTERS, quarter_name
from performance.formulas import Bounds
from performance.models import (
    Indicator,
    Pagu,
    PeriodBudget,
    PeriodTarget,
    PlanNode,
    PlanVersion,
    YearTarget,
)
from performance.plan.queries.polarities import polarities

Figure = Decimal | int | Bounds | None  # two bounds where the target is a range
Pair = tuple[Figure, Figure]
Place = tuple[int | None, str, str, str]  # unit, its short name, name of the row, its scale
CITY = "Kota"
PARTS = {"": "target"} | {
    f", {quarter_name(quarter).lower()}": f"q{quarter}" for quarter in QUARTERS
}
BOTH = [field for name in PARTS.values() for field in (name, f"{name}_high")]


def _pairs() -> dict[tuple[int, str], list]:
    return defaultdict(lambda: [None, None])


def _figure(low: Decimal | None, high: Decimal | None, polarity: str) -> Figure:
    target = Bounds(low, high).under(polarity)
    return low if target.high is None else target


def targets_in(versions: Sequence[PlanVersion], ids: Sequence[int]) -> dict[tuple[int, str], Pair]:
    found = _pairs()
    for side, version in enumerate(versions):
        years = YearTarget.objects.filter(version=version, indicator__organization__in=ids)
        rows = list(years.values_list("indicator", "year", *BOTH))
        kinds = polarities({row[0] for row in rows}, {row[1] for row in rows})
        for pk, year, *bounds in rows:
            kind = kinds[pk, year]
            for place, part in enumerate(PARTS):
                value = _figure(bounds[2 * place], bounds[2 * place + 1], kind)
                if value is not None or not part:
                    found[pk, f"Target {year}{part}"][side] = value
        ends = PeriodTarget.objects.filter(version=version, indicator__organization__in=ids)
        figures = list(ends.values_list("indicator", "end_target", "end_target_high"))
        last = version.period.end_year
        kinds = polarities({row[0] for row in figures}, {last})
        for pk, *both in figures:
            found[pk, "Target akhir periode"][side] = _figure(both[0], both[1], kinds[pk, last])
    return {key: (value[0], value[1]) for key, value in found.items()}


def money_in(
    versions: Sequence[PlanVersion], ids: Sequence[int]
) -> dict[tuple[int, str], tuple[int | None, int | None]]:
    found = _pairs()
    for side, version in enumerate(versions):
        pagus = Pagu.objects.filter(version=version, node__organization__in=ids)
        for row in pagus.values_list("node", "year", "amount"):
            found[row[0], f"Pagu {row[1]}"][side] = row[2]
        ends = PeriodBudget.objects.filter(version=version, node__organization__in=ids)
        for pk, value in ends.values_list("node", "end_amount"):
            found[pk, "Pagu akhir periode"][side] = value
    return {key: (value[0], value[1]) for key, value in found.items()}


def indicator_names(ids: Sequence[int], year: int) -> dict[int, Place]:
    """As they were called in the year, and measured on which scale."""
    rows = Indicator.objects.filter(pk__in=set(ids)).select_related("organization").as_of(year)
    return {
        row.pk: (row.organization_id, row.organization.short_name, row.name, row.scale)
        for row in rows
    }


def node_names(ids: Sequence[int], year: int) -> dict[int, Place]:
    rows = PlanNode.objects.filter(pk__in=set(ids)).select_related("organization").as_of(year)
    return {
        row.pk: (
            row.organization_id,
            row.organization.short_name if row.organization else CITY,
            str(row),
            "",
        )
        for row in rows
    }
