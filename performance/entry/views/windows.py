"""Windows of entry: when each quarter is open, and how complete the city is."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from organizations.access import allow
from organizations.formatting import quarter_name
from organizations.queries.units import visible_units
from organizations.web import Crumb, FormPage, StaffView, chosen, page
from performance import permissions
from performance.entry.actions.windows import LABELS, save_window
from performance.entry.forms.periods import QuarterFilterForm, WindowForm
from performance.entry.queries.completeness import completeness, window_lines
from performance.entry.queries.history import window_history
from performance.entry.queries.submissions import entry_years
from performance.models import ReportingWindow


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb("Dasbor", reverse("dashboard")), *more]


class WindowListView(StaffView):
    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "lines": window_lines(),
            "may_manage": bool(permissions.can_manage_windows(request.user)),
            "may_accept_past": bool(permissions.can_accept_past(request.user)),
        }
        return page(request, "performance/window_list.html", context, crumbs=_crumbs())


class WindowEditView(FormPage):
    """One form for a new window (no pk) and for changing one."""

    right = "performance.view"
    template = "performance/window_form.html"
    submit = "Simpan jadwal"
    done = "Jadwal tersimpan."

    def decide(self) -> None:
        allow(permissions.can_manage_windows(self.request.user))

    @cached_property
    def window(self) -> ReportingWindow | None:
        pk = self.kwargs.get("pk")
        return None if pk is None else get_object_or_404(ReportingWindow, pk=pk)

    @property
    def name(self) -> str:
        return f"{quarter_name(self.window.quarter)} {self.window.year}" if self.window else ""

    @property
    def title(self) -> str:
        return f"Ubah jadwal {self.name}" if self.window else "Tambah jadwal"

    @property
    def heading(self) -> str:
        return f"Jadwal {self.name}" if self.window else "Tambah jadwal"

    @property
    def back(self) -> str:
        return reverse("performance:window-list")

    @property
    def trail(self) -> list[Crumb]:
        return _crumbs(Crumb("Jadwal pengisian", self.back))

    def form(self, *given: Any) -> WindowForm:
        stored = {name: getattr(self.window, name, None) for name in LABELS}
        is_new = self.window is None
        return WindowForm(*given, initial=None if is_new else stored, is_new=is_new)

    def save(self, form: WindowForm) -> None:
        values = form.cleaned_data
        reason = values.get("reason", "")
        save_window(window=self.window, values=values, by=self.request.user, reason=reason)

    def context(self, form: WindowForm) -> dict[str, Any]:
        window = self.window
        return {"window": window, "history": window_history(window) if window else []}


class CompletenessView(StaffView):
    """Each unit's four quarters at a glance."""

    right = "performance.view"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        years = entry_years()
        form = QuarterFilterForm(request.GET or None, years=years)
        asked = chosen(form)
        year = asked.get("tahun") or (years[0] if years else None)
        found = completeness(
            visible_units(request.user, "performance.view"), year, asked.get("status") or ""
        )
        context = {
            "year": year,
            "table": found,
            "filters": form.for_page(year),
        }
        crumbs = _crumbs(Crumb("Jadwal pengisian", reverse("performance:window-list")))
        return page(request, "performance/window_completeness.html", context, crumbs=crumbs)
