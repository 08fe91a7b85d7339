"""The tree of units."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from organizations.actions.units import save_unit, succeed_unit
from organizations.forms.city import SuccessionForm, UnitForm
from organizations.models import Organization
from organizations.queries.units import unit_detail, unit_tree
from organizations.web import Crumb, FormPage, StaffView, page


class UnitsView(StaffView):
    right = "organizations.manage_units"

    @property
    def crumbs(self) -> list[Crumb]:
        return [Crumb("Unit", reverse("organizations:unit-list"))]

    @cached_property
    def unit(self) -> Organization:
        rows = Organization.objects.select_related("parent")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def url_of(self, unit: Organization) -> str:
        return reverse("organizations:unit-detail", args=[unit.pk])


class UnitPage(UnitsView, FormPage):
    """A form about a unit; it leads back to the unit's page."""

    @property
    def trail(self) -> list[Crumb]:
        return self.crumbs

    @property
    def back(self) -> str:
        return self.url_of(self.unit)


class UnitListView(UnitsView):
    def get(self, request: HttpRequest) -> HttpResponse:
        ended = request.GET.get("semua") == "1"
        context = {"roots": unit_tree(with_ended=ended), "with_ended": ended}
        return page(request, "organizations/units/list.html", context)


class UnitDetailView(UnitsView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        unit = self.unit
        context = {"unit": unit, "detail": unit_detail(unit)}
        return page(request, "organizations/units/detail.html", context, crumbs=self.crumbs)


class UnitCreateView(UnitPage):
    heading = "Tambah unit"
    done = "{saved} ditambahkan."

    def form(self, *given: Any) -> UnitForm:
        return UnitForm(*given, initial={"parent": self.request.GET.get("induk")})

    def save(self, form: UnitForm) -> Organization:
        return save_unit(unit=None, by=self.request.user, **form.cleaned_data)

    @property
    def back(self) -> str:
        return reverse("organizations:unit-list")

    def after(self, saved: Organization) -> str:
        return self.url_of(saved)


class UnitEditView(UnitPage):
    done = "Perubahan tersimpan."

    @property
    def heading(self) -> str:
        return f"Ubah {self.unit}"

    def form(self, *given: Any) -> UnitForm:
        stored = {name: getattr(self.unit, name, None) for name in UnitForm.base_fields}
        return UnitForm(*given, initial=stored, unit=self.unit)

    def save(self, form: UnitForm) -> Organization:
        return save_unit(unit=self.unit, by=self.request.user, **form.cleaned_data)


class SuccessionView(UnitPage):
    """Rename, merge or split: which units carry the function on."""

    lead = "Tambahkan dulu unit penerusnya bila belum ada. Unit lama berakhir sehari sebelumnya."
    submit = "Simpan penerus"
    done = "Unit penerus tersimpan. Riwayat mengikuti penerusnya."

    @property
    def heading(self) -> str:
        return f"Penerus {self.unit}"

    def form(self, *given: Any) -> SuccessionForm:
        return SuccessionForm(*given, unit=self.unit)

    def save(self, form: SuccessionForm) -> None:
        values = {**form.cleaned_data, "successors": list(form.cleaned_data["successors"])}
        succeed_unit(predecessor=self.unit, by=self.request.user, **values)
