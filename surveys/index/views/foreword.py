"""What a unit adds to its report: the head's words and up to four photos."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from organizations.actions.saving import mark_of
from organizations.web import ConfirmPage, file_response
from surveys.index.actions.foreword import MOST, remove_photo, save_foreword
from surveys.index.forms.foreword import ForewordForm
from surveys.index.views.periods import PeriodView
from surveys.instrument.views.base import UnitFormPage, UnitView
from surveys.models import Foreword, Period, PeriodPhoto


class ForewordView(PeriodView, UnitFormPage):
    template = "surveys/index/foreword.html"
    heading = "Kata pengantar dan foto laporan"
    done = "Tersimpan."

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("surveys:period-results", args=[self.period.pk])

    @property
    def lead(self) -> str:  # type: ignore[override]
        return f"{self.unit.name}, {self.label}"

    def form(self, *given: Any) -> ForewordForm:
        found = Foreword.objects.filter(period=self.period).first() or Foreword()
        initial = {"text": found.text, "mark": mark_of(found, ["text"])}
        return ForewordForm(*given, initial=initial)

    def save(self, form: Any) -> Any:
        given = form.cleaned_data
        return save_foreword(
            period=self.period,
            text=given["text"],
            upload=given["file"],
            caption=given["caption"],
            by=self.request.user,  # type: ignore[arg-type]
            mark=given["mark"],
        )

    def after(self, saved: Any) -> str:
        return self.request.path

    def context(self, form: Any) -> dict[str, Any]:
        return {
            **super().context(form),
            "photos": list(PeriodPhoto.objects.filter(period=self.period)),
            "most": MOST,
        }


class PhotoPage(UnitView):
    model = PeriodPhoto
    path = "period__unit"

    @cached_property
    def photo(self) -> PeriodPhoto:
        self.row.period.unit = self.unit
        return self.row


class PhotoView(PhotoPage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.unit  # noqa: B018 - 404 for whoever may not open it
        return file_response(request, self.row, "Foto laporan")


class PhotoDeleteView(PhotoPage, UnitFormPage, ConfirmPage):
    heading = "Hapus foto laporan?"
    submit = "Hapus"
    done = "Foto dihapus."

    @property
    def text(self) -> str:  # type: ignore[override]
        return (
            f"Foto “{self.photo}” tidak tercetak lagi. Dokumen yang sudah dibuat tetap memuatnya."
        )

    @property
    def period(self) -> Period:
        return self.photo.period

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("surveys:period-foreword", args=[self.period.pk])

    def save(self, form: Any) -> None:
        remove_photo(photo=self.photo, by=self.request.user)  # type: ignore[arg-type]
