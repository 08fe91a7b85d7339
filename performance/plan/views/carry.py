"""Bulk tools of the plan: copy a year, roll the tree on, move programs, map nomenclature."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from organizations.access import allow
from organizations.models import Organization
from organizations.queries.units import visible_unit
from organizations.web import FormPage
from performance import permissions
from performance.plan.actions.carry import Copied, copy_year
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
from performance.plan.views.plan import HOME, found
from reports.definitions import Column, Table
from reports.rendering.delimited import render_csv


class UnitToolPage(FormPage):
    """A tool for the plan of the unit the address names; it leads back to that plan."""

    trail = (HOME,)

    @cached_property
    def unit(self) -> Organization:
        return found(visible_unit(self.request.user, "performance.view", self.kwargs["code"]))

    @property
    def back(self) -> str:
        return reverse("performance:plan", args=[self.unit.code])


class CopyYearView(UnitToolPage):
    right = "performance.edit_plan"
    heading = "Salin target dari tahun lain"
    lead = "Yang sudah terisi tidak ditimpa."
    submit = "Salin target"

    def said(self, saved: Copied) -> str:
        if saved.targets or saved.pagus:
            return f"{saved.targets} target dan {saved.pagus} pagu disalin."
        return (
            "Tidak ada yang disalin: semua target tahun tujuan sudah terisi, atau tahun asalnya "
            "belum punya target."
        )

    def decide(self) -> None:
        allow(permissions.can_edit_plan(self.request.user, self.unit.pk))

    def form(self, *given: Any) -> CopyYearForm:
        year = timezone.localdate().year
        return CopyYearForm(*given, initial={"source": year, "year": year + 1})

    def save(self, form: CopyYearForm) -> Copied:
        return copy_year(unit=self.unit, by=self.request.user, **form.cleaned_data)


class RollView(FormPage):
    """Takes a plan into the next period; what could not go along is named on the same page."""

    right = "performance.manage_period"
    form_class = RollForm
    template = "performance/plan/tool.html"
    heading = "Lanjutkan rencana ke periode baru"
    lead = "Simpul dan indikator disalin; riwayat angkanya tetap tersambung."
    submit = "Lanjutkan rencana"
    done = "{saved.nodes} simpul dan {saved.indicators} indikator dilanjutkan."
    trail = (HOME,)

    @property
    def back(self) -> str:
        return reverse("performance:plan-list")

    def save(self, form: RollForm) -> Rolled:
        source, target = form.cleaned_data["source"], form.cleaned_data["target"]
        if form.is_whole_city:
            units = Organization.objects.reporting().in_year(source.end_year).order_by("code")
            return roll_all(source=source, target=target, units=units, by=self.request.user)
        return roll_tree(source=source, target=target, unit=form.unit, by=self.request.user)

    def leave(self, saved: Rolled) -> HttpResponse:
        if not saved.unmapped and not saved.merged:
            return super().leave(saved)
        messages.success(self.request, self.said(saved))
        form = self.form(self.request.POST)
        return self.show(form, unmapped=saved.unmapped, merged=saved.merged)


class MoveView(UnitToolPage):
    right = "performance.manage_period"
    heading = "Pindahkan program ke perangkat daerah lain"
    submit = "Pindahkan program"

    @property
    def lead(self) -> str:
        return (
            f"Dari {self.unit.name}, untuk penggabungan, pemecahan, atau pergantian nama. "
            "Riwayat mengikuti fungsinya."
        )

    def form(self, *given: Any) -> MoveForm:
        return MoveForm(*given, unit=self.unit, initial={"year": timezone.localdate().year + 1})

    def save(self, form: MoveForm) -> tuple[int, Organization, int]:
        values = {**form.cleaned_data, "programs": list(form.cleaned_data["programs"])}
        moved = move_programs(by=self.request.user, **values)
        return moved, values["target"], values["year"]

    def said(self, saved: tuple[int, Organization, int]) -> str:
        number, target, year = saved
        return f"{number} simpul pindah ke {target} mulai {year}."

    def after(self, saved: tuple[int, Organization, int]) -> str:
        _, target, year = saved
        return f"{reverse('performance:plan', args=[target.code])}?tahun={year}"


class MappingView(FormPage):
    """The tables between two lists: what is in them, what is missing, one line out, many in."""

    right = "performance.manage_period"
    form_class = MappingForm
    template = "performance/plan/mapping.html"
    heading = "Padanan nomenklatur"
    lead = "Kode lama tidak ditebak: tabel ini yang menentukan menjadi apa."
    submit = "Simpan padanan"
    trail = (HOME,)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.GET.get("unduh") == "belum":
            return self._missing()
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "hapus" in request.POST:
            return self._remove(request.POST["hapus"])
        return super().post(request, **kwargs)

    @property
    def back(self) -> str:
        return reverse("performance:period-list")

    def save(self, form: MappingForm) -> tuple[int, str]:
        values = form.cleaned_data
        content = values.pop("file").read()
        number = import_mapping(content=content, by=self.request.user, **values)
        return number, pair_url(values["old"].code, values["new"].code)

    def said(self, saved: tuple[int, str]) -> str:
        return f"{saved[0]} padanan tersimpan."

    def after(self, saved: tuple[int, str]) -> str:
        return saved[1]

    @cached_property
    def pairs(self) -> Sequence[ListPair]:
        return list_pairs()

    @cached_property
    def pair(self) -> ListPair | None:
        return self._chosen(self.pairs)

    @property
    def title(self) -> str:
        pair = self.pair
        return f"{self.heading}: {pair.old.code} ke {pair.new.code}" if pair else self.heading

    def context(self, form: MappingForm) -> dict[str, Any]:
        about = {"pairs": self.pairs, "pair": self.pair, "named": NAMED}
        return about if self.pair is None else {**about, **self._table(self.pair)}

    def _table(self, pair: ListPair) -> dict[str, Any]:
        """A part of the table between two lists, and the lines that still need a place."""
        after = self.request.GET.get("sesudah", "")
        rows, following = mapping_page(pair, after)
        here = pair_url(pair.old.code, pair.new.code)
        return {
            "rows": rows,
            "missing": unmapped_lines(pair)[:NAMED],
            "here": here,
            "next_url": following and f"{here}&sesudah={following}",
            "first_url": here if after else "",
        }

    def _chosen(self, pairs: Sequence[ListPair]) -> ListPair | None:
        """The pair asked for, else the first one with lines that still need a place."""
        asked = self.request.GET.get("lama"), self.request.GET.get("baru")
        known = {(pair.old.code, pair.new.code): pair for pair in pairs}
        usual = next((pair for pair in pairs if pair.unmapped), pairs[0] if pairs else None)
        return known.get(asked, usual)  # type: ignore[arg-type]

    def _missing(self) -> HttpResponse:
        pair = self.pair
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
        row = (
            remove_mapping(pk=int(text), by=self.request.user)
            if text.isdecimal() and len(text) < 19
            else None
        )
        if row is None:
            messages.info(self.request, "Padanan itu sudah tidak ada.")
            return redirect("performance:mapping")
        said = f"Padanan {row.source.code} → {row.target.code} dihapus."
        messages.success(self.request, said)
        return redirect(pair_url(row.source.version.code, row.target.version.code))


MISSING = (
    Column("kode_lama", "Kode lama"),
    Column("nama_lama", "Nama lama"),
    Column("kode_baru", "Kode baru"),
)


def pair_url(old: str, new: str) -> str:
    """The page with the table between two lists."""
    return f"{reverse('performance:mapping')}?{urlencode({'lama': old, 'baru': new})}"
