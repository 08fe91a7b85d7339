"""Comparing two plan versions, and one figure in every report."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from organizations.queries.units import visible_unit, visible_units
from organizations.web import Crumb, StaffView, page
from performance.evaluation.reports.reconciliation import FIGURES, reconcile
from performance.models import PlanVersion
from performance.plan.queries.comparison import comparable, compare

CRUMBS = [Crumb("Dasbor", "/dasbor/")]


class VersionCompareView(StaffView):
    """Two versions of one document: each unit's changes in a line, or one unit's figures."""

    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        known = comparable()
        units = visible_units(request.user, "performance.view")
        code = request.GET.get("opd", "")
        chosen = [unit for unit in units if not code or unit.code == code]
        if code and not chosen:
            raise Http404
        first, second = self._pair(known)
        found = compare(first, second, chosen) if first and second else None
        context = {
            "versions": [(row.pk, str(row)) for row in known],
            "units": [(unit.code, unit.name) for unit in units],
            "unit": chosen[0] if len(chosen) == 1 else None,
            "first": first,
            "second": second,
            "found": found,
            "may_create": self.access.has("performance.manage_period"),
        }
        return page(request, "performance/plan/compare.html", context, crumbs=CRUMBS)

    def _pair(self, known: list[PlanVersion]) -> tuple[PlanVersion | None, PlanVersion | None]:
        """What was chosen, else the newest document with two versions; always one document."""
        by_id = {str(row.pk): row for row in known}
        second = by_id.get(self.request.GET.get("b", ""))
        first = by_id.get(self.request.GET.get("a", ""))
        if second is None and known:
            second = next(row for row in known if row.sequence > 0)
        if second is None:
            return None, None
        same = [
            row
            for row in known
            if (row.period_id, row.document, row.year)
            == (second.period_id, second.document, second.year)
            and row.pk != second.pk
        ]
        if first not in same:
            first = same[0]
        return first, second


class ReconciliationView(StaffView):
    """One figure of a unit's year in every report that prints it."""

    right = "performance.view"

    def get(self, request: HttpRequest, code: str, year: int) -> HttpResponse:
        unit = visible_unit(request.user, "performance.view", code)
        if unit is None or not 2000 <= year <= 2100:
            raise Http404
        figure = request.GET.get("angka", "realisasi_k")
        if figure not in FIGURES:
            raise Http404
        context = {
            "unit": unit,
            "year": year,
            "figure": figure,
            "figures": FIGURES.items(),
            "title": FIGURES[figure],
            "found": reconcile(unit, year, figure),
        }
        crumbs = [*CRUMBS, Crumb("Pengisian", reverse("performance:submission-list"))]
        return page(request, "performance/reconciliation.html", context, crumbs=crumbs)
