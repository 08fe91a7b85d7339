"""Asking for many documents at once, watching them, fetching the zip."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from organizations.models import Organization
from organizations.storage import StorageAway
from organizations.web import Crumb, download, no_download, page
from reports.actions.batch_zip import write_zip
from reports.actions.batches import request_batch
from reports.definitions import Report
from reports.forms import FormatForm
from reports.queries.batches import batch_state, visible_batches
from reports.views.requests import CRUMBS, ReportView

UNITS = "units"


class BatchRequestView(ReportView):
    """The report's own form, with many units instead of one."""

    def report(self) -> Report:
        found = super().report()
        if not found.per_unit:
            raise Http404
        return found

    def form_of(self, report: Report, data: Any = None) -> forms.Form:
        form = self.report_form(report, data)
        units = form.fields["opd"].queryset
        form.fields["opd"].required = False
        form.fields["opd"].widget = forms.HiddenInput()
        form.fields[UNITS] = forms.ModelMultipleChoiceField(
            units,
            label="Perangkat daerah",
            to_field_name="code",
            widget=forms.CheckboxSelectMultiple,
            initial=list(units),
            help_text="Hilangkan centang unit yang tidak diperlukan",
            error_messages={"required": "Pilih paling sedikit satu perangkat daerah"},
        )
        return form

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        report = self.report()
        formats = FormatForm(report.formats, initial={"key": uuid.uuid4(), "format": "pdf"})
        return self._show(report, self.form_of(report), formats)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        report = self.report()
        form = self.form_of(report, request.POST)
        formats = FormatForm(report.formats, request.POST)
        if form.is_valid() and formats.is_valid():
            try:
                batch = request_batch(
                    report=report,
                    choices=[_params(form, unit) for unit in form.cleaned_data[UNITS]],
                    fmt=formats.cleaned_data["format"],
                    by=request.user,
                    key=formats.cleaned_data["key"],
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                return redirect(batch)
        return self._show(report, form, formats, status=400)

    def _show(
        self, report: Report, form: forms.Form, formats: FormatForm, status: int = 200
    ) -> HttpResponse:
        crumbs = [*CRUMBS, Crumb("Buat dokumen", reverse("reports:catalogue"))]
        context = {"report": report, "form": form, "format_form": formats}
        return page(self.request, "reports/batch_form.html", context, crumbs=crumbs, status=status)


def _params(form: Any, unit: Organization) -> dict[str, Any]:
    form.cleaned_data["opd"] = unit
    return form.params()


class BatchView(ReportView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch = get_object_or_404(visible_batches(request.user), pk=pk)
        context = {"batch": batch, "state": batch_state(batch)}
        return page(request, "reports/batch_detail.html", context, crumbs=CRUMBS, fragment="status")


class BatchZipView(ReportView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch = get_object_or_404(visible_batches(request.user), pk=pk)
        if not batch_state(batch).done:
            messages.info(request, "Belum ada dokumen kumpulan ini yang dapat diunduh.")
            return redirect(batch)
        try:
            packed = write_zip(batch)
        except StorageAway as away:
            return no_download(request, away, name=batch.title, crumbs=CRUMBS)
        name = f"{batch.slug}-{batch.created_at:%Y%m%d}-{batch.pk}.zip"
        return download(File(packed), name=name, mime="application/zip")
