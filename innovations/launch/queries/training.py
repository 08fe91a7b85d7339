"""Training cohorts with the innovations their participants brought."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from innovations.choices import InnovationState
from innovations.models import Cohort, Innovation, TrainingPaper, TrainingProject
from innovations.permissions import visible_innovations


def cohorts() -> QuerySet[Cohort]:
    """All, the newest first, each with the number of its innovations."""
    rows = Cohort.objects.annotate(count=Count("projects"))
    return rows.order_by("-year", "programme", "batch", "pk")


@dataclass(frozen=True)
class CohortPage:
    cohort: Cohort
    projects: Sequence[TrainingProject]
    others: int  # of which the reader is told no more than that they are there


def cohort_page(cohort: Cohort, user: Any) -> CohortPage:
    """Drafts of units the person does not work for are counted only; their papers are theirs."""
    rows = TrainingProject.objects.filter(cohort=cohort)
    seen = Q(innovation__in=Innovation.objects.filter(visible_innovations(user)))
    shown = rows.filter(seen | Q(innovation__in=Innovation.objects.public()))
    shown = shown.select_related("innovation__organization").order_by("innovation__name", "pk")
    mine = TrainingPaper.objects.filter(
        project__innovation__in=Innovation.objects.filter(visible_innovations(user))
    )
    found = list(shown.prefetch_related(Prefetch("papers", queryset=mine, to_attr="readable")))
    return CohortPage(cohort, found, rows.count() - len(found))


def public_cohorts() -> QuerySet[Cohort]:
    """Those with something that everybody may read."""
    state = InnovationState.PUBLISHED
    shown = TrainingProject.objects.filter(innovation__state=state)
    shown = shown.select_related("innovation__organization").order_by("innovation__name", "pk")
    rows = Cohort.objects.filter(projects__innovation__state=state).distinct()
    rows = rows.order_by("-year", "programme", "batch", "pk")
    return rows.prefetch_related(Prefetch("projects", queryset=shown, to_attr="shown"))


def training_of(innovation: Innovation) -> TrainingProject | None:
    rows = TrainingProject.objects.filter(innovation=innovation)
    return rows.select_related("cohort").first()
