"""Pages for leaders and analysts: the city's lights, and early warnings with their rules."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from organizations.web import Crumb, StaffView, page
from performance.actions.summaries import refresh_outdated
from performance.choices import SubmissionState
from performance.models import UnitSummary
from performance.queries.leaders import leaders, warnings_of
from performance.queries.submissions import (
    NOT_STARTED,
    entry_years,
    quarter_lines,
    visible_units,
)
from performance.queries.summaries import RULES
from performance.reports.lkjip_charts import results_chart
from performance.views.public import chosen_year

CRUMBS = [Crumb("Dasbor", "/dasbor/")]
OPEN = (NOT_STARTED, SubmissionState.DRAFT, SubmissionState.RETURNED)


def fresh(year: int | None) -> None:
    """The first look at a year counts its summaries; later the scheduler keeps them fresh."""
    if year and not UnitSummary.objects.filter(year=year).exists():
        refresh_outdated(year)


class LeadersView(StaffView):
    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        years = entry_years()
        year = chosen_year(request, years)
        fresh(year)
        context = {"years": years, "year": year, "found": leaders(year) if year else None}
        if context["found"]:
            results = [r for goal in context["found"].goals for r in goal.results]  # type: ignore[union-attr]
            context["chart"] = results_chart(f"Capaian sasaran kota {year}", results)
        return page(request, "performance/leaders.html", context, crumbs=CRUMBS)


class WarningsView(StaffView):
    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        years = entry_years()
        year = chosen_year(request, years)
        fresh(year)
        units = visible_units(request.user)
        rule = request.GET.get("aturan", "")
        lines = quarter_lines(units, [year]) if year else []
        late = [line for line in lines if line.state in OPEN and line.is_closed]
        found = warnings_of(units, year or 0, late, rule if rule in RULES else "")
        context = {
            "years": years,
            "year": year,
            "found": found,
            "rule": rule,
            "back": reverse("performance:leaders"),
        }
        return page(request, "performance/warnings.html", context, crumbs=CRUMBS)
