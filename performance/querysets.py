from django.db import models
from django.db.models import Exists, OuterRef, Q

from performance.choices import NodeLevel, PlanVersionState


class PlanNodeQuerySet(models.QuerySet):
    def in_year(self, year: int) -> "PlanNodeQuerySet":
        """Nodes of the period that holds the year and that are valid in it.

        Where two periods overlap, the one that starts later counts.
        """
        later = self.model.period.field.related_model.objects.filter(
            start_year__lte=year, end_year__gte=year, start_year__gt=OuterRef("period__start_year")
        )
        return self.filter(
            ~Exists(later),
            Q(valid_from_year__isnull=True) | Q(valid_from_year__lte=year),
            Q(valid_to_year__isnull=True) | Q(valid_to_year__gte=year),
            period__start_year__lte=year,
            period__end_year__gte=year,
        )

    def subkegiatan(self) -> "PlanNodeQuerySet":
        return self.filter(level=NodeLevel.SUBKEGIATAN)


class PlanVersionQuerySet(models.QuerySet):
    def in_force(self) -> "PlanVersionQuerySet":
        """Versions that count: neither still being written nor waiting for Bappeda."""
        return self.filter(state=PlanVersionState.ACCEPTED)

    def under_way(self) -> "PlanVersionQuerySet":
        return self.filter(state__in=PlanVersionState.open())


class IndicatorQuerySet(models.QuerySet):
    def active(self) -> "IndicatorQuerySet":
        return self.filter(is_active=True)

    def in_year(self, year: int) -> "IndicatorQuerySet":
        """Active indicators of nodes that are valid in the year."""
        nodes = self.model.node.field.related_model.objects.in_year(year)
        return self.active().filter(node__in=nodes)

    def iku(self) -> "IndicatorQuerySet":
        return self.filter(is_iku=True)
