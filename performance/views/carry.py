"""Bulk tools of the plan: copy a year, roll the tree on, move programs, map nomenclature."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.models import Organization
from organizations.web import StaffView, allow, page
from performance import permissions
from performance.actions.carry import copy_year, roll_tree
from performance.actions.mapping import import_mapping
from performance.actions.moves import move_programs
from performance.forms.carry import CopyYearForm, MappingForm, MoveForm, RollForm
from performance.models import NomenclatureMapping
from performance.queries.entry import find_unit
from performance.views.plan import HOME


class ToolView(StaffView):
    """One form, one action, one sentence about what was done."""

    title = ""
    lead = ""
    submit = "Simpan"
    template = "performance/plan/tool.html"

    def unit(self) -> Organization:
        found = find_unit(self.request.user, self.kwargs["code"])
        if found is None:
            raise Http404
        return found

    def show(self, form: forms.Form, status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "form": form,
            "title": self.title,
            "lead": self.lead,
            "submit": self.submit,
            "cancel_url": self.cancel_url(),
            **more,
        }
        return page(self.request, self.template, context, crumbs=[HOME], status=status)

    def cancel_url(self) -> str:
        code = self.kwargs.get("code")
        return (
            reverse("performance:plan", args=[code]) if code else reverse("performance:plan-list")
        )


class CopyYearView(ToolView):
    right = "performance.edit_plan"
    title = "Salin target dari tahun lain"
    lead = "Yang sudah terisi tidak ditimpa."
    submit = "Salin target"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        allow(permissions.can_edit_plan(request.user, self.unit().pk))
        year = timezone.localdate().year
        return self.show(CopyYearForm(initial={"source": year, "year": year + 1}))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        unit = self.unit()
        form = CopyYearForm(request.POST)
        if form.is_valid():
            try:
                done = copy_year(unit=unit, by=request.user, **form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                said = f"{done.targets} target dan {done.pagus} pagu disalin."
                messages.success(request, said)
                return redirect(self.cancel_url())
        return self.show(form, status=400)


class RollView(ToolView):
    right = "performance.manage_period"
    title = "Lanjutkan rencana ke periode baru"
    lead = "Simpul dan indikator disalin; riwayat angkanya tetap tersambung."
    submit = "Lanjutkan rencana"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(RollForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = RollForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            try:
                done = roll_tree(
                    source=data["source"],
                    target=data["target"],
                    unit=data["organization"],
                    by=request.user,
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                said = f"{done.nodes} simpul dan {done.indicators} indikator dilanjutkan."
                messages.success(request, said)
                if not done.unmapped:
                    return redirect("performance:plan-list")
                return self.show(form, unmapped=done.unmapped)
        return self.show(form, status=400)


class MoveView(ToolView):
    right = "performance.manage_period"
    title = "Pindahkan program ke perangkat daerah lain"
    lead = "Untuk penggabungan, pemecahan, atau pergantian nama. Riwayat mengikuti fungsinya."
    submit = "Pindahkan program"

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        form = MoveForm(unit=self.unit(), initial={"year": timezone.localdate().year + 1})
        return self.show(form)

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        form = MoveForm(request.POST, unit=self.unit())
        if form.is_valid():
            data = form.cleaned_data
            try:
                moved = move_programs(
                    programs=list(data["programs"]),
                    target=data["target"],
                    year=data["year"],
                    by=request.user,
                    reason=data["reason"],
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"{moved} simpul pindah ke {data['target']}.")
                return redirect("performance:plan", data["target"].code)
        return self.show(form, status=400)


class MappingView(ToolView):
    right = "performance.manage_period"
    title = "Padanan nomenklatur"
    lead = "Kode lama tidak ditebak: tabel ini yang menentukan menjadi apa."
    submit = "Simpan padanan"
    template = "performance/plan/mapping.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(MappingForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = MappingForm(request.POST, request.FILES)
        if form.is_valid():
            data = form.cleaned_data
            try:
                number = import_mapping(
                    old=data["old"], new=data["new"], content=data["file"].read(), by=request.user
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"{number} padanan tersimpan.")
                return redirect("performance:mapping")
        return self.show(form, status=400)

    def show(self, form: forms.Form, status: int = 200, **more: Any) -> HttpResponse:
        rows = NomenclatureMapping.objects.select_related("source", "target")
        rows = rows.order_by("source__code")
        return super().show(form, status, rows=rows[:200], total=rows.count(), **more)

    def cancel_url(self) -> str:
        return reverse("performance:period-list")
