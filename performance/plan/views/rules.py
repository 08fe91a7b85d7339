"""Rules of counting, planning periods, and versions of plans."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from organizations import activity
from organizations.web import Crumb, FormPage, StaffView, page
from performance.models import PerformanceSettings, PlanningPeriod, PlanVersion
from performance.plan.actions.periods import save_period
from performance.plan.actions.rules import save_settings
from performance.plan.actions.version_edits import update_version
from performance.plan.forms.rules import PeriodForm, SettingsForm, VersionForm
from performance.plan.queries.closed_years import closed_years
from performance.plan.queries.versions import periods
from performance.plan.views.plan import HOME


class SettingsView(FormPage):
    right = "performance.manage_settings"
    template = "performance/plan/settings.html"
    heading = "Aturan kinerja"
    lead = (
        "Cara kota menghitung dan menilai. Perubahan tercatat dan berlaku mulai tahun yang ditulis."
    )
    submit = "Simpan aturan"
    done = "Aturan kinerja tersimpan."
    trail = (HOME,)

    def form(self, *given: Any) -> SettingsForm:
        rules = PerformanceSettings.current()
        stored = {name: getattr(rules, name, None) for name in SettingsForm.base_fields}
        return SettingsForm(*given, initial=stored, closed=closed_years(rules))

    def save(self, form: SettingsForm) -> None:
        save_settings(by=self.request.user, **form.cleaned_data)

    def after(self, saved: None) -> str:
        return reverse("performance:settings")

    def context(self, form: SettingsForm) -> dict[str, Any]:
        return {"history": activity.history_of(PerformanceSettings.current())[:20]}


class PeriodListView(StaffView):
    right = "performance.manage_period"

    def get(self, request: HttpRequest) -> HttpResponse:
        return page(request, "performance/plan/periods.html", {"periods": periods()}, crumbs=[HOME])


class RulesPage(FormPage):
    """A form of the rules; it leads back to periods and versions."""

    right = "performance.manage_period"
    done = "{saved} tersimpan."

    @property
    def back(self) -> str:
        return reverse("performance:period-list")

    @property
    def trail(self) -> list[Crumb]:
        return [HOME, Crumb("Periode dan versi", self.back)]


class PeriodFormView(RulesPage):
    """Create a period, or change the one the address names."""

    lead = "Satu periode mencakup tahun-tahun satu RPJMD beserta semua Renstra di dalamnya."
    done = "Periode tersimpan."

    @cached_property
    def period(self) -> PlanningPeriod | None:
        pk = self.kwargs.get("pk")
        return None if pk is None else get_object_or_404(PlanningPeriod, pk=pk)

    @property
    def heading(self) -> str:
        return "Ubah periode" if self.period else "Tambah periode"

    def form(self, *given: Any) -> PeriodForm:
        stored = {name: getattr(self.period, name, None) for name in PeriodForm.base_fields}
        return PeriodForm(*given, initial=stored)

    def save(self, form: PeriodForm) -> PlanningPeriod:
        return save_period(period=self.period, by=self.request.user, **form.cleaned_data)


class VersionEditView(RulesPage):
    """What a version is called, its decree and day, and the quarter it counts from."""

    heading = "Ubah versi rencana"

    @cached_property
    def version(self) -> PlanVersion:
        return get_object_or_404(PlanVersion, pk=self.kwargs["pk"])

    @property
    def lead(self) -> str:
        return f"{self.version}, {self.version.period}"

    def form(self, *given: Any) -> VersionForm:
        return VersionForm(*given, version=self.version)

    def save(self, form: VersionForm) -> PlanVersion:
        return update_version(version=self.version, by=self.request.user, **form.cleaned_data)
