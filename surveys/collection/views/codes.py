"""Sheets of single-use codes: drawn and printed in one step, shown never again."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from organizations.access import ALLOWED, allow, denied
from organizations.models import City
from organizations.web import Crumb, made_file
from reports.rendering.pdf import render_pdf
from surveys.collection.actions.codes import NOT_TAKEN, draw_codes
from surveys.collection.forms.codes import CodesForm
from surveys.collection.queries.codes import sheets_of, shown
from surveys.instrument.queries.points import takes_answers
from surveys.instrument.queries.posters import address_of
from surveys.instrument.views.base import UnitFormPage
from surveys.instrument.views.points import PointView


class PointCodesView(PointView, UnitFormPage):
    """The codes stand in the PDF alone; the portal keeps digests."""

    form_class = CodesForm
    template = "surveys/collection/codes.html"
    heading = "Lembar kode sekali pakai"
    lead = (  # type: ignore[assignment]
        "Kode hanya tercetak di PDF ini dan tidak dapat dibuka lagi. Simpan dan bagikan dari situ."
    )
    submit = "Buat dan unduh PDF"

    def decide(self) -> None:
        super().decide()
        allow(ALLOWED if takes_answers(self.point) else denied(NOT_TAKEN))

    @property
    def back(self) -> str:  # type: ignore[override]
        return reverse("surveys:point-detail", args=[self.point.pk])

    @property
    def trail(self) -> list[Crumb]:
        return [*super().trail, Crumb(self.point.name, self.back)]

    def save(self, form: Any) -> tuple[int, list[str]]:
        self.expires_on = form.cleaned_data["expires_on"]
        return draw_codes(point=self.point, by=self.request.user, **form.cleaned_data)  # type: ignore[arg-type]

    def leave(self, saved: tuple[int, list[str]]) -> HttpResponse:
        sheet, codes = saved
        city = City.current()
        context = {
            "city": city,
            "point": self.point,
            "unit": self.point.unit,
            "sheet": sheet,
            "codes": [shown(code) for code in codes],
            "expires_on": self.expires_on,
            "address": address_of(self.point).partition("://")[2].rstrip("/"),
        }
        html = render_to_string("surveys/collection/codes_print.html", context)
        name = f"kode-{self.point.code.lower()}-{sheet}.pdf"
        return made_file(render_pdf(html).content, name=name)

    def context(self, form: Any) -> dict[str, Any]:
        return {"point": self.point, "sheets": sheets_of(self.point)}
