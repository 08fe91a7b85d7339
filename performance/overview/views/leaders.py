"""Pages for leaders and analysts: the city's lights, and early warnings with their rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from organizations.models import Organization
from organizations.queries.units import visible_units
from organizations.web import Crumb, StaffView, chosen_year, page, paged
from performance import permissions
from performance.entry.queries.submissions import entry_years, quarter_lines
from performance.evaluation.queries.results import Result
from performance.evaluation.reports.lkjip_charts import results_chart
from performance.models import UnitSummary
from performance.overview.actions.summaries import refresh_outdated
from performance.overview.queries.leaders import GoalLight, leaders
from performance.overview.queries.warning_rules import RULES
from performance.overview.queries.warnings import warnings_of

CRUMBS = [Crumb("Dasbor", "/dasbor/")]
PER_PAGE = 50
FEW = 3  # units whose warnings are listed at once; for more they are counted first


def fresh(year: int | None) -> None:
    """The first look at a year counts its summaries; later the scheduler keeps them fresh."""
    if year and not UnitSummary.objects.filter(year=year).exists():
        refresh_outdated(year)


class LeadersView(StaffView):
    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        years = entry_years()
        year = chosen_year(request, years[0] if years else None, years)
        fresh(year)
        context: dict[str, Any] = {"years": years, "year": year, "found": None}
        if year:
            context["found"] = found = leaders(year)
            context["chart"] = results_chart(f"Capaian sasaran kota {year}", bars(found.goals))
            units = [line.unit.pk for line in found.units]
            context["matched"] = {pk for pk in units if permissions.can_view(request.user, pk)}
            context["has_grey"] = not all(goal.light.is_complete for goal in found.goals)
        return page(request, "performance/leaders.html", context, crumbs=CRUMBS)


def bars(goals: Iterable[GoalLight]) -> list[Result]:
    """Results of the goals; grey under a light that is not complete."""
    return [
        row if goal.light.is_complete else replace(row, tone="neutral")
        for goal in goals
        for row in goal.results
    ]


class WarningsView(StaffView):
    """Counts by unit and rule for those who see many units; else, or when chosen, the rows."""

    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        years = entry_years()
        year = chosen_year(request, years[0] if years else None, years)
        fresh(year)
        units = visible_units(request.user, "performance.view")
        unit = self._unit(units)
        rule = RULES.get(request.GET.get("aturan", ""))
        asked = [unit] if unit else units
        found = warnings_of(asked, year or 0, quarter_lines(asked, [year] if year else []))
        lines = found.of(rule.code if rule else "")
        context = {
            "years": years,
            "year": year,
            "found": found,
            "unit": unit,
            "rule": rule,
            "units": [(each.code, each.name) for each in units] if len(units) > 1 else [],
            "rules": [(each.code, each.title) for each in RULES.values()],
            "is_matrix": unit is None and rule is None and len(units) > FEW,
            **paged(request, lines, PER_PAGE),
            "back": reverse("performance:leaders"),
        }
        return page(request, "performance/warnings.html", context, crumbs=CRUMBS)

    def _unit(self, units: Iterable[Organization]) -> Organization | None:
        """The unit asked for; one the person does not see is not found."""
        code = self.request.GET.get("opd", "")
        if not code:
            return None
        found = next((unit for unit in units if unit.code == code), None)
        if found is None:
            raise Http404
        return found
