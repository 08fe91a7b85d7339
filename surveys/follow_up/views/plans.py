"""The desk of follow-ups, a unit's plans, and what a result asks for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from organizations.access import allow
from organizations.web import StaffView, chosen, marker, page, paged, tabs
from surveys import permissions
from surveys.choices import PeriodState
from surveys.follow_up.forms.plans import WordsForm
from surveys.follow_up.queries.plans import (
    TABS,
    follow_up_desk,
    plan_page,
    results_of,
    tab_counts,
    unit_plans,
)
from surveys.follow_up.views.base import PlansMixin
from surveys.instrument.views.base import UnitView
from surveys.models import Period

PER_PAGE = 50


class FollowUpDeskView(StaffView):
    """Units the person may open, with what is planned, late and waiting."""

    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open(request.user))
        filters = WordsForm(request.GET if "kata" in request.GET else None)
        words = str(chosen(filters).get("kata") or "")
        after = marker(request, "sesudah")
        context = {
            "desk": follow_up_desk(request.user, words, after, timezone.localdate()),
            "filters": filters,
            "words": words,
            "is_first": after is None,
        }
        return page(request, "surveys/follow_up/desk.html", context)


class UnitPlansView(UnitView):
    """All plans of a unit, and its closed results."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        tab = request.GET.get("tab", "")
        tab = tab if tab in TABS else ""
        counts = tab_counts(self.unit)
        named = [(name, label, counts[name]) for name, (label, _) in TABS.items()]
        context = {
            **paged(request, unit_plans(self.unit, tab), PER_PAGE),
            "unit": self.unit,
            "results": results_of(self.unit),
            "tabs": tabs(named, tab),
            "tab": tab,
            "today": timezone.localdate(),
            "may_moderate": bool(permissions.can_moderate(request.user, self.unit)),
        }
        return page(request, "surveys/follow_up/unit_plans.html", context, crumbs=self.trail)


class PeriodPlansView(PlansMixin):
    """A result: its lowest elements, the plan, what came from before, where it was shown."""

    model = Period

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        period: Period = self.row
        period.unit = self.unit
        context = {
            "unit": self.unit,
            "found": plan_page(period),
            "is_open": period.state == PeriodState.OPEN,
            "may_manage": bool(permissions.can_manage(request.user, self.unit)),
            "today": timezone.localdate(),
        }
        template = "surveys/follow_up/period_plans.html"
        return page(request, template, context, crumbs=self.trail)
