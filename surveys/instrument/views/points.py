"""Service points: their addresses, their posters, calling a poster in."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from organizations.access import allow
from organizations.web import ConfirmPage, Crumb, made_file, page
from surveys import permissions
from surveys.instrument.actions.units import call_in_point, save_point
from surveys.instrument.forms.units import PointForm
from surveys.instrument.queries.points import takes_answers
from surveys.instrument.queries.posters import poster_of, posters_of
from surveys.instrument.reports import printed
from surveys.instrument.views.base import UnitFormPage, UnitView
from surveys.models import ServicePoint

NO_POSTER = "Titik layanan ini sedang tidak menerima jawaban, jadi tidak ada poster untuk dicetak."


class PointCreateView(UnitFormPage):
    heading = "Tambah titik layanan"
    done = "Titik layanan tersimpan. Cetak posternya, lalu pasang di tempat layanan."

    @cached_property
    def point(self) -> ServicePoint:
        return ServicePoint(unit=self.unit)

    def form(self, *given: Any) -> Any:
        return PointForm(*given, point=self.point)

    def save(self, form: Any) -> ServicePoint:
        values, mark = form.values(), form.cleaned_data["mark"]
        return save_point(point=self.point, values=values, by=self.request.user, mark=mark)

    def after(self, saved: Any) -> str:
        return reverse("surveys:point-detail", args=[saved.pk])


class PointEditView(PointCreateView):
    model = ServicePoint
    heading = "Ubah titik layanan"
    done = "Titik layanan tersimpan."

    @cached_property
    def point(self) -> ServicePoint:
        return self.row


class PointView(UnitView):
    model = ServicePoint

    @property
    def point(self) -> ServicePoint:
        self.row.unit = self.unit
        return self.row


class PointDetailView(PointView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        point = self.point
        poster = poster_of(point) if takes_answers(point) else None
        context = {
            "point": point,
            "poster": poster,
            "refusal": "" if poster else NO_POSTER,
            "may_manage": bool(permissions.can_manage(request.user, self.unit)),
        }
        return page(request, "surveys/instrument/point.html", context, crumbs=self.trail)


class PointCallInView(PointView, ConfirmPage):
    submit = "Tarik poster"
    done = "Poster lama tidak berlaku lagi. Cetak dan pasang poster yang baru."

    def decide(self) -> None:
        allow(permissions.can_manage(self.request.user, self.unit))

    @property
    def heading(self) -> str:  # type: ignore[override]
        return f"Tarik poster {self.point.name}?"

    @property
    def text(self) -> str:  # type: ignore[override]
        return (
            f"Kode {self.point.code} dan kode QR-nya berhenti berlaku sekarang juga. Siapa pun yang "
            "memindainya membaca bahwa posternya sudah diganti. Poster baru harus dicetak."
        )

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("surveys:point-detail", args=[self.point.pk])

    @property
    def trail(self) -> list[Crumb]:
        return [*super().trail, Crumb(self.point.name, self.back)]

    def save(self, form: Any) -> ServicePoint:
        return call_in_point(point=self.point, by=self.request.user)


class PointPosterView(PointView):
    """One page for the wall; a point that takes no answer has none."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        point = self.point
        if not takes_answers(point):
            raise Http404
        content = printed([poster_of(point)], self.unit)
        return made_file(content, name=f"poster-{point.code}.pdf")


class UnitPostersView(UnitView):
    """One sheet with all points of a unit, to cut and to lay on the counters."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        posters = posters_of(self.unit)
        if not posters:
            raise Http404
        content = printed(posters, self.unit, is_sheet=True)
        return made_file(content, name=f"poster-{self.unit.code}.pdf")
