"""Lists and details of plans: units with their counts, one node, one indicator's targets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from organizations.access import access_of
from organizations.models import Activity, Organization
from performance import permissions
from performance.choices import NodeLevel, PlanDocument
from performance.models import (
    ImportBatch,
    Indicator,
    NodeLink,
    Pagu,
    PeriodBudget,
    PeriodTarget,
    PlanNode,
    PlanVersion,
    YearTarget,
)
from performance.queries.versions import current_period, version_for

HISTORY = 40


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
    units = Organization.objects.reporting().filter(permissions.visible_organizations(user))
    if words:
        units = units.filter(
            Q(name__icontains=words) | Q(short_name__icontains=words) | Q(code__startswith=words)
        )
    period, version = current_period(year), version_for(PlanDocument.RENJA, year)
    nodes = PlanNode.objects.in_year(year).filter(period=period)
    by_level = _pairs(nodes.values("organization", "level").annotate(n=Count("pk")), "level")
    indicators = Indicator.objects.active().filter(node__in=nodes)
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


def visible_unit(user: Any, code: str) -> Organization | None:
    return Organization.objects.filter(permissions.visible_organizations(user), code=code).first()


def visible_node(user: Any, pk: int) -> PlanNode | None:
    """A node of a unit the person may see; nodes of the city are seen by all staff."""
    nodes = PlanNode.objects.select_related("organization", "parent", "period", "nomenclature")
    node = nodes.filter(pk=pk).first()
    if node is None or node.organization_id is None:
        return node if node and permissions.can_view_city_plan(user) else None
    return node if permissions.can_view(user, node.organization_id) else None


def visible_indicator(user: Any, pk: int) -> Indicator | None:
    row = (
        Indicator.objects.select_related("node__organization", "node__period", "organization")
        .filter(pk=pk)
        .first()
    )
    if row is None or visible_node(user, row.node_id) is None:
        return None
    return row


@dataclass(frozen=True)
class NodeDetail:
    node: PlanNode
    indicators: list[Indicator]
    children: list[PlanNode]
    links: list[NodeLink]
    pagu: list[tuple[int, int]]  # year, amount of the latest version
    history: list[Activity]


def node_detail(node: PlanNode) -> NodeDetail:
    links = NodeLink.objects.filter(Q(source=node) | Q(target=node))
    return NodeDetail(
        node=node,
        indicators=list(node.indicators.order_by("-is_active", "order", "pk")),
        children=list(node.children.select_related("organization").order_by("order", "code", "pk")),
        links=list(links.select_related("source__organization", "target__organization")),
        pagu=[(row.year, row.amount) for row in _latest_pagu(node)],
        history=history_of(node),
    )


def _latest_pagu(node: PlanNode) -> list[Pagu]:
    rows = Pagu.objects.filter(node=node).order_by("year", "version__sequence")
    return list({row.year: row for row in rows}.values())


def history_of(node: PlanNode) -> list[Activity]:
    """What happened to the node and to its indicators, newest first."""
    indicators = list(node.indicators.values_list("pk", flat=True))
    about = Q(object_type="performance.plannode", object_id=node.pk)
    about |= Q(object_type="performance.indicator", object_id__in=indicators)
    return list(Activity.objects.filter(about)[:HISTORY])


@dataclass(frozen=True)
class TargetSheet:
    """Everything the target page of one indicator shows for one sequence of versions."""

    period_version: PlanVersion | None
    period: PeriodTarget | None
    years: list[tuple[int, PlanVersion | None, YearTarget | None]]
    sequences: list[tuple[int, str]]
    sequence: int | None


def period_document(node: PlanNode) -> PlanDocument:
    """The city's own nodes belong to the RPJMD, those of a unit to its Renstra."""
    return PlanDocument.RPJMD if node.organization_id is None else PlanDocument.RENSTRA


def target_sheet(indicator: Indicator, sequence: int | None = None) -> TargetSheet:
    """Five queries. Without a sequence every year shows its latest version."""
    node = indicator.node
    chosen, sequences = year_versions(node, sequence)
    period_version = version_for(period_document(node), node.period.start_year)
    targets = {(row.year, row.version_id): row for row in indicator.year_targets.all()}
    return TargetSheet(
        period_version=period_version,
        period=indicator.period_targets.filter(version=period_version).first(),
        years=[
            (
                year,
                chosen.get(year),
                targets.get((year, chosen[year].pk)) if year in chosen else None,
            )
            for year in node.period.years
        ],
        sequences=sequences,
        sequence=sequence,
    )


def year_versions(
    node: PlanNode, sequence: int | None
) -> tuple[dict[int, PlanVersion], list[tuple[int, str]]]:
    """Year → the version to show, and the sequences there are to choose from."""
    versions = PlanVersion.objects.filter(
        period=node.period, document=PlanDocument.RENJA, year__isnull=False
    ).order_by("sequence")
    chosen: dict[int, PlanVersion] = {}
    labels: dict[int, str] = {}
    for version in versions:
        labels[version.sequence] = version.label
        if sequence is None or version.sequence == sequence:
            chosen[version.year or 0] = version
    return chosen, sorted(labels.items())


@dataclass(frozen=True)
class PaguSheet:
    period_version: PlanVersion | None
    period: PeriodBudget | None
    years: list[tuple[int, PlanVersion | None, Pagu | None]]
    sequences: list[tuple[int, str]]
    sequence: int | None
    history: list[Activity]


def pagu_sheet(node: PlanNode, sequence: int | None = None) -> PaguSheet:
    chosen, sequences = year_versions(node, sequence)
    period_version = version_for(period_document(node), node.period.start_year)
    stored = {(row.year, row.version_id): row for row in node.pagus.all()}
    lines = Activity.objects.filter(object_type="performance.plannode", object_id=node.pk)
    return PaguSheet(
        period_version=period_version,
        period=node.period_budgets.filter(version=period_version).first(),
        years=[
            (
                year,
                chosen.get(year),
                stored.get((year, chosen[year].pk)) if year in chosen else None,
            )
            for year in node.period.years
        ],
        sequences=sequences,
        sequence=sequence,
        history=list(lines.exclude(changes={})[:HISTORY]),
    )


def plain_text(value: Decimal | int | None) -> str:
    """A stored figure as a person would type it: comma, no thousands, no needless zeros."""
    if value is None:
        return ""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def importable_units(user: Any) -> QuerySet[Organization]:
    """Units the person may import into."""
    mine = access_of(user).organizations("performance.edit_plan")
    return Organization.objects.reporting().filter(mine).order_by("name")


def recent_batches(user: Any) -> list[ImportBatch]:
    mine = access_of(user).q("performance.edit_plan")
    rows = ImportBatch.objects.filter(mine).defer("rows", "summary")
    return list(rows.select_related("organization", "uploaded_by")[:10])


def visible_batch(user: Any, pk: int) -> ImportBatch | None:
    mine = access_of(user).q("performance.view")
    return ImportBatch.objects.filter(mine, pk=pk).select_related("organization").first()
