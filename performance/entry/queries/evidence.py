"""Proofs of an indicator in a quarter, and the unit's files that may serve again."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from organizations.models import Organization
from performance import permissions
from performance.entry.queries.source import EntryKey
from performance.models import Evidence, EvidenceLink


def evidence_of(key: EntryKey, indicator_id: int) -> list[EvidenceLink]:
    rows = EvidenceLink.objects.filter(indicator=indicator_id, year=key.year, quarter=key.quarter)
    return list(rows.select_related("evidence", "added_by"))


def reusable_evidence(unit: Organization, key: EntryKey, indicator_id: int) -> QuerySet[Evidence]:
    """The unit's files that are not yet linked here, newest first."""
    linked = EvidenceLink.objects.filter(
        indicator=indicator_id, year=key.year, quarter=key.quarter
    ).values("evidence")
    return Evidence.objects.filter(organization=unit).exclude(pk__in=linked)


def visible_evidence(user: Any, pk: int) -> Evidence | None:
    """The file, if this person may read the working data of its unit, or the plan of the city.

    Work that moved takes its proofs along: who answers for the indicator now reads them too.
    """
    units = Organization.objects.filter(permissions.visible_organizations(user)).values("pk")
    proves = EvidenceLink.objects.filter(indicator__organization__in=units, evidence=pk)
    mine = Q(organization__in=units) | Q(pk__in=proves.values("evidence"))
    if permissions.can_view_city_plan(user):
        mine |= Q(organization=None)
    return Evidence.objects.filter(mine, pk=pk).first()


def link_of(key: EntryKey, pk: int) -> EvidenceLink | None:
    rows = EvidenceLink.objects.filter(
        pk=pk, indicator__organization=key.organization_id, year=key.year, quarter=key.quarter
    )
    return rows.select_related("indicator__organization", "evidence").first()
