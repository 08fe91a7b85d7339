"""Periods of a unit: the list, opening one, the number of users."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from organizations.web import Crumb, page
from surveys import permissions
from surveys.instrument.actions.periods import set_population, start_period
from surveys.instrument.forms.units import PeriodOpenForm, PopulationForm
from surveys.instrument.queries.units import periods_of
from surveys.instrument.views.base import UnitFormPage, UnitView
from surveys.models import Period


class PeriodListView(UnitView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {
            "unit": self.unit,
            "periods": periods_of(self.unit),
            "may_manage": bool(permissions.can_manage(request.user, self.unit)),
        }
        return page(request, "surveys/instrument/periods.html", context, crumbs=self.trail)


class PeriodPage(UnitFormPage):
    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("surveys:period-list", args=[self.unit.pk])

    @property
    def trail(self) -> list[Crumb]:
        return [*super().trail, Crumb("Periode survei", self.back)]


class PeriodOpenView(PeriodPage):
    heading = "Buka periode survei"
    form_class = PeriodOpenForm
    submit = "Buka periode"

    @property
    def lead(self) -> str:  # type: ignore[override]
        cycle = self.unit.get_cycle_display().lower()
        return (
            f"Unit ini bersurvei {cycle}. Periode yang sedang berjalan dibuka sendiri; halaman ini "
            "untuk periode lain, misalnya kuesioner kertas dari periode lalu."
        )

    def save(self, form: Any) -> Period:
        day = form.cleaned_data["day"]
        return start_period(unit=self.unit, day=day, by=self.request.user)

    def said(self, saved: Any) -> str:
        return f"{saved.label} dibuka."


class PopulationView(PeriodPage):
    model = Period
    heading = "Jumlah pengguna layanan"
    done = "Jumlah pengguna tersimpan."

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.unit.name}, {self.row.label}"

    def form(self, *given: Any) -> Any:
        return PopulationForm(*given, initial={"population": self.row.population})

    def save(self, form: Any) -> Period:
        count = form.cleaned_data["population"]
        return set_population(period=self.row, population=count, by=self.request.user)
