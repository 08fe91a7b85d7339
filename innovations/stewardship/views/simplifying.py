"""The board of overlapping innovations, and the page that compares and decides."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from innovations import permissions
from innovations.models import Innovation
from innovations.registry.views.base import REGISTRY, EntryView
from innovations.stewardship.actions.simplifying import decide
from innovations.stewardship.forms.simplifying import DecisionForm
from innovations.stewardship.queries.overlaps import (
    MOST_COLUMNS,
    sides,
    suggested,
    suspect_lines,
    suspects,
)
from innovations.stewardship.views.base import StewardFormPage
from organizations.access import allow
from organizations.web import StaffView, page, paged

PER_PAGE = 50


class OverlapListView(StaffView):
    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_oversee(request.user))
        found = paged(request, suspects(), PER_PAGE)
        context = {
            **found,
            "lines": suspect_lines(found["page"].object_list),
            "may_decide": bool(permissions.can_manage(request.user)),
        }
        template = "innovations/stewardship/overlaps.html"
        return page(request, template, context, crumbs=[REGISTRY])


class OverlapCompareView(EntryView):
    """Side by side, to be read."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        allow(permissions.can_oversee(request.user))
        shown = [self.entry, *suggested(self.entry, request.user)][:MOST_COLUMNS]
        context = {"entry": self.entry, "sides": sides(shown, timezone.localdate())}
        template = "innovations/stewardship/compare.html"
        return page(request, template, context, crumbs=self.trail)


class SimplifyView(StewardFormPage):
    """Side by side, then the decision."""

    rule = permissions.can_simplify
    template = "innovations/stewardship/simplify.html"
    heading = "Sederhanakan"
    submit = "Simpan keputusan"
    once = True
    done = "Keputusan tersimpan."

    @cached_property
    def offered(self) -> list[Innovation]:
        return suggested(self.entry, self.request.user)

    def form(self, *given: Any) -> DecisionForm:
        return DecisionForm(*given, user=self.request.user, offered=self.offered)

    def save(self, form: Any) -> Innovation:
        return decide(innovation=self.entry, by=self.request.user, **form.cleaned_data)

    def context(self, form: Any) -> dict[str, Any]:
        shown = [self.entry, *self.offered][:MOST_COLUMNS]
        return {"entry": self.entry, "sides": sides(shown, timezone.localdate())}
