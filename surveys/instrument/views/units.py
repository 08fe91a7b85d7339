"""The desk of survey managers, a unit, and the forms of what belongs to it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from organizations import activity
from organizations.access import access_of, allow
from organizations.models import Organization
from organizations.web import FormPage, StaffView, chosen, marker, page
from surveys import permissions
from surveys.instrument.actions.units import save_service, save_unit, set_kiosk_pin
from surveys.instrument.forms.units import (
    DeskFilterForm,
    KioskPinForm,
    ServiceForm,
    ServiceUnitForm,
)
from surveys.instrument.queries.units import desk, organizations_of, unit_page
from surveys.instrument.views.base import DESK, UnitFormPage, UnitView
from surveys.models import Service, ServiceUnit


class UnitListView(StaffView):
    """Units of the own OPD; of the whole city where the role says so."""

    def get(self, request: HttpRequest) -> HttpResponse:
        allow(permissions.can_open(request.user))
        filters = DeskFilterForm(request.GET or None, units=organizations_of(request.user))
        after = marker(request, "sesudah")
        context = {
            "desk": desk(request.user, chosen(filters), after, timezone.localdate()),
            "filters": filters,
            "is_first": after is None,
            "may_add": access_of(request.user).has("surveys.manage"),
        }
        return page(request, "surveys/instrument/units.html", context)


class UnitDetailView(UnitView):
    """Where a unit stands, what is still to be done, and everything of it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        may = bool(permissions.can_manage(request.user, self.unit))
        context = {
            "found": unit_page(self.unit, timezone.localdate()),
            "unit": self.unit,
            "may_manage": may,
            "may_publish": bool(permissions.can_publish(request.user, self.unit)),
            "history": activity.history_of(self.unit)[:10],
        }
        return page(request, "surveys/instrument/unit.html", context, crumbs=[DESK])


def own_organizations(user: Any) -> Any:
    """OPDs for which the person may add a unit."""
    today = timezone.localdate()
    rows = Organization.objects.valid(today).filter(access_of(user).organizations("surveys.manage"))
    return rows.order_by("name")


class UnitCreateView(FormPage):
    heading = "Tambah unit layanan"
    lead = "Kantor, puskesmas, kelurahan, atau loket yang mengadakan survei sendiri."
    done = "Unit layanan tersimpan. Tambahkan jenis layanan dan titik layanannya."
    trail = (DESK,)
    back = DESK.url

    def decide(self) -> None:
        allow(permissions.can_open(self.request.user))
        if not access_of(self.request.user).has("surveys.manage"):
            allow(permissions.denied(permissions.MANAGERS))

    def form(self, *given: Any) -> Any:
        offered = own_organizations(self.request.user)
        return ServiceUnitForm(*given, unit=ServiceUnit(), offered=offered)

    def save(self, form: Any) -> ServiceUnit:
        return save_unit(unit=ServiceUnit(), values=form.values(), by=self.request.user)

    def after(self, saved: Any) -> str:
        return reverse("surveys:unit-detail", args=[saved.pk])


class UnitEditView(UnitFormPage):
    heading = "Ubah unit layanan"

    def form(self, *given: Any) -> Any:
        return ServiceUnitForm(*given, unit=self.unit, offered=Organization.objects.none())

    def save(self, form: Any) -> ServiceUnit:
        values, mark = form.values(), form.cleaned_data["mark"]
        return save_unit(unit=self.unit, values=values, by=self.request.user, mark=mark)


class KioskPinView(UnitFormPage):
    heading = "PIN layar kios"
    form_class = KioskPinForm
    done = "PIN kios tersimpan."

    def save(self, form: Any) -> None:
        pin = form.cleaned_data["pin"].strip()
        set_kiosk_pin(unit=self.unit, pin=pin, by=self.request.user)


class ServiceCreateView(UnitFormPage):
    heading = "Tambah jenis layanan"
    done = "Jenis layanan tersimpan."

    @cached_property
    def service(self) -> Service:
        return Service(unit=self.unit)

    def form(self, *given: Any) -> Any:
        return ServiceForm(*given, service=self.service)

    def save(self, form: Any) -> Service:
        values, mark = form.values(), form.cleaned_data["mark"]
        return save_service(service=self.service, values=values, by=self.request.user, mark=mark)


class ServiceEditView(ServiceCreateView):
    model = Service
    heading = "Ubah jenis layanan"

    @cached_property
    def service(self) -> Service:
        return self.row
