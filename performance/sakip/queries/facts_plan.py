"""What the facts of a SAKIP sheet count in the plan of one unit and year, in eight statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum

from organizations.models import Organization
from performance.choices import NodeLevel, PlanDocument
from performance.evaluation.queries.lkjip import STRATEGIC
from performance.models import (
    Indicator,
    IndicatorPartner,
    NodeLink,
    Pagu,
    PlanningPeriod,
    PlanNode,
    PlanVersion,
    YearTarget,
)
from performance.plan.queries.versions import PAIRS, PERIOD_DOCUMENTS, current_period, in_effect

BUDGET_DOCUMENTS = PAIRS[PlanDocument.RENJA]


@dataclass(frozen=True)
class Versions:
    """Every version that covers the year, by document, Murni first."""

    period: PlanningPeriod | None
    rows: Mapping[str, Sequence[PlanVersion]]

    def used(self, document: str) -> PlanVersion | None:
        return in_effect(self.rows.get(document, ()))

    def ids(self, *documents: str) -> list[int]:
        return [row.pk for name in documents if (row := self.used(name))]


def read_versions(year: int) -> Versions:
    period = current_period(year)
    found: dict[str, list[PlanVersion]] = defaultdict(list)
    of_year = Q(year=year) | Q(year=None, document__in=PERIOD_DOCUMENTS)
    for row in PlanVersion.objects.filter(of_year, period=period).order_by("sequence"):
        found[row.document].append(row)
    return Versions(period, found)


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
    out = NodeLink.objects.filter(source=OuterRef("pk"), target__organization__in=others)
    back = NodeLink.objects.filter(target=OuterRef("pk"), source__organization__in=others)
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
    for quarter in range(1, 5):
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


@dataclass(frozen=True)
class Targets:
    """Active indicators with a target, by version of the year; whether the year before had any."""

    by_version: Mapping[int, int]
    had_before: bool


def read_targets(unit: Organization, year: int) -> Targets:
    rows: Any = YearTarget.objects.filter(
        indicator__node__organization=unit, year__in=(year - 1, year), target__isnull=False
    )
    active = Count("pk", filter=Q(indicator__is_active=True))
    found = list(rows.order_by().values("year", "version").annotate(n=active))
    return Targets(
        {row["version"]: row["n"] for row in found if row["year"] == year},
        any(row["year"] < year for row in found),
    )


@dataclass(frozen=True)
class Pagus:
    """The pagu of the unit in one version; `same` rows have the amount of the Murni."""

    subs: int
    rows: int
    same: int
    total: int


def read_pagus(unit: Organization, year: int) -> dict[int, Pagus]:
    rows: Any = Pagu.objects.filter(node__organization=unit, year=year)
    first = Pagu.objects.filter(
        node=OuterRef("node"),
        year=year,
        amount=OuterRef("amount"),
        version__document=OuterRef("version__document"),
        version__sequence=0,
    )
    subs = Count("pk", filter=Q(is_remainder=False))
    counts = (
        rows.order_by()
        .values("version")
        .annotate(
            subs=subs, n=Count("pk"), same=Count("pk", filter=Exists(first)), total=Sum("amount")
        )
    )
    return {
        row["version"]: Pagus(row["subs"], row["n"], row["same"], row["total"]) for row in counts
    }


@dataclass(frozen=True)
class Linked:
    """Sub kegiatan with a pagu in the year, and those of them with an active indicator."""

    paid: int
    measured: int


def read_linked(unit: Organization, year: int, versions: Versions) -> Linked:
    rows = Pagu.objects.filter(
        node__organization=unit,
        node__level=NodeLevel.SUBKEGIATAN,
        year=year,
        version__in=versions.ids(*BUDGET_DOCUMENTS),
        amount__gt=0,
    )
    indicators = Indicator.objects.active().filter(node=OuterRef("node"))
    counts = rows.aggregate(
        paid=Count("node", distinct=True),
        measured=Count("node", filter=Exists(indicators), distinct=True),
    )
    return Linked(**counts)


@dataclass(frozen=True)
class Plan:
    """Everything counted in the plan."""

    versions: Versions
    tree: Tree
    indicators: Indicators
    shared: Shared
    targets: Targets
    pagus: Mapping[int, Pagus]  # by version
    linked: Linked

    @property
    def annual(self) -> dict[PlanVersion, int]:
        """The yearly documents in effect, each with how many indicators have a target in it."""
        used = (self.versions.used(name) for name in (PlanDocument.RENJA, PlanDocument.PK))
        return {row: self.targets.by_version.get(row.pk, 0) for row in used if row}

    @property
    def budget(self) -> tuple[PlanVersion, Pagus] | None:
        """The first version of the chain that has pagu of the unit."""
        for name in BUDGET_DOCUMENTS:
            version = self.versions.used(name)
            if version and version.pk in self.pagus:
                return version, self.pagus[version.pk]
        return None


def read_plan(unit: Organization, year: int) -> Plan:
    versions = read_versions(year)
    return Plan(
        versions=versions,
        tree=read_tree(unit, year),
        indicators=read_indicators(unit, year, versions),
        shared=read_shared(unit, year),
        targets=read_targets(unit, year),
        pagus=read_pagus(unit, year),
        linked=read_linked(unit, year, versions),
    )
