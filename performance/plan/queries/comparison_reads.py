"""What two versions hold of each thing they are compared by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from organizations.formatting import QUARTERS, quarter_name
from performance.models import (
    Indicator,
    Pagu,
    PeriodBudget,
    PeriodTarget,
    PlanNode,
    PlanVersion,
    YearTarget,
)

Pair = tuple[Decimal | int | None, Decimal | int | None]
Place = tuple[int | None, str, str, str]  # unit, its short name, name of the row, its scale
CITY = "Kota"
PARTS = {
    "target_high": "batas atas",
    **{f"q{quarter}": quarter_name(quarter).lower() for quarter in QUARTERS},
}


def _pairs() -> dict[tuple[int, str], list]:
    return defaultdict(lambda: [None, None])


def targets_in(versions: Sequence[PlanVersion], ids: Sequence[int]) -> dict[tuple[int, str], Pair]:
    found = _pairs()
    for side, version in enumerate(versions):
        years = YearTarget.objects.filter(version=version, indicator__organization__in=ids)
        for pk, year, *figures in years.values_list("indicator", "year", "target", *PARTS):
            found[pk, f"Target {year}"][side] = figures[0]
            for part, value in zip(PARTS.values(), figures[1:], strict=True):
                if value is not None:
                    found[pk, f"Target {year}, {part}"][side] = value
        ends = PeriodTarget.objects.filter(version=version, indicator__organization__in=ids)
        for pk, value in ends.values_list("indicator", "end_target"):
            found[pk, "Target akhir periode"][side] = value
    return {key: (value[0], value[1]) for key, value in found.items()}


def money_in(versions: Sequence[PlanVersion], ids: Sequence[int]) -> dict[tuple[int, str], Pair]:
    found = _pairs()
    for side, version in enumerate(versions):
        pagus = Pagu.objects.filter(version=version, node__organization__in=ids)
        for row in pagus.values_list("node", "year", "amount"):
            found[row[0], f"Pagu {row[1]}"][side] = row[2]
        ends = PeriodBudget.objects.filter(version=version, node__organization__in=ids)
        for pk, value in ends.values_list("node", "end_amount"):
            found[pk, "Pagu akhir periode"][side] = value
    return {key: (value[0], value[1]) for key, value in found.items()}


def indicator_names(ids: Sequence[int]) -> dict[int, Place]:
    rows = Indicator.objects.filter(pk__in=set(ids))
    fields = ("pk", "organization", "organization__short_name", "name", "scale")
    return {row[0]: row[1:] for row in rows.values_list(*fields)}


def node_names(ids: Sequence[int]) -> dict[int, Place]:
    rows = PlanNode.objects.filter(pk__in=set(ids)).select_related("organization")
    return {
        row.pk: (
            row.organization_id,
            row.organization.short_name if row.organization else CITY,
            str(row),
            "",
        )
        for row in rows
    }
