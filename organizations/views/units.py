"""The tree of units."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from organizations.actions.units import save_unit, succeed_unit
from organizations.forms.city import SuccessionForm, UnitForm
from organizations.models import Organization
from organizations.queries.units import unit_detail, unit_tree
from organizations.web import Crumb, StaffView, page


class UnitsView(StaffView):
    right = "organizations.manage_units"

    @property
    def crumbs(self) -> list[Crumb]:
        return [Crumb("Unit", reverse("organizations:unit-list"))]

    def unit(self) -> Organization:
        rows = Organization.objects.select_related("parent")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def url_of(self, unit: Organization) -> str:
        return reverse("organizations:unit-detail", args=[unit.pk])

    def show_form(
        self, form: Any, title: str, back: str, status: int = 200, **more: Any
    ) -> HttpResponse:
        context = {"form": form, "title": title, "back": back, **more}
        template = "organizations/form.html"
        return page(self.request, template, context, crumbs=self.crumbs, status=status)


class UnitListView(UnitsView):
    def get(self, request: HttpRequest) -> HttpResponse:
        ended = request.GET.get("semua") == "1"
        context = {"roots": unit_tree(with_ended=ended), "with_ended": ended}
        return page(request, "organizations/units/list.html", context)


class UnitDetailView(UnitsView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        unit = self.unit()
        context = {"unit": unit, "detail": unit_detail(unit)}
        return page(request, "organizations/units/detail.html", context, crumbs=self.crumbs)


class UnitCreateView(UnitsView):
    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(UnitForm(initial={"parent": request.GET.get("induk")}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = UnitForm(request.POST)
        if form.is_valid():
            unit = save_unit(unit=None, by=request.user, **form.cleaned_data)
            messages.success(request, f"{unit} ditambahkan.")
            return redirect(self.url_of(unit))
        return self._show(form, status=400)

    def _show(self, form: UnitForm, status: int = 200) -> HttpResponse:
        return self.show_form(form, "Tambah unit", reverse("organizations:unit-list"), status)


class UnitEditView(UnitsView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        unit = self.unit()
        initial = {name: getattr(unit, name) for name in UnitForm.base_fields}
        return self._show(unit, UnitForm(initial=initial, unit=unit))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        unit = self.unit()
        form = UnitForm(request.POST, unit=unit)
        if form.is_valid():
            try:
                save_unit(unit=unit, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error.messages[0])
            else:
                messages.success(request, "Perubahan tersimpan.")
                return redirect(self.url_of(unit))
        return self._show(unit, form, status=400)

    def _show(self, unit: Organization, form: UnitForm, status: int = 200) -> HttpResponse:
        return self.show_form(form, f"Ubah {unit}", self.url_of(unit), status)


class SuccessionView(UnitsView):
    """Rename, merge or split: which units carry the function on."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        unit = self.unit()
        return self._show(unit, SuccessionForm(unit=unit))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        unit = self.unit()
        form = SuccessionForm(request.POST, unit=unit)
        if form.is_valid():
            data = {**form.cleaned_data, "successors": list(form.cleaned_data["successors"])}
            try:
                succeed_unit(predecessor=unit, by=request.user, **data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Unit penerus tersimpan. Riwayat mengikuti penerusnya.")
                return redirect(self.url_of(unit))
        return self._show(unit, form, status=400)

    def _show(self, unit: Organization, form: SuccessionForm, status: int = 200) -> HttpResponse:
        lead = (
            "Tambahkan dulu unit penerusnya bila belum ada. Unit lama berakhir sehari sebelumnya."
        )
        return self.show_form(
            form, f"Penerus {unit}", self.url_of(unit), status, lead=lead, submit="Simpan penerus"
        )
