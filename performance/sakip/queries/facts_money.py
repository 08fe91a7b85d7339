"""Targets and rupiah of a unit's plan, for the SAKIP facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum

from organizations.models import Organization
from performance.choices import NodeLevel, PlanDocument
from performance.models import (
    Indicator,
    Pagu,
    YearTarget,
)
from performance.plan.queries.versions import PAIRS
from performance.sakip.queries.facts_tree import Versions

BUDGET_DOCUMENTS = PAIRS[PlanDocument.RENJA]


@dataclass(frozen=True)
class Targets:
    """Active indicators with a target, by version of the year; whether the year before had any."""

    by_version: Mapping[int, int]
    had_before: bool


def read_targets(unit: Organization, year: int) -> Targets:
    rows: Any = YearTarget.objects.filter(
        indicator__node__organization=unit, year__in=(year - 1, year), target__isnull=False
    )
    active = Count("pk", filter=Q(indicator__in=Indicator.objects.active(year)))
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
    indicators = Indicator.objects.active(year).filter(node=OuterRef("node"))
    counts = rows.aggregate(
        paid=Count("node", distinct=True),
        measured=Count("node", filter=Exists(indicators), distinct=True),
    )
    return Linked(**counts)
