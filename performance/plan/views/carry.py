"""Bulk tools of the plan: copy a year, roll the tree on, move programs, map nomenclature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.access import allow
from organizations.models import Organization
from organizations.queries.units import visible_unit
from organizations.web import StaffView, page
from performance import permissions
from performance.models import PlanningPeriod
from performance.plan.actions.carry import copy_year
from performance.plan.actions.mapping import import_mapping, remove_mapping
from performance.plan.actions.moves import move_programs
from performance.plan.actions.roll import Rolled, roll_all, roll_tree
from performance.plan.forms.carry import CopyYearForm, MappingForm, MoveForm, RollForm
from performance.plan.queries.nomenclature_lists import (
    NAMED,
    ListPair,
    list_pairs,
    mapping_page,
    unmapped_lines,
)
from performance.plan.views.plan import HOME
from reports.definitions import Column, Table
from reports.rendering.delimited import render_csv


class ToolView(StaffView):
    """One form, one action, one sentence about what was done."""

    title = ""
    lead = ""
    submit = "Simpan"
    template = "performance/plan/tool.html"

    def unit(self) -> Organization:
        found = visible_unit(self.request.user, "performance.view", self.kwargs["code"])
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
                done = self._roll(data["source"], data["target"], form)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                said = f"{done.nodes} simpul dan {done.indicators} indikator dilanjutkan."
                messages.success(request, said)
                if not done.unmapped and not done.merged:
                    return redirect("performance:plan-list")
                return self.show(form, unmapped=done.unmapped, merged=done.merged)
        return self.show(form, status=400)

    def _roll(self, source: PlanningPeriod, target: PlanningPeriod, form: RollForm) -> Rolled:
        if form.is_whole_city:
            units = Organization.objects.reporting().in_year(source.end_year).order_by("code")
            return roll_all(source=source, target=target, units=units, by=self.request.user)
        return roll_tree(source=source, target=target, unit=form.unit, by=self.request.user)


class MoveView(ToolView):
    right = "performance.manage_period"
    title = "Pindahkan program ke perangkat daerah lain"
    submit = "Pindahkan program"

    @property
    def lead(self) -> str:
        return (
            f"Dari {self.unit().name}, untuk penggabungan, pemecahan, atau pergantian nama. "
            "Riwayat mengikuti fungsinya."
        )

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
    """The tables between two lists: what is in them, what is missing, one line out, many in."""

    right = "performance.manage_period"
    title = "Padanan nomenklatur"
    lead = "Kode lama tidak ditebak: tabel ini yang menentukan menjadi apa."
    submit = "Simpan padanan"
    template = "performance/plan/mapping.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.GET.get("unduh") == "belum":
            return self._missing()
        return self.show(MappingForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        if "hapus" in request.POST:
            return self._remove(request.POST["hapus"])
        form = MappingForm(request.POST, request.FILES)
        if form.is_valid():
            data = form.cleaned_data
            content = data.pop("file").read()
            try:
                number = import_mapping(content=content, by=request.user, **data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"{number} padanan tersimpan.")
                return redirect(pair_url(data["old"].code, data["new"].code))
        return self.show(form, status=400)

    def show(self, form: forms.Form, status: int = 200, **more: Any) -> HttpResponse:
        pairs = list_pairs()
        more |= {"pairs": pairs, "pair": self._chosen(pairs), "named": NAMED}
        if (pair := more["pair"]) is not None:
            rows, following = mapping_page(pair, self.request.GET.get("sesudah", ""))
            more |= {"rows": rows, "missing": unmapped_lines(pair)[:NAMED]}
            here = pair_url(pair.old.code, pair.new.code)
            more |= {"here": here, "next_url": following and f"{here}&sesudah={following}"}
            more["first_url"] = here if self.request.GET.get("sesudah") else ""
        return super().show(form, status, **more)

    def _chosen(self, pairs: Sequence[ListPair]) -> ListPair | None:
        """The pair asked for, else the first one with lines that still need a place."""
        asked = self.request.GET.get("lama"), self.request.GET.get("baru")
        known = {(pair.old.code, pair.new.code): pair for pair in pairs}
        usual = next((pair for pair in pairs if pair.unmapped), pairs[0] if pairs else None)
        return known.get(asked, usual)  # type: ignore[arg-type]

    def _missing(self) -> HttpResponse:
        pair = self._chosen(list_pairs())
        if pair is None:
            raise Http404
        lines = unmapped_lines(pair).values_list("code", "name")
        rows = ({"kode_lama": code, "nama_lama": name} for code, name in lines)
        answer = HttpResponse(
            render_csv(Table("belum", "Belum dipadankan", MISSING, rows)),
            content_type="text/csv; charset=utf-8",
        )
        name = f"padanan-belum-{pair.old.code}-{pair.new.code}.csv"
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer

    def _remove(self, text: str) -> HttpResponse:
        row = remove_mapping(pk=int(text), by=self.request.user) if text.isdecimal() else None
        if row is None:
            messages.info(self.request, "Padanan itu sudah tidak ada.")
            return redirect("performance:mapping")
        said = f"Padanan {row.source.code} → {row.target.code} dihapus."
        messages.success(self.request, said)
        return redirect(pair_url(row.source.version.code, row.target.version.code))

    def cancel_url(self) -> str:
        return reverse("performance:period-list")


MISSING = (
    Column("kode_lama", "Kode lama"),
    Column("nama_lama", "Nama lama"),
    Column("kode_baru", "Kode baru"),
)


def pair_url(old: str, new: str) -> str:
    """The page with the table between two lists."""
    return f"{reverse('performance:mapping')}?{urlencode({'lama': old, 'baru': new})}"
