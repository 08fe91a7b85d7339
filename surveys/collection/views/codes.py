"""Sheets of single-use codes: drawn and printed in one step, shown never again."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string

from organizations.access import allow
from organizations.models import City
from organizations.web import Crumb, FormPage
from reports.rendering.document import logo_uri
from surveys import permissions
from surveys.collection.actions.codes import draw_codes
from surveys.collection.forms.codes import CodesForm
from surveys.collection.queries.codes import sheets_of, shown
from surveys.collection.views.paper import pdf
from surveys.models import ServicePoint


class PointCodesView(FormPage):
    """The codes stand in the PDF alone; the portal keeps digests."""

    form_class = CodesForm
    template = "surveys/collection/codes.html"
    heading = "Lembar kode sekali pakai"
    lead = (
        "Kode hanya tercetak di PDF ini dan tidak dapat dibuka lagi. Simpan dan bagikan dari situ."
    )
    submit = "Buat dan unduh PDF"

    @cached_property
    def point(self) -> ServicePoint:
        points = ServicePoint.objects.select_related("unit__organization").filter(
            unit__in=permissions.units_of(self.request.user)
        )
        return get_object_or_404(points, pk=self.kwargs["pk"])

    def decide(self) -> None:
        allow(permissions.can_manage(self.request.user, self.point.unit))
        self.trail = [Crumb(self.point.unit.name), Crumb(self.point.name)]

    def save(self, form: Any) -> tuple[int, list[str]]:
        self.expires_on = form.cleaned_data["expires_on"]
        return draw_codes(point=self.point, by=self.request.user, **form.cleaned_data)  # type: ignore[arg-type]

    def leave(self, saved: tuple[int, list[str]]) -> HttpResponse:
        sheet, codes = saved
        city = City.current()
        context = {
            "city": city,
            "logo": logo_uri(city),
            "point": self.point,
            "unit": self.point.unit,
            "sheet": sheet,
            "codes": [shown(code) for code in codes],
            "expires_on": self.expires_on,
            "address": self.request.build_absolute_uri(f"/s/{self.point.code}/"),
        }
        html = render_to_string("surveys/collection/codes_print.html", context)
        return pdf(html, f"kode-{self.point.code.lower()}-{sheet}.pdf")

    def context(self, form: Any) -> dict[str, Any]:
        return {"point": self.point, "sheets": sheets_of(self.point)}
