"""Rules of counting, planning periods, and versions of plans."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from organizations import activity
from organizations.web import Crumb, StaffView, page
from performance.models import PerformanceSettings, PlanningPeriod, PlanVersion
from performance.plan.actions.periods import add_revision, open_version, save_period
from performance.plan.actions.rules import save_settings
from performance.plan.actions.version_edits import VersionConflict, update_version
from performance.plan.forms.rules import PeriodForm, RevisionForm, SettingsForm, VersionForm
from performance.plan.queries.versions import periods
from performance.plan.views.plan import HOME


def rules_crumbs() -> list[Crumb]:
    return [HOME, Crumb("Periode dan versi", reverse("performance:period-list"))]


def _form_page(request: HttpRequest, form: Form, status: int, **context: Any) -> HttpResponse:
    """A form of the rules; who gives up goes back to periods and versions."""
    context = {"form": form, "cancel_url": reverse("performance:period-list"), **context}
    return page(
        request, "performance/plan/form.html", context, crumbs=rules_crumbs(), status=status
    )


class SettingsView(StaffView):
    right = "performance.manage_settings"

    def get(self, request: HttpRequest) -> HttpResponse:
        rules = PerformanceSettings.current()
        initial = {name: getattr(rules, name) for name in SettingsForm.base_fields}
        return self._show(SettingsForm(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = SettingsForm(request.POST)
        if form.is_valid():
            save_settings(by=request.user, **form.cleaned_data)
            messages.success(request, "Aturan kinerja tersimpan.")
            return redirect("performance:settings")
        return self._show(form, status=400)

    def _show(self, form: SettingsForm, status: int = 200) -> HttpResponse:
        history = activity.history_of(PerformanceSettings.current())[:20]
        context = {"form": form, "history": history}
        return page(
            self.request, "performance/plan/settings.html", context, crumbs=[HOME], status=status
        )


class PeriodListView(StaffView):
    right = "performance.manage_period"

    def get(self, request: HttpRequest) -> HttpResponse:
        return page(request, "performance/plan/periods.html", {"periods": periods()}, crumbs=[HOME])


class PeriodFormView(StaffView):
    """Create a period, or change the one the address names."""

    right = "performance.manage_period"

    def get(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        period = self._period(pk)
        initial = {name: getattr(period, name, None) for name in PeriodForm.base_fields}
        return self._show(period, PeriodForm(initial=initial))

    def post(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        period = self._period(pk)
        form = PeriodForm(request.POST)
        if form.is_valid():
            try:
                save_period(period=period, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Periode tersimpan.")
                return redirect("performance:period-list")
        return self._show(period, form, status=400)

    def _period(self, pk: int | None) -> PlanningPeriod | None:
        return None if pk is None else get_object_or_404(PlanningPeriod, pk=pk)

    def _show(
        self, period: PlanningPeriod | None, form: PeriodForm, status: int = 200
    ) -> HttpResponse:
        context: dict[str, Any] = {
            "title": "Ubah periode" if period else "Tambah periode",
            "lead": "Satu periode mencakup tahun-tahun satu RPJMD beserta semua Renstra di dalamnya.",
        }
        return _form_page(self.request, form, status, **context)


class RevisionView(StaffView):
    """Make the next Perubahan or a Murni of its own: a copy of targets and pagu."""

    right = "performance.manage_period"

    def get(self, request: HttpRequest) -> HttpResponse:
        initial = {
            "document": request.GET.get("dokumen", "renja"),
            "year": request.GET.get("tahun"),
        }
        return self._show(RevisionForm(initial=initial))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RevisionForm(request.POST)
        if form.is_valid():
            try:
                make = open_version if form.is_own else add_revision
                version = make(by=request.user, **form.values())
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(
                    request, f"{version} dibuat. Angka yang sudah ada ikut disalin ke dalamnya."
                )
                return redirect("performance:period-list")
        return self._show(form, status=400)

    def _show(self, form: RevisionForm, status: int = 200) -> HttpResponse:
        context = {
            "title": "Buat perubahan rencana",
            "lead": "Versi baru menyalin target dan pagu yang sudah ada; sesudah itu angkanya dapat diubah.",
            "submit": "Buat versi",
        }
        return _form_page(self.request, form, status, **context)


class VersionEditView(StaffView):
    """What a version is called, its decree and day, and the quarter it counts from."""

    right = "performance.manage_period"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = get_object_or_404(PlanVersion, pk=pk)
        return self._show(version, VersionForm(version=version))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        version = get_object_or_404(PlanVersion, pk=pk)
        form = VersionForm(request.POST, version=version)
        status = 400
        if form.is_valid():
            try:
                saved = update_version(version=version, by=request.user, **form.cleaned_data)
            except VersionConflict as conflict:
                form.add_error(None, conflict)
                form.take_mark(conflict.mark)
                status = 409
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"{saved} tersimpan.")
                return redirect("performance:period-list")
        return self._show(version, form, status)

    def _show(self, version: PlanVersion, form: VersionForm, status: int = 200) -> HttpResponse:
        context = {
            "title": "Ubah versi rencana",
            "lead": f"{version}, {version.period}",
        }
        return _form_page(self.request, form, status, **context)
