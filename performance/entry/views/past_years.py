"""Imported years of the past, accepted in one act each."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations.forms.users import ReasonForm
from organizations.web import Crumb, FormPage, StaffView, page
from performance.entry.actions.past_years import accept_past_year
from performance.entry.queries.past_years import PastYear, past_year, years_to_accept


class PastYearForm(ReasonForm):
    quarters = forms.IntegerField(widget=forms.HiddenInput)


class PastYearListView(StaffView):
    right = "performance.accept"

    def get(self, request: HttpRequest) -> HttpResponse:
        years = [past_year(year) for year in years_to_accept(timezone.localdate().year)]
        crumbs = [Crumb("Jadwal", reverse("performance:window-list"))]
        return page(request, "performance/past_years/list.html", {"years": years}, crumbs=crumbs)


class PastYearView(FormPage):
    right = "performance.accept"
    template = "performance/past_years/year.html"
    submit = "Terima tahun ini"
    lead = (
        "Satu tindakan untuk seluruh tahun, dengan satu alasan. Triwulannya terkunci dan terbit "
        "untuk umum; surel tidak dikirim. Yang mengimpor angkanya tidak boleh menerimanya."
    )
    done = "Tahun {saved.year} diterima: {saved.quarters} triwulan."

    def decide(self) -> None:
        if self.kwargs["year"] not in years_to_accept(timezone.localdate().year):
            raise Http404

    @cached_property
    def year(self) -> PastYear:
        return past_year(self.kwargs["year"])

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Terima tahun {self.kwargs['year']}"

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("performance:past-year-list")

    @property
    def trail(self) -> list[Crumb]:  # type: ignore[override]
        return [Crumb("Tahun lalu", self.back)]

    def form(self, *given: Any) -> PastYearForm:
        return PastYearForm(*given, initial={"quarters": self.year.quarters})

    def context(self, form: Any) -> dict[str, Any]:
        return {"found": self.year}

    def save(self, form: Any) -> PastYear:
        data = form.cleaned_data
        return accept_past_year(
            year=self.year.year,
            by=self.request.user,
            reason=data["reason"],
            quarters=data["quarters"],
        )
