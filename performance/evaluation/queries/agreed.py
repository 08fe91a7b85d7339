"""The indicators a Perjanjian Kinerja promises: the one set every average stands for.

Where a unit keeps no agreement here (years before the portal) its set is what a Perjanjian
Kinerja promises by rule: the indicators of its sasaran, or of its programs without any. Without
the mayor's own, the average of the city stands for every goal of the city.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from organizations.models import Organization
from performance import permissions
from performance.choices import AgreementState, NodeLevel
from performance.counted import counted_in
from performance.models import Indicator, PerformanceAgreement, PlanNode
from performance.models.review import CITY_CODE

PROMISED = (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD, NodeLevel.PROGRAM)
PROMISED_BY_CITY = (NodeLevel.TUJUAN, NodeLevel.SASARAN)


def agreement_of(unit: Organization | None, year: int) -> PerformanceAgreement | None:
    """The latest agreement of the year, whatever its state."""
    rows = PerformanceAgreement.objects.filter(organization=unit, year=year)
    return (
        rows.select_related("version", "scan", "organization").order_by("version__sequence").last()
    )


def signed_before(agreement: PerformanceAgreement | None) -> list[PerformanceAgreement]:
    """Signed agreements of earlier versions of the year, newest first: they bind until this one does."""
    if agreement is None:
        return []
    rows = PerformanceAgreement.objects.filter(
        organization=agreement.organization_id,
        year=agreement.year,
        state=AgreementState.SIGNED,
        version__sequence__lt=agreement.version.sequence,
    )
    return list(rows.select_related("version", "scan").order_by("-version__sequence"))


@dataclass(frozen=True)
class AgreementLine:
    """A unit, or the city, in the list, with its last agreement of the year."""

    name: str
    code: str
    agreement: PerformanceAgreement | None
    tone: str


def agreements_of(user: Any, year: int) -> list[AgreementLine]:
    """The city, then the reporting units the person may see, by code; two queries."""
    held = PerformanceAgreement.objects.filter(year=year, organization__isnull=False)
    known = Q(pk__in=counted_in(year)) | Q(pk__in=held.values("organization"))
    mine = Organization.objects.filter(known)
    shown = list(mine.filter(permissions.visible_organizations(user)).order_by("code"))
    rows = PerformanceAgreement.objects.filter(
        Q(organization__in=shown) | Q(organization=None), year=year
    )
    latest = {row.organization_id: row for row in rows.order_by("version__sequence")}

    def line(name: str, code: str, pk: int | None) -> AgreementLine:
        held = latest.get(pk)
        return AgreementLine(name, code, held, AgreementState.tone_of(held.state if held else ""))

    return [
        line("Kota", CITY_CODE, None),
        *(line(unit.name, unit.code, unit.pk) for unit in shown),
    ]


def signed_agreement(organization_id: int | None, year: int) -> PerformanceAgreement | None:
    """The one that binds: the last one signed of the year, with what it names read."""
    rows = PerformanceAgreement.objects.filter(
        organization=organization_id, year=year, state=AgreementState.SIGNED
    )
    return rows.select_related("version", "organization").order_by("version__sequence").last()


def promised_by_city(year: int) -> frozenset[int] | None:
    """The set of the mayor's last signed agreement; None without one: every goal counts."""
    rows = PerformanceAgreement.objects.filter(
        organization=None, year=year, state=AgreementState.SIGNED
    ).order_by("version__sequence")
    sets: dict[int, set[int]] = defaultdict(set)
    for pk, indicator in rows.values_list("pk", "indicators"):
        sets[pk].add(indicator)
    return frozenset(next(reversed(sets.values()))) if sets else None


def agreed_indicators(units: Collection[int], year: int) -> dict[int, frozenset[int]]:
    """The set of each unit in three queries: of its last agreement, else by rule."""
    found = _by_rule(units, year)
    agreements = PerformanceAgreement.objects.filter(organization__in=units, year=year)
    signed = agreements.filter(state=AgreementState.SIGNED).order_by("version__sequence")
    latest = dict(signed.values_list("organization", "pk"))
    rows = PerformanceAgreement.indicators.through.objects.filter(
        performanceagreement__in=latest.values()
    )
    promised: dict[int, set[int]] = defaultdict(set)
    for unit, indicator in rows.values_list("performanceagreement__organization", "indicator"):
        promised[unit].add(indicator)
    return found | {unit: frozenset(pks) for unit, pks in promised.items()}


def _by_rule(units: Collection[int], year: int) -> dict[int, frozenset[int]]:
    nodes = PlanNode.objects.filter(organization__in=units).in_year(year)
    with_goals = nodes.filter(level=NodeLevel.SASARAN_PD).values("organization")
    rows = Indicator.objects.in_year(year).filter(node__organization__in=units)
    goals = rows.filter(node__level=NodeLevel.SASARAN_PD)
    programs = rows.filter(node__level=NodeLevel.PROGRAM).exclude(node__organization__in=with_goals)
    found: dict[int, set[int]] = defaultdict(set)
    for unit, indicator in (goals | programs).values_list("node__organization", "pk"):
        found[unit].add(indicator)
    return {unit: frozenset(pks) for unit, pks in found.items()}


def candidates(unit: Organization | None, year: int) -> QuerySet[Indicator]:
    """Indicators a unit, or the city, may promise, by their place in the tree."""
    levels = PROMISED if unit else PROMISED_BY_CITY
    rows = Indicator.objects.in_year(year).filter(node__organization=unit, node__level__in=levels)
    return rows.select_related("node").order_by("node__code", "node__order", "order", "pk")
