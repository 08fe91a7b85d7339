"""The rows of Formulir E.81: one unit, one year, up to one quarter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from organizations.models import Organization
from performance.choices import NodeLevel, PlanDocument
from performance.evaluation.queries.acceptance import Acceptance, read_acceptance
from performance.evaluation.queries.averages import (
    Average,
    averaged_rows,
    averages_of,
    rows_with_money,
)
from performance.evaluation.queries.row import Row, build_row
from performance.evaluation.queries.source import Sources, read_sources
from performance.models import PerformanceSettings, PlanNode, PlanVersion, Submission
from performance.plan.queries import rollup, versions
from performance.plan.queries.rollup import Money


@dataclass(frozen=True)
class Evaluation:
    unit: Organization
    year: int
    quarter: int
    rows: tuple[Row, ...]
    total: Money
    averages: dict[str, Average]  # annual_k, annual_rp, col14_k, col14_rp
    average_level: str
    acceptance: Acceptance
    submissions: dict[int, Submission] = field(default_factory=dict)
    period: tuple[PlanVersion, ...] = ()
    annual: tuple[PlanVersion, ...] = ()

    @property
    def renja(self) -> PlanVersion | None:
        """The version the year is measured against."""
        return self.annual[0] if self.annual else None

    @property
    def versions(self) -> dict[str, str]:
        return versions.names_of(self.period, self.annual)

    def spenders(self, quarter: int) -> tuple[int, int]:
        """How many of the form's units have rupiah in a quarter, and how many units it has."""
        return int(self.total.quarters[quarter - 1] is not None), 1

    @property
    def is_draft(self) -> bool:
        """Some quarter with figures has not been accepted."""
        return self.acceptance.is_draft


def evaluate(unit: Organization, year: int, quarter: int) -> Evaluation:
    """The whole form: rows, totals, averages, narratives; in a constant number of queries."""
    period = versions.chain_for(PlanDocument.RENSTRA, year, quarter)
    annual = versions.chain_for(PlanDocument.RENJA, year, quarter)
    sources = read_sources([unit.pk], year, period, annual)
    rows = tuple(form_rows(year, quarter, sources))
    settings = PerformanceSettings.as_of(year)
    level, chosen = averaged_rows(rows, settings.average_level)
    submissions = Submission.objects.filter(organization=unit, year=year)
    return Evaluation(
        unit=unit,
        year=year,
        quarter=quarter,
        rows=rows,
        total=total_of(sources),
        averages=averages_of(
            chosen, rows_with_money(rows, settings.average_level), settings.band_scheme
        ),
        average_level=level,
        acceptance=read_acceptance([unit], year, quarter),
        submissions={s.quarter: s for s in submissions.select_related("organization")},
        period=tuple(period),
        annual=tuple(annual),
    )


def total_of(sources: Sources) -> Money:
    programs = [node for node in sources.nodes if node.level == NodeLevel.PROGRAM]
    return rollup.total(sources.money.get(node.pk, Money()) for node in programs)


def form_rows(year: int, quarter: int, sources: Sources) -> Iterator[Row]:
    """Rows in the order of the form: urusan, bidang, then unit by unit its programs."""
    by_bidang: dict[str, list[PlanNode]] = defaultdict(list)
    for node in sources.nodes:
        by_bidang[".".join(node.full_code.split(".")[:2])].append(node)
    by_urusan: dict[str, list[str]] = defaultdict(list)
    for bidang in sorted(by_bidang):
        by_urusan[bidang.split(".")[0]].append(bidang)
    for urusan, fields in by_urusan.items():
        members = [node for bidang in fields for node in by_bidang[bidang]]
        yield _heading("urusan", urusan, members, sources, quarter)
        for bidang in fields:
            yield _heading("bidang", bidang, by_bidang[bidang], sources, quarter)
            nodes = by_bidang[bidang]
            nodes.sort(key=lambda node: node.organization.code if node.organization else "")
            for node in nodes:  # a stable sort: codes stay in order within a unit
                yield from node_rows(node, year, quarter, sources)


def _heading(level: str, code: str, nodes: list[PlanNode], sources: Sources, quarter: int) -> Row:
    programs = [sources.money.get(n.pk, Money()) for n in nodes if n.level == NodeLevel.PROGRAM]
    return build_row(
        level=level,
        code=code,
        full_code=code,
        name=sources.names.get(code, "").strip(),
        sasaran="",
        node_id=None,
        money=rollup.total(programs),
        quarter=quarter,
    )


def node_rows(node: PlanNode, year: int, quarter: int, sources: Sources) -> Iterator[Row]:
    """One row for each indicator of the node; the first one carries the money."""
    money = sources.money.get(node.pk, Money())
    common: dict[str, Any] = {
        "level": node.level,
        "code": node.code,
        "full_code": node.full_code,
        "name": node.name,
        "sasaran": _sasaran(node),
        "node_id": node.pk,
        "parent_id": node.parent_id,
        "quarter": quarter,
        "owner": node.organization.short_name if node.organization else "",
        "organization_id": node.organization_id,
    }
    indicators = sources.indicators.get(node.pk, [])
    if not indicators:
        yield build_row(money=money, **common)
    for place, indicator in enumerate(indicators):
        yield build_row(
            money=money if place == 0 else None,
            indicator=indicator,
            period=sources.period.get(indicator.pk),
            target=sources.target.get(indicator.pk),
            past=sources.pasts.get(indicator.pk),
            year=year,
            **common,
        )


def _sasaran(node: PlanNode) -> str:
    if node.level == NodeLevel.PROGRAM and node.parent:
        return node.parent.name
    return ""
