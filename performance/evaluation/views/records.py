"""Pages of the LKPJ's yearly lists: overview, list, form, deletion."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from organizations.access import allow
from organizations.formatting import format_date, format_number
from organizations.web import Crumb, StaffView, chosen_year, page
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

    def record(self) -> YearRecord:
        rows = self.kind.model.objects.filter(visible_records(self.request.user))  # type: ignore[attr-defined]
        return get_object_or_404(rows.select_related("organization"), pk=self.kwargs["pk"])

    def back(self, year: int) -> HttpResponse:
        return redirect(self.origin(year).url)


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


class RecordEditView(RecordView):
    """Add a line, or change one; what was typed stays when something is missing."""

    def get(self, request: HttpRequest, kind: str, pk: int | None = None) -> HttpResponse:
        record = self._record()
        initial = {"year": chosen_year(request, last_year())}
        if record.pk:
            initial = {f.name: getattr(record, f.name) for f in record._meta.fields}
        form = RecordForm(kind=self.kind, user=request.user, initial=initial)
        return self._show(record, form)

    def post(self, request: HttpRequest, kind: str, pk: int | None = None) -> HttpResponse:
        record = self._record()
        form = RecordForm(request.POST, kind=self.kind, user=request.user)
        if form.is_valid():
            try:
                saved = save_record(record=record, values=form.values(), by=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, "Data LKPJ tersimpan.")
                return self.back(saved.year)
        return self._show(record, form, status=400)

    def _record(self) -> YearRecord:
        if "pk" in self.kwargs:
            record = self.record()
            allow(permissions.can_edit_record(self.request.user, record.organization_id))
            return record
        is_city = self.kind.city_only
        if is_city or not self.access.has("performance.edit_records"):
            allow(permissions.can_edit_record(self.request.user, None))
        return self.kind.model()

    def _show(self, record: YearRecord, form: RecordForm, status: int = 200) -> HttpResponse:
        year = record.year if record.pk else chosen_year(self.request, last_year())
        back_url = self.origin(year).url
        context = {"kind": self.kind, "record": record, "form": form, "back_url": back_url}
        crumbs = self.crumbs(year)
        template = "performance/records/form.html"
        return page(self.request, template, context, crumbs=crumbs, status=status)


class RecordDeleteView(RecordView):
    def get(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        record = self._allowed()
        context = {"kind": self.kind, "record": record}
        crumbs = self.crumbs(record.year)
        return page(request, "performance/records/delete.html", context, crumbs=crumbs)

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        record = self._allowed()
        year = record.year
        delete_record(record=record, by=request.user)
        messages.success(request, "Data LKPJ dihapus.")
        return self.back(year)

    def _allowed(self) -> YearRecord:
        record = self.record()
        allow(permissions.can_edit_record(self.request.user, record.organization_id))
        return record
