"""Checklists, their items and units as the pages find them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from innovations.choices.adoption import MarkState
from innovations.models import (
    AdoptionBand,
    AdoptionChecklist,
    AdoptionItem,
    AdoptionMark,
    AdoptionUnit,
    Innovation,
)
from innovations.permissions import visible_innovations


def checklists_of(user: Any) -> QuerySet[AdoptionChecklist]:
    """Those of innovations the person may see, each with the number of units and of waiting marks."""
    seen = Innovation.objects.filter(visible_innovations(user))
    rows = AdoptionChecklist.objects.filter(innovation__in=seen)
    rows = rows.select_related("innovation__organization").order_by("innovation__name", "pk")
    waiting = Q(units__marks__state=MarkState.FILLED)
    return rows.annotate(
        unit_count=Count("units", distinct=True),
        waiting=Count("units__marks", filter=waiting, distinct=True),
    )


def checklist_of(user: Any, pk: int) -> AdoptionChecklist | None:
    seen = Innovation.objects.filter(visible_innovations(user))
    rows = AdoptionChecklist.objects.filter(innovation__in=seen)
    return rows.select_related("innovation__organization").filter(pk=pk).first()


def checklist_for(innovation: Innovation) -> AdoptionChecklist | None:
    return AdoptionChecklist.objects.filter(innovation=innovation).first()


def items_asked(checklist: AdoptionChecklist, on: date) -> QuerySet[AdoptionItem]:
    """Items that count on a day, in their order."""
    rows = AdoptionItem.objects.filter(checklist=checklist, counted_from__lte=on)
    return rows.filter(Q(counted_until=None) | Q(counted_until__gte=on)).order_by("position", "pk")


def items_with_use(checklist: AdoptionChecklist) -> QuerySet[AdoptionItem]:
    """All items; `is_used` says that its code and weight stay."""
    used = AdoptionMark.objects.filter(item=OuterRef("pk"))
    rows = AdoptionItem.objects.filter(checklist=checklist).annotate(is_used=Exists(used))
    return rows.order_by("position", "pk")


def bands_of(checklist: AdoptionChecklist) -> Sequence[AdoptionBand]:
    return list(AdoptionBand.objects.filter(checklist=checklist).order_by("-minimum"))


def unit_of(checklist: AdoptionChecklist, pk: int) -> AdoptionUnit | None:
    rows = AdoptionUnit.objects.filter(checklist=checklist).select_related("area__parent")
    return rows.filter(pk=pk).first()


def kinds_of(checklist: AdoptionChecklist) -> list[str]:
    rows = AdoptionUnit.objects.filter(checklist=checklist).order_by("kind")
    return list(rows.values_list("kind", flat=True).distinct())
