"""Windows of entry: when each quarter is open, and how complete the city is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from organizations.access import allow
from organizations.queries.units import visible_units
from organizations.web import Crumb, StaffView, page
from performance import permissions
from performance.entry.actions.windows import LABELS, save_window
from performance.entry.forms.periods import QuarterFilterForm, WindowForm
from performance.entry.queries.completeness import completeness, window_lines
from performance.entry.queries.history import window_history
from performance.entry.queries.submissions import entry_years
from performance.models import ReportingWindow


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb("Dasbor", reverse("performance:dashboard")), *more]


class WindowListView(StaffView):
    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "lines": window_lines(),
            "may_manage": bool(permissions.can_manage_windows(request.user)),
        }
        return page(request, "performance/window_list.html", context, crumbs=_crumbs())


class WindowEditView(StaffView):
    """One form for a new window (no pk) and for changing one."""

    right = "performance.view"

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        allow(permissions.can_manage_windows(request.user))
        window = self._window(pk)
        initial = {name: getattr(window, name) for name in LABELS} if window else None
        return self._draw(window, WindowForm(initial=initial, is_new=window is None))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        allow(permissions.can_manage_windows(request.user))
        window = self._window(pk)
        form = WindowForm(request.POST, is_new=window is None)
        if form.is_valid():
            values = form.cleaned_data
            reason = values.get("reason", "")
            try:
                save_window(window=window, values=values, by=request.user, reason=reason)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Jadwal tersimpan.")
                return redirect("performance:window-list")
        return self._draw(window, form, status=400)

    def _window(self, pk: int | None) -> ReportingWindow | None:
        return None if pk is None else get_object_or_404(ReportingWindow, pk=pk)

    def _draw(
        self, window: ReportingWindow | None, form: WindowForm, status: int = 200
    ) -> HttpResponse:
        context = {
            "window": window,
            "form": form,
            "history": window_history(window) if window else [],
        }
        crumbs = _crumbs(Crumb("Jadwal pengisian", reverse("performance:window-list")))
        template = "performance/window_form.html"
        return page(self.request, template, context, crumbs=crumbs, status=status)


class CompletenessView(StaffView):
    """Each unit's four quarters at a glance."""

    right = "performance.view"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        years = entry_years()
        form = QuarterFilterForm(request.GET or None, years=years)
        chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
        year = chosen.get("tahun") or (years[0] if years else None)
        found = completeness(
            visible_units(request.user, "performance.view"), year, chosen.get("status") or ""
        )
        context = {
            "year": year,
            "table": found,
            "filters": form.for_page(year),
        }
        crumbs = _crumbs(Crumb("Jadwal pengisian", reverse("performance:window-list")))
        return page(request, "performance/window_completeness.html", context, crumbs=crumbs)
