"""The indicators a unit's Perjanjian Kinerja promises: the one set every average stands for.

Where a unit keeps no agreement here (years before the portal) its set is what a Perjanjian
Kinerja promises by rule: the indicators of its sasaran, or of its programs without any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from organizations.access import Access
from organizations.models import Organization
from organizations.panels import Task
from performance import permissions
from performance.choices import AgreementState, NodeLevel
from performance.models import Indicator, PerformanceAgreement, PlanNode

PROMISED = (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD, NodeLevel.PROGRAM)


def agreement_of(unit: Organization, year: int) -> PerformanceAgreement | None:
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
    """A unit in the list, with its last agreement of the year."""

    unit: Organization
    agreement: PerformanceAgreement | None
    tone: str


def agreements_of(user: Any, year: int) -> list[AgreementLine]:
    """Reporting units the person may see, by code; two queries."""
    mine = Organization.objects.reporting().in_year(year)
    shown = list(mine.filter(permissions.visible_organizations(user)).order_by("code"))
    rows = PerformanceAgreement.objects.filter(organization__in=shown, year=year)
    latest = {row.organization_id: row for row in rows.order_by("version__sequence")}
    return [
        AgreementLine(unit, held, AgreementState.tone_of(held.state if held else ""))
        for unit in shown
        for held in [latest.get(unit.pk)]
    ]


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


def candidates(unit: Organization, year: int) -> QuerySet[Indicator]:
    """Indicators a unit may promise, by their place in the tree."""
    rows = Indicator.objects.in_year(year).filter(node__organization=unit, node__level__in=PROMISED)
    return rows.select_related("node").order_by("node__code", "node__order", "order", "pk")


def agreement_tasks(access: Access) -> list[Task]:
    """Agreements that wait for the person: to check, to agree, to be signed."""
    found = []
    for right, state, label in (
        ("performance.verify", AgreementState.DRAFT, "Periksa Perjanjian Kinerja"),
        ("performance.return", AgreementState.CHECKED, "Sepakati Perjanjian Kinerja"),
        ("performance.submit", AgreementState.AGREED, "Unggah naskah Perjanjian Kinerja"),
    ):
        if not access.has(right):
            continue
        rows = PerformanceAgreement.objects.filter(access.q(right), state=state)
        found += [
            Task(label, str(row), row.get_absolute_url(), "Buka")
            for row in rows.select_related("organization")[:10]
        ]
    return found
