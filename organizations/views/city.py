"""The city's own settings."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.urls import reverse
from django.views import View

from organizations import activity
from organizations.actions.city import save_city
from organizations.forms.city import CityForm
from organizations.models import City
from organizations.web import FormPage


class CityView(FormPage):
    right = "organizations.manage_city"
    template = "organizations/city.html"
    heading = "Pengaturan kota"
    lead = "Tampil pada setiap halaman dan kop dokumen."
    submit = "Simpan pengaturan"
    done = "Pengaturan kota tersimpan."

    def form(self, *given: Any) -> CityForm:
        return CityForm(*given, instance=City.current())

    def save(self, form: CityForm) -> City:
        fields = {**form.cleaned_data, "logo": form.cleaned_data["logo"] or None}
        return save_city(by=self.request.user, **fields)

    def after(self, saved: City) -> str:
        return reverse("organizations:city")

    def context(self, form: CityForm) -> dict[str, Any]:
        stored = City.current()
        return {"stored": stored, "history": activity.history_of(stored)[:20]}


class LogoView(View):
    """The city's emblem, for everybody."""

    def get(self, request: HttpRequest) -> FileResponse:
        stored = City.current()
        if not stored.logo:
            raise Http404
        try:
            response = FileResponse(stored.logo.open("rb"), content_type="image/png")
        except OSError as error:  # pages show its description instead
            raise Http404 from error
        response.headers["Cache-Control"] = "public, max-age=300"
        return response
