"""Details of plans: one node, one indicator's targets, one pagu, and their versions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import Prefetch, Q, QuerySet

from organizations.access import access_of
from organizations.models import Activity, Organization
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
    PeriodBudget,
    PeriodTarget,
    PlanNode,
    PlanVersion,
    YearTarget,
)
from performance.plan.queries.versions import PAIRS, PERIOD_DOCUMENTS, version_for

HISTORY = 40
ANNUAL = (PlanDocument.RENJA, PlanDocument.RKPD, PlanDocument.PK)
Row = TypeVar("Row", YearTarget, Pagu)


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
    rows = Indicator.objects.active().filter(
        partners__organization=unit, node__in=PlanNode.objects.in_year(year)
    )
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


@dataclass(frozen=True)
class NodeDetail:
    node: PlanNode
    indicators: list[IndicatorDetail]
    children: list[PlanNode]
    links: list[NodeLink]
    pagu: list[tuple[int, int]]  # year, amount of the latest Renja
    history: list[Activity]


def node_detail(node: PlanNode) -> NodeDetail:
    links = NodeLink.objects.filter(Q(source=node) | Q(target=node))
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
    return [
        IndicatorDetail(
            row,
            ", ".join(p.organization.short_name for p in row.partners.all()),
            feed_name(row.feed.source) if hasattr(row, "feed") else "",
        )
        for row in rows.order_by("-is_active", "order", "pk")
    ]


def _latest_pagu(node: PlanNode) -> list[Pagu]:
    rows = Pagu.objects.filter(node=node, version__document=PlanDocument.RENJA)
    rows = rows.order_by("year", "version__sequence")
    return list({row.year: row for row in rows}.values())


def history_of(node: PlanNode) -> list[Activity]:
    """What happened to the node and to its indicators, newest first."""
    indicators = list(node.indicators.values_list("pk", flat=True))
    about = Q(object_type="performance.plannode", object_id=node.pk)
    about |= Q(object_type="performance.indicator", object_id__in=indicators)
    return list(Activity.objects.filter(about)[:HISTORY])


@dataclass(frozen=True)
class VersionChoice:
    """A version of one document in all its years; without a sequence the latest of each."""

    document: str = PlanDocument.RENJA
    sequence: int | None = None

    @classmethod
    def parse(cls, text: str) -> VersionChoice | None:
        """ "pk.1" names a document and a sequence; a bare number is one of the Renja."""
        document, _, number = (text if "." in text else f"{PlanDocument.RENJA}.{text}").rpartition(
            "."
        )
        known = document in PlanDocument.values and number.isdecimal() and len(number) < 3
        return cls(document, int(number)) if known else None

    def __str__(self) -> str:
        return "" if self.sequence is None else f"{self.document}.{self.sequence}"

    def names(self, version: PlanVersion) -> bool:
        same = self.document == version.document
        return same and self.sequence in (None, version.sequence)


def version_choices(versions: Iterable[PlanVersion], *, of_city: bool) -> list[tuple[str, str]]:
    """Every document and sequence there is, once each, as a page offers them."""
    documents = documents_for(of_city=of_city)
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for row in versions:
        if row.document in documents:
            name = "PK" if row.document == PlanDocument.PK else row.get_document_display()
            note = " (target tiap tahun)" if row.document in PERIOD_DOCUMENTS else ""
            choice = VersionChoice(row.document, row.sequence)
            place = (documents.index(PlanDocument(row.document)), row.sequence)
            found[place] = (str(choice), f"{name} {row.label}{note}")
    return [found[place] for place in sorted(found)]


def documents_for(*, of_city: bool) -> tuple[PlanDocument, ...]:
    """Documents with figures for nodes of the city, or for those of a unit."""
    period = (PlanDocument.RPJMD,) if of_city else (PlanDocument.RENSTRA, PlanDocument.RPJMD)
    return (*ANNUAL, *period)


def period_document(node: PlanNode) -> PlanDocument:
    """The city's own nodes belong to the RPJMD, those of a unit to its Renstra."""
    return PlanDocument.RPJMD if node.organization_id is None else PlanDocument.RENSTRA


@dataclass(frozen=True)
class SheetVersions:
    """The versions a page of figures shows, and those it may show instead."""

    choice: VersionChoice | None
    choices: list[tuple[str, str]]
    by_year: dict[int, PlanVersion]
    period: PlanVersion | None
    missing: list[int]  # years without the chosen version

    @property
    def of_period(self) -> bool:
        """Whether a version of the whole period is chosen, for its years too."""
        return self.choice is not None and self.choice.document in PERIOD_DOCUMENTS

    @property
    def label(self) -> str:
        return dict(self.choices).get(str(self.choice or ""), "")

    @property
    def others(self) -> str:
        """Whose figures count where the chosen document has none (`versions.PAIRS`)."""
        if self.choice is None or self.choice.document == PlanDocument.RENJA:
            return ""
        names = [PlanDocument(name).label for name in PAIRS[self.choice.document][1:]]
        return ", lalu ".join([*names, "Renja"] if self.of_period else names)


def sheet_versions(node: PlanNode, choice: VersionChoice | None = None) -> SheetVersions:
    """Three queries; one where a version of the whole period is chosen."""
    of_city, wanted = node.organization_id is None, choice or VersionChoice()
    rows = list(PlanVersion.objects.filter(period=node.period).order_by("sequence"))
    found = [row for row in rows if wanted.names(row)]
    years: dict[int, PlanVersion] = {}
    if wanted.document in documents_for(of_city=of_city):
        years = {y: row for row in found for y in ([row.year] if row.year else node.period.years)}
    if wanted.document in PERIOD_DOCUMENTS:
        period = next(iter(years.values()), None)
    else:
        period = version_for(period_document(node), node.period.start_year)
    missing = [year for year in node.period.years if choice and year not in years]
    choices = version_choices(rows, of_city=of_city)
    return SheetVersions(choice, choices, years, period, missing)


@dataclass(frozen=True)
class TargetSheet:
    """Everything the target page of one indicator shows for one choice of versions."""

    versions: SheetVersions
    period: PeriodTarget | None
    years: list[tuple[int, PlanVersion | None, YearTarget | None]]


def target_sheet(indicator: Indicator, choice: VersionChoice | None = None) -> TargetSheet:
    """At most five queries. Without a choice every year shows its latest Renja."""
    versions = sheet_versions(indicator.node, choice)
    return TargetSheet(
        versions=versions,
        period=indicator.period_targets.filter(version=versions.period).first(),
        years=_years(indicator.node, versions, indicator.year_targets.all()),
    )


def _years(
    node: PlanNode, versions: SheetVersions, rows: Iterable[Row]
) -> list[tuple[int, PlanVersion | None, Row | None]]:
    """Each year that can be filled with its version and what is stored for it."""
    stored = {(row.year, row.version_id): row for row in rows}
    years = [(y, versions.by_year.get(y)) for y in node.period.years if y not in versions.missing]
    return [(y, found, stored.get((y, found.pk if found else 0))) for y, found in years]


@dataclass(frozen=True)
class PaguSheet:
    versions: SheetVersions
    period: PeriodBudget | None
    years: list[tuple[int, PlanVersion | None, Pagu | None]]


def pagu_sheet(node: PlanNode, choice: VersionChoice | None = None) -> PaguSheet:
    versions = sheet_versions(node, choice)
    return PaguSheet(
        versions=versions,
        period=node.period_budgets.filter(version=versions.period).first(),
        years=_years(node, versions, node.pagus.all()),
    )


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
