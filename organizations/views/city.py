"""The city's own settings."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from organizations import activity
from organizations.actions.city import save_city
from organizations.forms.city import CityForm
from organizations.models import City
from organizations.web import StaffView, page


class CityView(StaffView):
    right = "organizations.manage_city"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(request, CityForm(instance=City.current()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CityForm(request.POST, request.FILES, instance=City.current())
        if form.is_valid():
            fields = {n: v for n, v in form.cleaned_data.items() if n != "logo"}
            try:
                save_city(by=request.user, logo=form.cleaned_data["logo"] or None, **fields)
            except ValidationError as error:
                form.add_error("logo", error.message_dict["logo"])
            else:
                messages.success(request, "Pengaturan kota tersimpan.")
                return redirect("organizations:city")
        return self._show(request, form, status=400)

    def _show(self, request: HttpRequest, form: CityForm, status: int = 200) -> HttpResponse:
        stored = City.current()
        context = {"form": form, "stored": stored, "history": activity.history_of(stored)[:20]}
        return page(request, "organizations/city.html", context, status=status)


class LogoView(View):
    """The city's emblem, for everybody."""

    def get(self, request: HttpRequest) -> FileResponse:
        stored = City.current()
        if not stored.logo:
            raise Http404
        try:
            return FileResponse(stored.logo.open("rb"), content_type="image/png")
        except FileNotFoundError as error:
            raise Http404 from error
