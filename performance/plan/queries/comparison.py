"""Two versions of one plan document side by side: targets and pagu that differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from organizations.formatting import EMPTY, format_number, format_rupiah
from organizations.models import Organization
from performance.choices import PlanVersionState
from performance.formulas import Bounds
from performance.models import PlanVersion
from performance.plan.queries.comparison_reads import (
    Figure,
    Pair,
    Place,
    indicator_names,
    money_in,
    node_names,
    targets_in,
)
from performance.words import bounds_said, said


@dataclass(frozen=True)
class Difference:
    """One figure in both versions; `change` is the second less the first, of words and ranges
    nothing."""

    organization_id: int | None
    organization: str
    name: str
    scale: str  # set where figures stand for words or days
    what: str
    before: Figure
    after: Figure
    is_money: bool

    @property
    def change(self) -> Decimal | int | None:
        before, after = self.before, self.after
        if self.scale or before is None or after is None:
            return None
        if isinstance(before, Bounds) or isinstance(after, Bounds):
            return None
        return after - before

    @property
    def change_text(self) -> str:
        return signed(self.change, is_money=self.is_money)

    @property
    def before_text(self) -> str:
        return self._said(self.before)

    @property
    def after_text(self) -> str:
        return self._said(self.after)

    def _said(self, value: Figure) -> str:
        if isinstance(value, Bounds):
            return bounds_said(value, self.scale)
        return format_rupiah(value) if self.is_money else said(value, self.scale)


@dataclass(frozen=True)
class UnitChange:
    """What changed for one unit: how many figures, and its pagu in both versions."""

    unit: Organization
    targets: int
    pagus: int
    before: int
    after: int

    @property
    def change_text(self) -> str:
        return signed(self.after - self.before, is_money=True)


@dataclass(frozen=True)
class Comparison:
    first: PlanVersion
    second: PlanVersion
    differences: list[Difference]
    units: list[UnitChange]
    same: int

    @property
    def pagu(self) -> tuple[int, int]:
        return sum(row.before for row in self.units), sum(row.after for row in self.units)

    @property
    def change_text(self) -> str:
        before, after = self.pagu
        return signed(after - before, is_money=True)

    @property
    def targets(self) -> int:
        return sum(row.targets for row in self.units)

    @property
    def pagus(self) -> int:
        return sum(row.pagus for row in self.units)


def signed(value: Decimal | int | None, *, is_money: bool) -> str:
    """A difference with its sign, as wide as a digit: +Rp250.000, −1,5, 0; unknown is a dash."""
    if value is None:
        return EMPTY
    size = -value if value < 0 else value
    text = format_rupiah(size) if is_money else format_number(size)
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{text}"


def comparable() -> list[PlanVersion]:
    """Versions of documents that have more than one, those still being written included."""
    groups: dict[tuple, list[PlanVersion]] = defaultdict(list)
    rows = PlanVersion.objects.exclude(state=PlanVersionState.CANCELLED)
    rows = rows.select_related("period").order_by("-year", "document", "period", "sequence")
    for row in rows:
        groups[row.period_id, row.document, row.year].append(row)
    return [row for group in groups.values() if len(group) > 1 for row in group]


def compare(first: PlanVersion, second: PlanVersion, units: Sequence[Organization]) -> Comparison:
    """Every figure of the units that differs, and what it comes to for each; ten queries."""
    ids = [unit.pk for unit in units]
    targets = targets_in((first, second), ids)
    money = money_in((first, second), ids)
    year = second.year or second.period.end_year
    names = indicator_names([pk for pk, _ in targets], year)
    nodes = node_names([pk for pk, _ in money], year)
    found = [
        *_differences(targets, names, is_money=False),
        *_differences(money, nodes, is_money=True),
    ]
    found.sort(key=lambda row: (row.organization, row.name, row.what))
    sums: dict[int | None, list[int]] = defaultdict(lambda: [0, 0])
    for (pk, _), pair in money.items():
        for side in (0, 1):
            sums[nodes[pk][0]][side] += pair[side] or 0
    counts = Counter((row.organization_id, row.is_money) for row in found)
    lines = [
        UnitChange(unit, counts[unit.pk, False], counts[unit.pk, True], *sums[unit.pk])
        for unit in units
    ]
    return Comparison(first, second, found, lines, len(targets) + len(money) - len(found))


def _differences(
    pairs: Mapping[tuple[int, str], Pair], names: Mapping[int, Place], *, is_money: bool
) -> list[Difference]:
    return [
        Difference(*names[pk], what, before, after, is_money)
        for (pk, what), (before, after) in pairs.items()
        if before != after
    ]
