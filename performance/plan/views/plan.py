"""Lists and trees of plans."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations.access import allow
from organizations.models import Organization
from organizations.queries.units import visible_unit
from organizations.web import Crumb, StaffView, chosen_year, page
from performance import permissions
from performance.choices import CITY_LEVELS, NodeLevel
from performance.plan.forms.plan import TreeFilterForm
from performance.plan.queries.plan import shared_indicators
from performance.plan.queries.sheets import VersionChoice
from performance.plan.queries.tree import Tree, plan_tree
from performance.plan.queries.unit_lines import unit_lines
from performance.plan.queries.versions import default_year, plan_years

HOME = Crumb("Dasbor", "/dasbor/")
CITY = "kota"  # stands where the code of a unit stands


def list_crumbs() -> list[Crumb]:
    return [HOME, Crumb("Rencana", reverse("performance:plan-list"))]


def unit_crumbs(unit: Organization | None) -> list[Crumb]:
    name = unit.short_name if unit else "Rencana kota"
    return [*list_crumbs(), Crumb(name, plan_url(unit))]


def plan_url(unit: Organization | None) -> str:
    return reverse("performance:plan", args=[unit.code if unit else CITY])


def found(thing: Any) -> Any:
    """What the person may see; anything else does not exist for them."""
    if thing is None:
        raise Http404
    return thing


def chosen_version(request: HttpRequest) -> VersionChoice | None:
    return VersionChoice.parse(request.GET.get("versi", ""))


def asked_year(request: HttpRequest) -> int:
    return chosen_year(request, default_year(timezone.localdate()))


class PlanListView(StaffView):
    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        year, words = asked_year(request), request.GET.get("q", "").strip()
        context = {
            "year": year,
            "lines": unit_lines(request.user, year, words),
            "words": words,
            "filters": TreeFilterForm(initial={"tahun": year, "q": words}, years=plan_years()),
            "can_import": self.access.has("performance.edit_plan"),
            "can_manage": bool(permissions.can_manage_period(request.user)),
        }
        template = "performance/plan/list.html"
        return page(request, template, context, crumbs=[HOME], fragment="rows")


class PlanView(StaffView):
    """The tree of a unit, or of the city under the code "kota"."""

    right = "performance.view"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        unit = None if code == CITY else found(visible_unit(request.user, "performance.view", code))
        if unit is None:
            allow(permissions.can_view_city_plan(request.user))
        tree = plan_tree(
            unit,
            asked_year(request),
            choice=chosen_version(request),
            words=request.GET.get("q", "").strip(),
        )
        context = {
            "unit": unit,
            "tree": tree,
            "shared": shared_indicators(unit, tree.year) if unit else [],
            "filters": _filters(request, tree),
            "can_move": self.access.has("performance.manage_period"),
            "can_edit": bool(permissions.can_edit_plan(request.user, unit.pk if unit else None)),
            "levels": _free_levels(unit),
            "plan_code": code,
        }
        template = "performance/plan/tree.html"
        return page(request, template, context, crumbs=list_crumbs(), fragment="nodes")


def _filters(request: HttpRequest, tree: Tree) -> TreeFilterForm:
    chosen = str(chosen_version(request) or "")  # one that is not offered selects the first
    initial = {"tahun": tree.year, "versi": chosen, "q": tree.words}
    return TreeFilterForm(initial=initial, years=plan_years(), versions=tree.choices)


def _free_levels(unit: Organization | None) -> list[tuple[str, str]]:
    levels = (NodeLevel.TUJUAN_PD, NodeLevel.SASARAN_PD) if unit else CITY_LEVELS
    return [(level.value, str(level.label)) for level in levels]
