"""Targets and pagu of one thing as the pages edit them, version by version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from performance.choices import PlanDocument, PlanVersionState, Polarity
from performance.models import (
    Indicator,
    Pagu,
    PeriodBudget,
    PeriodTarget,
    PlanNode,
    PlanVersion,
    YearTarget,
)
from performance.models.period import NEVER
from performance.plan.queries.polarities import polarities
from performance.plan.queries.sheet_locks import Locked
from performance.plan.queries.versions import PAIRS, PERIOD_DOCUMENTS, latest_version

ANNUAL = (PlanDocument.RENJA, PlanDocument.RKPD, PlanDocument.PK)
Row = TypeVar("Row", YearTarget, Pagu)
Amount = TypeVar("Amount", Decimal, int)


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
        if self.document != version.document or version.state == PlanVersionState.CANCELLED:
            return False
        if self.sequence is None:  # the latest that counts
            return version.state == PlanVersionState.ACCEPTED
        return self.sequence == version.sequence


def version_choices(versions: Iterable[PlanVersion], *, of_city: bool) -> list[tuple[str, str]]:
    """Every document and sequence there is, once each, as a page offers them."""
    documents = documents_for(of_city=of_city)
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for row in versions:
        if row.document in documents and row.state != PlanVersionState.CANCELLED:
            name = "PK" if row.document == PlanDocument.PK else row.get_document_display()
            note = " (target tiap tahun)" if row.document in PERIOD_DOCUMENTS else ""
            if row.state in PlanVersionState.open():
                note += f", {row.get_state_display().lower()}"
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
        years = {y: row for row in found for y in _years_of(row, node.period.years)}
    if wanted.document in PERIOD_DOCUMENTS:
        period = next(reversed(years.values()), None)
    else:
        period = latest_version(period_document(node), node.period.start_year)
    missing = [year for year in node.period.years if choice and year not in years]
    choices = version_choices(rows, of_city=of_city)
    return SheetVersions(choice, choices, years, period, missing)


def _years_of(version: PlanVersion, years: Iterable[int]) -> list[int]:
    """The years of the period the version has figures for: none before it counts."""
    if version.year:
        return [version.year]
    return [year for year in years if version.first_quarter_in(year) < NEVER]


@dataclass(frozen=True)
class TargetSheet:
    """Everything the target page of one indicator shows for one choice of versions."""

    versions: SheetVersions
    period: PeriodTarget | None
    years: list[tuple[int, PlanVersion | None, YearTarget | None]]
    locked: Locked
    carried: dict[int, Decimal | None]  # by every year of the period, whatever the version
    ranges: frozenset[int]  # years in which the indicator is a range


def target_sheet(indicator: Indicator, choice: VersionChoice | None = None) -> TargetSheet:
    """At most ten queries. Without a choice every year shows its latest Renja."""
    versions = sheet_versions(indicator.node, choice)
    years = _years(indicator.node, versions, indicator.year_targets.all())
    kinds = polarities([indicator.pk], [year for year, _, _ in years])
    return TargetSheet(
        versions=versions,
        period=indicator.period_targets.filter(version=versions.period).first(),
        years=years,
        locked=Locked.read(
            indicator,
            versions.period,
            {year: version for year, version, _ in years},
            of_city=indicator.node.organization_id is None,
        ),
        carried=_carried(indicator.node, indicator.carried.values_list("year", "amount")),
        ranges=frozenset(year for (_, year), kind in kinds.items() if kind == Polarity.RANGE),
    )


def _years(
    node: PlanNode, versions: SheetVersions, rows: Iterable[Row]
) -> list[tuple[int, PlanVersion | None, Row | None]]:
    """Each year that can be filled with its version and what is stored for it."""
    stored = {(row.year, row.version_id): row for row in rows}
    years = [(y, versions.by_year.get(y)) for y in node.period.years if y not in versions.missing]
    return [(y, found, stored.get((y, found.pk if found else 0))) for y, found in years]


def _carried(node: PlanNode, rows: Iterable[tuple[int, Amount]]) -> dict[int, Amount | None]:
    stored = dict(rows)
    return {year: stored.get(year) for year in node.period.years}


@dataclass(frozen=True)
class PaguSheet:
    versions: SheetVersions
    period: PeriodBudget | None
    years: list[tuple[int, PlanVersion | None, Pagu | None]]
    locked: Locked
    carried: dict[int, int | None]


def pagu_sheet(node: PlanNode, choice: VersionChoice | None = None) -> PaguSheet:
    versions = sheet_versions(node, choice)
    years = _years(node, versions, node.pagus.all())
    return PaguSheet(
        versions=versions,
        period=node.period_budgets.filter(version=versions.period).first(),
        years=years,
        locked=Locked.read(node, versions.period, {year: version for year, version, _ in years}),
        carried=_carried(node, node.carried.values_list("year", "amount")),
    )
