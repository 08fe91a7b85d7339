"""The performance tree on the screen: drawn, zoomable without a script, with its list."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization
from organizations.queries.units import visible_unit, visible_units
from organizations.web import Crumb, StaffView, chosen_year, page
from performance.evaluation.queries.cascade import read_cascade
from performance.evaluation.reports.cascade_drawing import CITY_SHOWN, draw
from performance.plan.queries.versions import plan_years

ZOOMS = (50, 75, 100, 150, 200)
CITY = "kota"


class TreeView(StaffView):
    """One tree; `?opd=` of the form above it leads to the tree of that unit."""

    right = "performance.view"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        if request.GET.get("opd"):
            return redirect(self._other(request.GET.copy(), code))
        unit = None if code == CITY else visible_unit(request.user, "performance.view", code)
        if unit is None and code != CITY:
            raise Http404
        years = plan_years()
        year = self._year(years)
        text = request.GET.get("perbesar", "100")
        found = read_cascade(unit, year, CITY_SHOWN if unit is None else None)
        context = {
            "unit": unit,
            "code": code,
            "units": self._units(unit),
            "year": year,
            "years": [(each, each) for each in years],
            "zoom": int(text) if text.isdecimal() and int(text) in ZOOMS else 100,
            "zooms": ZOOMS,
            "trees": draw(found, is_city=unit is None),
            "branches": found.branches,
        }
        crumbs = [Crumb("Rencana", "/kinerja/rencana/")]
        return page(request, "performance/tree.html", context, crumbs=crumbs)

    def _other(self, query: QueryDict, code: str) -> str:
        asked = query["opd"]
        if asked not in {code, *(known for known, _ in self._units(None))}:
            raise Http404
        del query["opd"]
        address = reverse("performance:tree", args=[asked])
        return f"{address}?{query.urlencode()}" if query else address

    def _year(self, years: list[int]) -> int:
        today = timezone.localdate().year
        nearest = min(years or [today], key=lambda year: abs(year - today))
        return chosen_year(self.request, nearest, years)

    def _units(self, shown: Organization | None) -> list[tuple[str, str]]:
        """The city and the units whose tree this person may look at."""
        units = visible_units(self.request.user, "performance.view")
        if shown is not None and shown not in units:
            units.append(shown)
        return [(CITY, "Kota"), *((unit.code, unit.name) for unit in units)]
