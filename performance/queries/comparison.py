"""Two versions of one plan document side by side: targets and pagu that differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from organizations.models import Organization
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


@dataclass(frozen=True)
class Difference:
    """One figure in both versions; `change` is the second less the first."""

    organization: str
    name: str
    what: str
    before: Decimal | int | None
    after: Decimal | int | None
    is_money: bool

    @property
    def change(self) -> Decimal | int | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True)
class Comparison:
    first: PlanVersion
    second: PlanVersion
    differences: list[Difference]
    same: int
    pagu: tuple[int, int]


def comparable() -> list[PlanVersion]:
    """Versions of documents that have more than one."""
    groups: dict[tuple, list[PlanVersion]] = defaultdict(list)
    rows = PlanVersion.objects.select_related("period").order_by(
        "-year", "document", "period", "sequence"
    )
    for row in rows:
        groups[row.period_id, row.document, row.year].append(row)
    return [row for group in groups.values() if len(group) > 1 for row in group]


def compare(first: PlanVersion, second: PlanVersion, units: Sequence[Organization]) -> Comparison:
    """Every figure that differs, for the units (and the city when several are asked)."""
    ids = [unit.pk for unit in units]
    targets = _targets((first, second), ids)
    money = _money((first, second), ids)
    names = _indicator_names([pk for pk, _ in targets])
    nodes = _node_names([pk for pk, _ in money])
    found = [
        Difference(*names[pk], what, before, after, is_money=False)
        for (pk, what), (before, after) in targets.items()
        if before != after
    ]
    found += [
        Difference(*nodes[pk], what, before, after, is_money=True)
        for (pk, what), (before, after) in money.items()
        if before != after
    ]
    found.sort(key=lambda row: (row.organization, row.name, row.what))
    sums = [
        sum(int(pair[side] or 0) for (_, what), pair in money.items() if what.startswith("Pagu"))
        for side in (0, 1)
    ]
    total = len(targets) + len(money)
    return Comparison(first, second, found, total - len(found), (sums[0], sums[1]))


def _pairs() -> dict[tuple[int, str], list]:
    return defaultdict(lambda: [None, None])


def _targets(versions: Sequence[PlanVersion], ids: Sequence[int]) -> dict[tuple[int, str], Pair]:
    found = _pairs()
    for side, version in enumerate(versions):
        years = YearTarget.objects.filter(version=version, indicator__organization__in=ids)
        for row in years.values_list("indicator", "year", "target"):
            found[row[0], f"Target {row[1]}"][side] = row[2]
        ends = PeriodTarget.objects.filter(version=version, indicator__organization__in=ids)
        for pk, value in ends.values_list("indicator", "end_target"):
            found[pk, "Target akhir periode"][side] = value
    return {key: (value[0], value[1]) for key, value in found.items()}


def _money(versions: Sequence[PlanVersion], ids: Sequence[int]) -> dict[tuple[int, str], Pair]:
    found = _pairs()
    for side, version in enumerate(versions):
        pagus = Pagu.objects.filter(version=version, node__organization__in=ids)
        for row in pagus.values_list("node", "year", "amount"):
            found[row[0], f"Pagu {row[1]}"][side] = row[2]
        ends = PeriodBudget.objects.filter(version=version, node__organization__in=ids)
        for pk, value in ends.values_list("node", "end_amount"):
            found[pk, "Pagu akhir periode"][side] = value
    return {key: (value[0], value[1]) for key, value in found.items()}


def _indicator_names(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    rows = Indicator.objects.filter(pk__in=set(ids))
    return {
        row[0]: (row[1], row[2])
        for row in rows.values_list("pk", "organization__short_name", "name")
    }


def _node_names(ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    rows = PlanNode.objects.filter(pk__in=set(ids)).select_related("organization")
    return {
        row.pk: (row.organization.short_name if row.organization else "Kota", str(row))
        for row in rows
    }
