"""Units with the state of their plan, for the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from performance import permissions
from performance.choices import NodeLevel, PlanDocument
from performance.counted import counted_in
from performance.models import (
    Indicator,
    Pagu,
    PlanNode,
    YearTarget,
)
from performance.plan.queries.versions import current_period, version_for


@dataclass(frozen=True)
class UnitLine:
    """One unit in the list of plans."""

    code: str
    name: str
    programs: int
    kegiatan: int
    subs: int
    indicators: int
    with_target: int
    pagu: int | None
    subs_with_pagu: int

    @property
    def completeness(self) -> int | None:
        """Share of indicators with a target and of sub kegiatan with a pagu, in whole percent."""
        wanted = self.indicators + self.subs
        return 100 * (self.with_target + self.subs_with_pagu) // wanted if wanted else None


def unit_lines(user: Any, year: int, words: str = "") -> list[UnitLine]:
    """Every reporting unit the person may see, in six queries."""
    units = counted_in(year).filter(permissions.visible_organizations(user))
    if words:
        units = units.filter(
            Q(name__icontains=words) | Q(short_name__icontains=words) | Q(code__startswith=words)
        )
    period, version = current_period(year), version_for(PlanDocument.RENJA, year)
    nodes = PlanNode.objects.in_year(year).filter(period=period)
    by_level = _pairs(nodes.values("organization", "level").annotate(n=Count("pk")), "level")
    indicators = Indicator.objects.active(year).filter(node__in=nodes)
    counted = _singles(indicators.values("node__organization").annotate(n=Count("pk")))
    targets = YearTarget.objects.filter(
        indicator__in=indicators, year=year, version=version, target__isnull=False
    )
    targeted = _singles(targets.values("indicator__node__organization").annotate(n=Count("pk")))
    money: dict[int, Any] = {
        row["node__organization"]: row
        for row in Pagu.objects.filter(year=year, version=version)
        .values("node__organization")
        .annotate(total=Sum("amount"), subs=Count("pk", filter=Q(is_remainder=False)))
    }
    return [
        UnitLine(
            code=unit.code,
            name=unit.name,
            programs=by_level.get((unit.pk, NodeLevel.PROGRAM), 0),
            kegiatan=by_level.get((unit.pk, NodeLevel.KEGIATAN), 0),
            subs=by_level.get((unit.pk, NodeLevel.SUBKEGIATAN), 0),
            indicators=counted.get(unit.pk, 0),
            with_target=targeted.get(unit.pk, 0),
            pagu=money.get(unit.pk, {}).get("total"),
            subs_with_pagu=money.get(unit.pk, {}).get("subs", 0),
        )
        for unit in units
    ]


def _pairs(rows: Any, second: str) -> dict[tuple[int, str], int]:
    return {(row["organization"], row[second]): row["n"] for row in rows}


def _singles(rows: Any) -> dict[int, int]:
    return {next(value for name, value in row.items() if name != "n"): row["n"] for row in rows}
