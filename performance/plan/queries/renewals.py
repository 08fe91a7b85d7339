"""Which signed agreements a later version of the plan has overtaken: they promise other figures.

A version counts for the whole city and changes few of its units; only those it changes are asked
for a Perjanjian Kinerja Perubahan, and the mayor where it changes what the city promises.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from performance.choices import AgreementState, NodeLevel
from performance.formulas import Bounds
from performance.models import PerformanceAgreement, PlanNode, PlanVersion, YearTarget
from performance.plan.queries import rollup
from performance.plan.queries.agreement_versions import LATEST, agreement_versions, choose_version
from performance.plan.queries.rollup import added
from performance.plan.queries.units import units_in

Of = dict[str, int | None]  # pagu by the full code of a program


@dataclass(frozen=True)
class Renewal:
    """A signed agreement and the version that changes what it promises."""

    agreement: PerformanceAgreement
    version: PlanVersion


def renewals(of_whom: Q, year: int) -> list[Renewal]:
    """Of the agreements chosen, those to be renewed, by code; as many queries however many.

    One that is being renewed already, by a draft of the later version, is not asked for again.
    """
    latest = choose_version(year, LATEST)
    if latest is None:
        return []
    rows = PerformanceAgreement.objects.filter(of_whom, year=year)
    rows = rows.select_related("organization", "version").order_by("version__sequence", "pk")
    by_unit = {row.organization_id: row for row in rows}
    older = [
        row
        for row in by_unit.values()
        if row.state == AgreementState.SIGNED and row.version_id != latest.pk
    ]
    if not older:
        return []
    changed = _targets_changed(older, latest, year) | _pagu_changed(older, latest, year)
    found = [Renewal(row, latest) for row in older if row.pk in changed]
    return sorted(
        found, key=lambda r: r.agreement.organization.code if r.agreement.organization else ""
    )


def renewal_of(agreement: PerformanceAgreement) -> PlanVersion | None:
    """The version that asks for this one to be renewed; None while it stands."""
    found = renewals(Q(organization=agreement.organization_id), agreement.year)
    return next((row.version for row in found if row.agreement.pk == agreement.pk), None)


def _targets_changed(
    older: Iterable[PerformanceAgreement], latest: PlanVersion, year: int
) -> set[int]:
    """Agreements with an indicator whose target of the year the later version made another one."""
    held = {row.pk: row for row in older}
    links = PerformanceAgreement.indicators.through.objects.filter(performanceagreement__in=held)
    promised = list(links.values_list("performanceagreement", "indicator"))
    rows = YearTarget.objects.filter(
        year=year,
        indicator__in={indicator for _, indicator in promised},
        version__in={latest.pk, *(row.version_id for row in held.values())},
    )
    targets = {
        (row.indicator_id, row.version_id): Bounds(row.target, row.target_high) for row in rows
    }
    return {
        pk
        for pk, indicator in promised
        if (now := targets.get((indicator, latest.pk))) is not None
        and now != targets.get((indicator, held[pk].version_id), Bounds(None, None))
    }


def _pagu_changed(older: list[PerformanceAgreement], latest: PlanVersion, year: int) -> set[int]:
    """Agreements whose programs have another pagu in the later version."""
    of_city = any(row.organization_id is None for row in older)
    known = {row.organization_id for row in older if row.organization_id}
    units = sorted(known | ({unit.pk for unit in units_in(year)} if of_city else set()))
    first = agreement_versions(year)[0]
    programs = PlanNode.objects.filter(organization__in=units, level=NodeLevel.PROGRAM)
    nodes = list(programs.in_year(year).select_related("organization"))

    def read(version: PlanVersion) -> dict[int | None, Of]:
        """By unit, and under None of the city, where programs of one code are one."""
        money = rollup.money_of(units, year, [], [version, first])
        found: dict[int | None, Of] = defaultdict(dict)
        for node in nodes:
            pagu = money[node.pk].pagu if node.pk in money else None
            for place in (node.organization_id, None):
                mine = found[place]
                mine[node.full_code] = added(mine.get(node.full_code), pagu)
        return found

    now = read(latest)
    before: Mapping[int, dict[int | None, Of]] = {
        version.pk: read(version) for version in {row.version for row in older}
    }
    return {
        row.pk
        for row in older
        if now[row.organization_id] != before[row.version_id][row.organization_id]
    }
