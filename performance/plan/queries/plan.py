"""Details of plans: one node, one indicator's targets, one pagu, and their versions."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from organizations.access import access_of
from organizations.models import Activity, Organization
from organizations.values import plain_number
from performance import permissions
from performance.choices import PlanDocument
from performance.feeds import feed_name
from performance.formulas import value_of, word_of
from performance.models import (
    ImportBatch,
    Indicator,
    IndicatorPartner,
    NodeLink,
    Pagu,
    PlanNode,
    PlanVersion,
)
from performance.plan.queries.sources import first_years

HISTORY = 40


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
class SharedIndicator:
    """An indicator of another unit that names this one as a partner."""

    name: str
    owner: str
    url: str  # the public page: partners have no right to the owner's working data


def shared_indicators(unit: Organization, year: int) -> list[SharedIndicator]:
    """What the unit supports in the year, by owner; one query."""
    rows = Indicator.objects.in_year(year).filter(partners__organization=unit)
    rows = rows.select_related("organization").order_by("organization__name", "order", "pk")
    return [
        SharedIndicator(row.name, row.organization.short_name, row.get_absolute_url())
        for row in rows
    ]


@dataclass(frozen=True)
class IndicatorDetail:
    """An indicator of the node, who shares the work on it, and what fills it."""

    row: Indicator
    partners: str
    fed_by: str  # the registered source; empty where people type
    fed_from: int | None  # the year it begins in; None where every open quarter counts


@dataclass(frozen=True)
class NodeDetail:
    node: PlanNode
    indicators: list[IndicatorDetail]
    children: list[PlanNode]
    links: list[NodeLink]
    pagu: list[tuple[int, int]]  # year, amount of the latest Renja
    history: list[Activity]


def node_detail(node: PlanNode) -> NodeDetail:
    links = NodeLink.objects.open().filter(Q(source=node) | Q(target=node))
    return NodeDetail(
        node=node,
        indicators=_indicators_of(node),
        children=list(node.children.select_related("organization").order_by("order", "code", "pk")),
        links=list(links.select_related("source__organization", "target__organization")),
        pagu=[(row.year, row.amount) for row in _latest_pagu(node)],
        history=history_of(node),
    )


def _indicators_of(node: PlanNode) -> list[IndicatorDetail]:
    partners = IndicatorPartner.objects.select_related("organization")
    rows = node.indicators.select_related("feed").prefetch_related(
        Prefetch("partners", partners.order_by("organization__short_name"))
    )
    begun = first_years(node.indicators.values_list("pk", flat=True))
    return [
        IndicatorDetail(
            row,
            ", ".join(p.organization.short_name for p in row.partners.all()),
            feed_name(row.feed.source) if hasattr(row, "feed") else "",
            begun.get(row.pk),
        )
        for row in rows.order_by("-is_active", "order", "pk")
    ]


def _latest_pagu(node: PlanNode) -> list[Pagu]:
    versions = PlanVersion.objects.in_force().filter(document=PlanDocument.RENJA)
    rows = Pagu.objects.filter(node=node, version__in=versions)
    rows = rows.order_by("year", "version__sequence")
    return list({row.year: row for row in rows}.values())


def history_of(node: PlanNode) -> list[Activity]:
    """What happened to the node and to its indicators, newest first."""
    indicators = list(node.indicators.values_list("pk", flat=True))
    about = Q(object_type="performance.plannode", object_id=node.pk)
    about |= Q(object_type="performance.indicator", object_id__in=indicators)
    return list(Activity.objects.filter(about)[:HISTORY])


def plain_text(value: Decimal | int | None, scale: str = "") -> str:
    """A stored figure as a person would type it: the word of its scale, or comma and no
    thousands. A figure from before the indicator had its scale stays a number."""
    if value is None:
        return ""
    try:
        if scale and value_of(word := word_of(value, scale), scale) == value:
            return word
    except (ValueError, OverflowError):  # not on the scale
        pass
    return plain_number(value)


def importable_units(user: Any) -> QuerySet[Organization]:
    """Units the person may import into."""
    mine = access_of(user).organizations("performance.edit_plan")
    return Organization.objects.reporting().filter(mine).order_by("name")


def recent_batches(user: Any) -> list[ImportBatch]:
    mine = access_of(user).q("performance.edit_plan")
    rows = ImportBatch.objects.filter(mine).defer("rows", "summary")
    return list(rows.select_related("organization", "uploaded_by")[:10])


def visible_spread(user: Any, spread: UUID) -> list[ImportBatch]:
    """The imports one file of the city became; none unless the person sees all of them."""
    mine = access_of(user).q("performance.view")
    rows = ImportBatch.objects.filter(spread=spread)
    found = list(rows.filter(mine).select_related("organization").order_by("organization__name"))
    return found if len(found) == rows.count() else []


def visible_batch(user: Any, pk: int) -> ImportBatch | None:
    mine = access_of(user).q("performance.view")
    return ImportBatch.objects.filter(mine, pk=pk).select_related("organization").first()
