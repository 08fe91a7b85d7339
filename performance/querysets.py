from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.query import ModelIterable

from performance.choices import NodeLevel, PlanVersionState
from performance.former import Key, in_order, lay_over


def lasting_to(year: int) -> Q:
    """Not ended before the year."""
    return Q(valid_to_year__isnull=True) | Q(valid_to_year__gte=year)


class FormerValueQuerySet(models.QuerySet):
    def in_year(self, year: int) -> FormerValueQuerySet:
        """The latest first, so that what is read last of a field was valid in the year."""
        return self.filter(until_year__gte=year).order_by("-until_year")

    def of(self, year: int, keys: Iterable[Key]) -> dict[Key, dict[str, Any]]:
        """Fields that said something else in the year, by what they are of; one query."""
        ids: dict[str, list[int]] = {"indicator": [], "node": [], "organization": []}
        for owner, pk in keys:
            ids[owner].append(pk)
        wanted = Q(indicator__in=ids["indicator"]) | Q(node__in=ids["node"])
        rows = self.filter(wanted | Q(organization__in=ids["organization"])).in_year(year)
        found: dict[Key, dict[str, Any]] = defaultdict(dict)
        for *owners, name, value in rows.values_list(
            *(f"{owner}_id" for owner in ids), "field", "value"
        ):
            key = next((owner, pk) for owner, pk in zip(ids, owners, strict=True) if pk)
            found[key][name] = value
        return found


class YearQuerySet(models.QuerySet):
    """Masters read for a year say what was valid in it.

    Rows read to be written (`select_for_update`) always say what is valid now.
    """

    year: int | None = None

    def as_of(self, year: int) -> Self:
        rows = self._chain()
        rows.year = year
        return rows

    @property
    def former(self) -> FormerValueQuerySet:
        return self.model.former_values.rel.related_model.objects.all()

    def _clone(self) -> Self:
        rows = super()._clone()
        rows.year = self.year
        return rows

    def _fetch_all(self) -> None:
        is_fresh = self._result_cache is None
        super()._fetch_all()
        is_read = self._iterable_class is ModelIterable and not self.query.select_for_update
        if is_fresh and is_read and self.year is not None:
            names = lay_over(self._result_cache, self.former, self.year)
            order = self.query.order_by or self.model._meta.ordering
            if any(name.rpartition("__")[2].lstrip("-") in names for name in order):
                self._result_cache = in_order(self._result_cache, order)


class PlanNodeQuerySet(YearQuerySet):
    def in_year(self, year: int) -> PlanNodeQuerySet:
        """Nodes of the period that holds the year and that are valid in it, as they were then.

        Where two periods overlap, the one that starts later counts.
        """
        later = self.model.period.field.related_model.objects.filter(
            start_year__lte=year, end_year__gte=year, start_year__gt=OuterRef("period__start_year")
        )
        return self.filter(
            ~Exists(later),
            Q(valid_from_year__isnull=True) | Q(valid_from_year__lte=year),
            lasting_to(year),
            period__start_year__lte=year,
            period__end_year__gte=year,
        ).as_of(year)

    def subkegiatan(self) -> PlanNodeQuerySet:
        return self.filter(level=NodeLevel.SUBKEGIATAN)


class NodeLinkQuerySet(models.QuerySet):
    def open(self) -> NodeLinkQuerySet:
        """Those nobody has taken away."""
        return self.filter(valid_to_year__isnull=True)

    def in_year(self, year: int) -> NodeLinkQuerySet:
        return self.filter(
            Q(valid_from_year__isnull=True) | Q(valid_from_year__lte=year),
            lasting_to(year),
        )


class PlanVersionQuerySet(models.QuerySet):
    def in_force(self) -> PlanVersionQuerySet:
        """Versions that count: neither still being written nor waiting for Bappeda."""
        return self.filter(state=PlanVersionState.ACCEPTED)

    def under_way(self) -> PlanVersionQuerySet:
        return self.filter(state__in=PlanVersionState.open())


class IndicatorQuerySet(YearQuerySet):
    def active(self, year: int | None = None) -> IndicatorQuerySet:
        """Active now, or those that were in the year, as they were then."""
        return self.filter(is_active=True) if year is None else self.as_of(year).were("is_active")

    def ever_active(self) -> IndicatorQuerySet:
        """Active now, or in a year that is closed: pages of that year lead to them."""
        then = self.former.filter(indicator=OuterRef("pk"), field="is_active", value=True)
        return self.filter(Q(is_active=True) | Exists(then))

    def in_year(self, year: int) -> IndicatorQuerySet:
        """Active indicators of nodes that are valid in the year."""
        nodes = self.model.node.field.related_model.objects.in_year(year)
        return self.active(year).filter(node__in=nodes)

    def iku(self) -> IndicatorQuerySet:
        """Main indicators now, or of the year these rows are read for."""
        return self.filter(is_iku=True) if self.year is None else self.were("is_iku")

    def were(self, name: str) -> IndicatorQuerySet:
        """Those of which a yes or no was true in the year these rows are read for."""
        said = self.former.filter(
            indicator=OuterRef("pk"), field=name, until_year__gte=self.year
        ).order_by("until_year")
        rows = self.alias(**{f"was_{name}": Subquery(said.values("value")[:1])})
        now = Q(**{f"was_{name}__isnull": True, name: True})
        return rows.filter(now | Q(**{f"was_{name}": True}))
