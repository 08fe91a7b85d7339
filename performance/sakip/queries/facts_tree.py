"""What the planning tree of a unit holds, for the SAKIP facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from organizations.formatting import QUARTERS
from organizations.models import Organization
from performance.choices import NodeLevel, PlanDocument
from performance.evaluation.queries.lkjip import STRATEGIC
from performance.models import (
    Indicator,
    IndicatorPartner,
    NodeLink,
    PlanningPeriod,
    PlanNode,
    PlanVersion,
    YearTarget,
)
from performance.plan.queries.versions import PERIOD_DOCUMENTS, current_period, in_effect


@dataclass(frozen=True)
class Versions:
    """Every version that covers the year, by document, Murni first."""

    year: int
    period: PlanningPeriod | None
    rows: Mapping[str, Sequence[PlanVersion]]

    def used(self, document: str) -> PlanVersion | None:
        return in_effect(self.rows.get(document, ()), self.year)

    def ids(self, *documents: str) -> list[int]:
        return [row.pk for name in documents if (row := self.used(name))]


def read_versions(year: int) -> Versions:
    period = current_period(year)
    found: dict[str, list[PlanVersion]] = defaultdict(list)
    of_year = Q(year=year) | Q(year=None, document__in=PERIOD_DOCUMENTS)
    rows = PlanVersion.objects.in_force().filter(of_year, period=period)
    for row in rows.order_by("sequence"):
        found[row.document].append(row)
    return Versions(year, period, found)


@dataclass(frozen=True)
class Tree:
    """Nodes of the unit: how many of each level, below a sasaran without parent, linked."""

    levels: Mapping[str, int]
    orphans: int
    linked: int

    @property
    def total(self) -> int:
        return sum(self.levels.values())

    @property
    def below_goals(self) -> int:
        return sum(n for level, n in self.levels.items() if level not in STRATEGIC)


def read_tree(unit: Organization, year: int) -> Tree:
    others = Organization.objects.exclude(pk=unit.pk)
    out = NodeLink.objects.in_year(year).filter(
        source=OuterRef("pk"), target__organization__in=others
    )
    back = NodeLink.objects.in_year(year).filter(
        target=OuterRef("pk"), source__organization__in=others
    )
    rows: Any = PlanNode.objects.filter(organization=unit).in_year(year).order_by()
    rows = rows.values("level").annotate(
        n=Count("pk"),
        orphans=Count("pk", filter=Q(parent=None) & ~Q(level__in=STRATEGIC)),
        linked=Count("pk", filter=Exists(out) | Exists(back)),
    )
    found = list(rows)
    return Tree(
        {row["level"]: row["n"] for row in found},
        sum(row["orphans"] for row in found),
        sum(row["linked"] for row in found),
    )


@dataclass(frozen=True)
class Indicators:
    """Active indicators of the unit; `aimed` are those of its goals and programs."""

    total: int
    defined: int
    sourced: int
    aimed: int
    quartered: int


def read_indicators(unit: Organization, year: int, versions: Versions) -> Indicators:
    filled = Q()
    for quarter in QUARTERS:
        filled |= Q(**{f"q{quarter}__isnull": False})
    chain = versions.ids(PlanDocument.PK, PlanDocument.RENJA)
    planned = YearTarget.objects.filter(
        filled, indicator=OuterRef("pk"), year=year, version__in=chain
    )
    aimed = Q(node__level__in=(*STRATEGIC, NodeLevel.PROGRAM))
    rows = Indicator.objects.in_year(year).filter(node__organization=unit)
    counts = rows.annotate(has_quarters=Exists(planned)).aggregate(
        total=Count("pk"),
        defined=Count("pk", filter=~Q(definition="") & ~Q(formula_text="")),
        sourced=Count("pk", filter=~Q(data_source="")),
        aimed=Count("pk", filter=aimed),
        quartered=Count("pk", filter=aimed & Q(has_quarters=True)),
    )
    return Indicators(**counts)


@dataclass(frozen=True)
class Shared:
    """Indicators of the unit with partners, and those of others it is a partner of."""

    own: int
    elsewhere: int


def read_shared(unit: Organization, year: int) -> Shared:
    own = Q(indicator__node__organization=unit)
    rows = IndicatorPartner.objects.filter(indicator__in=Indicator.objects.in_year(year))
    counts = rows.aggregate(
        own=Count("indicator", filter=own & ~Q(organization=unit), distinct=True),
        elsewhere=Count("indicator", filter=~own & Q(organization=unit), distinct=True),
    )
    return Shared(**counts)
