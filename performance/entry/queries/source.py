"""The rows behind an entry grid: two statements, whatever the size of the unit.

Written in SQL because each row needs the target (or pagu) of the plan version that counts
for the quarter, the year's realisation and a count of proofs at the same time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from performance.choices import PlanDocument, ValueScale
from performance.entry.queries.came import Along, Came, came_quantities, came_rupiah
from performance.entry.queries.source_sql import INDICATORS, NODES
from performance.formulas import AchievementPolicy, Bounds, Plan, with_parts
from performance.models import Indicator, PlanNode
from performance.plan.queries.joined import Origin, brought_by, brought_rupiah
from performance.plan.queries.versions import PAIRS

Source = TypeVar("Source", "NodeSource", "IndicatorSource")
Brought = Callable[[Sequence[int], int], dict[int, list[Origin]]]
# Fields of a master the rows carry as they were in the year; order and band scale the statements
# read.
COPIED = {
    "name", "code", "parent", "unit", "polarity", "lower_method", "accumulation", "cap", "zero_target",
    "decimals", "is_iku", "scale",
}  # fmt: skip
Quarters = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]
Rupiah = tuple[int | None, int | None, int | None, int | None]


@dataclass(frozen=True)
class NodeSource:
    """A node with its pagu and its spending of the year."""

    pk: int
    parent_id: int | None
    organization_id: int | None
    level: str
    code: str
    name: str
    program_id: int | None
    kegiatan_id: int | None
    pagu: int | None
    rp: Rupiah
    row_version: int
    updated_at: datetime | None
    brought: tuple[Origin, ...] = ()  # nodes of units that joined, with rupiah of the year
    came: Came | None = None  # what the row held when the work moved here

    @property
    def spent(self) -> Rupiah:
        """Rupiah of the quarters with what units that joined had spent, as the forms add them."""
        if not self.brought:
            return self.rp
        together = zip(self.rp, *(part.typed for part in self.brought), strict=True)
        first, second, third, fourth = map(total_of, together)
        return first, second, third, fourth


def total_of(values: Iterable[Decimal | int | None]) -> int | None:
    """Sum of the filled ones; None when none is filled."""
    filled = [int(value) for value in values if value is not None]
    return sum(filled) if filled else None


@dataclass(frozen=True)
class IndicatorSource:
    """An indicator with its target and its realisation of the year."""

    pk: int
    node_id: int
    name: str
    unit: str
    polarity: str
    lower_method: str
    accumulation: str
    cap: Decimal | None
    zero_target: str
    decimals: int
    is_iku: bool
    target: Decimal | None
    target_high: Decimal | None
    planned: Quarters
    planned_high: Quarters  # of a range
    k: Quarters
    row_version: int
    updated_at: datetime | None
    has_note: bool
    is_explained: bool  # what hindered it and what follows are both written
    evidence: int
    band_scheme: str
    scale: str
    feed: str  # code of the source that fills it
    brought: tuple[Origin, ...] = ()  # units that joined and typed K of the year before
    came: Came | None = None  # what the row held when the work moved here

    @property
    def plan(self) -> Plan:
        """The target of the year and of its quarters as the formulas take them."""
        quarters = zip(self.planned, self.planned_high, strict=True)
        year = Bounds(self.target, self.target_high)
        plan = Plan(year, tuple(Bounds(low, high) for low, high in quarters))
        return plan.under(self.polarity)

    @property
    def policy(self) -> AchievementPolicy:
        return AchievementPolicy(
            polarity=self.polarity,
            lower_method=self.lower_method,
            cap=self.cap,
            zero_target=self.zero_target,
            met_only=self.scale == ValueScale.DATE,
        )


@dataclass(frozen=True)
class EntryKey:
    """One unit in one quarter."""

    organization_id: int
    year: int
    quarter: int

    def parameters(self, only: Sequence[int] | None = None) -> dict[str, Any]:
        return {
            "organization": self.organization_id,
            "year": self.year,
            "quarter": self.quarter,
            "only": None if only is None else list(only),
            "documents": list(PAIRS[PlanDocument.RENJA]),
        }


def node_sources(key: EntryKey) -> list[NodeSource]:
    """The unit's nodes, and foreign nodes that carry an indicator this unit answers for."""
    with connection.cursor() as cursor:
        cursor.execute(NODES, key.parameters())
        rows = cursor.fetchall()
    found = [
        _as_of(NodeSource(*(*row[:9], row[9:13], *row[13:-2])), PlanNode, row[-1]) for row in rows
    ]
    if not rows or not rows[0][-2]:
        return found
    return _with_origins(found, key.year, brought_rupiah, came_rupiah)


def own_nodes(key: EntryKey) -> list[NodeSource]:
    """Only the nodes of the unit itself: those its rupiah stand on."""
    return [node for node in node_sources(key) if node.organization_id == key.organization_id]


def indicator_sources(key: EntryKey, only: Sequence[int] | None = None) -> list[IndicatorSource]:
    """The indicators the unit answers for (or some of them), in their order."""
    with connection.cursor() as cursor:
        cursor.execute(INDICATORS, key.parameters(only))
        rows = cursor.fetchall()
    found = [_as_of(_indicator(row[:-2]), Indicator, row[-1]) for row in rows]
    if not rows or not rows[0][-2]:
        return found
    return _with_origins(found, key.year, brought_by, came_quantities)


def _with_origins(rows: list[Source], year: int, brought: Brought, along: Along) -> list[Source]:
    ids = [row.pk for row in rows]
    parts, came = brought(ids, year), along(ids, year)
    return [
        replace(row, brought=tuple(parts.get(row.pk, ())), came=came.get(row.pk)) for row in rows
    ]


def _indicator(row: tuple[Any, ...]) -> IndicatorSource:
    quarters = (row[13:17], row[17:21], with_parts(*_quarters(row[21:34])))
    return IndicatorSource(*(*row[:13], *quarters, *row[34:]))


def _quarters(columns: tuple[Any, ...]) -> tuple[Any, ...]:
    """K, numerators and denominators of four quarters, and the factor."""
    return columns[:4], columns[4:8], columns[8:12], columns[12]


def _as_of(row: Source, model: type[Model], former: str | None) -> Source:
    """The row with what its master said in the year; the statement has read the band scale."""
    if former is None:
        return row
    fields: Any = model._meta
    said = {
        fields.get_field(name).attname: fields.get_field(name).to_python(value)
        for name, value in json.loads(former).items()
        if name in COPIED
    }
    return replace(row, **said)
