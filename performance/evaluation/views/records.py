"""Pages of the LKPJ's yearly lists: overview, list, form, deletion."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from organizations.access import allow
from organizations.formatting import format_date, format_number
from organizations.web import ConfirmPage, Crumb, FormPage, StaffView, chosen_year, page
from performance import permissions
from performance.entry.queries.submissions import entry_years
from performance.evaluation.actions.records import delete_record, save_record
from performance.evaluation.forms.records import RecordForm
from performance.evaluation.queries.records import (
    KINDS,
    Kind,
    record_counts,
    records_of,
    visible_records,
)
from performance.models.lkpj import YearRecord

HOME = "performance:record-home"
DASHBOARD = Crumb("Dasbor", "/dasbor/")


def last_year() -> int:
    """The year the lists of the LKPJ are kept for: the one that has ended."""
    return timezone.localdate().year - 1


class RecordHomeView(StaffView):
    right = "performance.view"

    def get(self, request: HttpRequest) -> HttpResponse:
        year = chosen_year(request, last_year())
        years = sorted({*entry_years(), year}, reverse=True)
        context = {"year": year, "years": years, "kinds": record_counts(request.user, year)}
        return page(request, "performance/records/home.html", context)


class RecordView(StaffView):
    right = "performance.view"

    @cached_property
    def kind(self) -> Kind:
        found = KINDS.get(self.kwargs["kind"])
        if found is None:
            raise Http404
        return found

    def crumbs(self, year: int, *, is_list: bool = False) -> list[Crumb]:
        home = Crumb("Data LKPJ", f"{reverse(HOME)}?tahun={year}")
        if is_list:
            return [home]
        if self.came_from_follow_ups:
            return [DASHBOARD, self.origin(year)]
        return [home, self.origin(year)]

    @property
    def came_from_follow_ups(self) -> bool:
        return self.request.GET.get("dari") == "tindak-lanjut"

    def origin(self, year: int) -> Crumb:
        """Where the person came from: the kind's list, or with `?dari=tindak-lanjut` that one."""
        if self.came_from_follow_ups:
            return Crumb("Tindak lanjut", reverse("performance:follow-up-list"))
        url = reverse("performance:record-list", args=[self.kind.slug])
        return Crumb(self.kind.title, f"{url}?tahun={year}")


class RecordListView(RecordView):
    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        year = chosen_year(request, last_year())
        lines = [
            {
                "record": row,
                "cells": [_cell(row, name) for name, _ in self.kind.columns],
                "may_edit": bool(permissions.can_edit_record(request.user, row.organization_id)),
            }
            for row in records_of(self.kind, request.user, year)
        ]
        context = {
            "kind": self.kind,
            "year": year,
            "lines": lines,
            "may_add": self._may_add(),
        }
        crumbs = self.crumbs(year, is_list=True)
        return page(request, "performance/records/list.html", context, crumbs=crumbs)

    def _may_add(self) -> bool:
        if self.kind.city_only:
            return self.access.allows("performance.edit_records", None)
        return self.access.has("performance.edit_records")


def _cell(row: YearRecord, name: str) -> str:
    value: Any = getattr(row, name)
    if callable(value):
        value = value()
    if value is None or value == "":
        return "–"
    if hasattr(value, "year"):
        return format_date(value)
    return format_number(value) if isinstance(value, int) else str(value)


class RecordPage(RecordView, FormPage):
    """A form about a line; it leads back to where the person came from."""

    @cached_property
    def record(self) -> YearRecord:
        rows = self.kind.model.objects.filter(visible_records(self.request.user))  # type: ignore[attr-defined]
        return get_object_or_404(rows.select_related("organization"), pk=self.kwargs["pk"])

    def decide(self) -> None:
        allow(permissions.can_edit_record(self.request.user, self.record.organization_id))

    @property
    def year(self) -> int:
        return self.record.year

    @property
    def trail(self) -> list[Crumb]:
        return self.crumbs(self.year)

    @property
    def back(self) -> str:
        return self.origin(self.year).url


class RecordEditView(RecordPage):
    """Change a line; what was typed stays when something is missing."""

    done = "Data LKPJ tersimpan."

    @property
    def heading(self) -> str:
        return f"Ubah {self.kind.one}"

    def form(self, *given: Any) -> RecordForm:
        stored = {
            field.name: getattr(self.record, field.name) for field in self.record._meta.fields
        }
        return RecordForm(*given, kind=self.kind, user=self.request.user, initial=stored)

    def save(self, form: RecordForm) -> YearRecord:
        return save_record(record=self.record, values=form.values(), by=self.request.user)

    def after(self, saved: YearRecord) -> str:
        return self.origin(saved.year).url


class RecordCreateView(RecordEditView):
    """Add a line of the kind, for the year of the list."""

    @cached_property
    def record(self) -> YearRecord:
        return self.kind.model()

    @property
    def year(self) -> int:
        return chosen_year(self.request, last_year())

    def decide(self) -> None:
        if self.kind.city_only or not self.access.has("performance.edit_records"):
            allow(permissions.can_edit_record(self.request.user, None))

    @property
    def heading(self) -> str:
        return f"Tambah {self.kind.one}"

    def form(self, *given: Any) -> RecordForm:
        initial = {"year": self.year}
        return RecordForm(*given, kind=self.kind, user=self.request.user, initial=initial)


class RecordDeleteView(RecordPage, ConfirmPage):
    text = "Baris ini tidak lagi tercetak di LKPJ. Penghapusan dicatat pada riwayat."
    submit = "Hapus"
    done = "Data LKPJ dihapus."

    @property
    def title(self) -> str:
        return f"Hapus {self.kind.one}"

    @property
    def heading(self) -> str:
        return f"Hapus {self.kind.one} ini?"

    @property
    def lead(self) -> str:
        return str(self.record)

    def save(self, form: Form) -> None:
        delete_record(record=self.record, by=self.request.user)
