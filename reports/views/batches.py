"""Asking for many documents at once, watching them, fetching the zip."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from organizations.storage import StorageAway
from organizations.web import download, no_download, page
from reports.actions.batch_zip import write_zip
from reports.actions.batches import request_batch
from reports.forms import with_format
from reports.models import ReportBatch
from reports.queries.batches import batch_state, visible_batches
from reports.views.requests import CRUMBS, ReportView, RequestPage

UNITS = "units"


class BatchRequestView(RequestPage):
    """The report's own form, with many units instead of one."""

    lead = (
        "Satu dokumen untuk setiap unit yang dicentang. Semuanya dapat diunduh dalam satu "
        "berkas zip."
    )
    submit = "Buat semua dokumen"

    def decide(self) -> None:
        if not self.report.per_unit:
            raise Http404

    @property
    def heading(self) -> str:
        return f"{self.report.title} untuk banyak {self.report.many_label}"

    def form(self, *given: Any) -> Any:
        form, name, label = self.report_form(*given), self.report.many_of, self.report.many_label
        units = form.fields[name].queryset
        form.fields[name].required = False
        form.fields[name].widget = forms.HiddenInput()
        form.fields[UNITS] = forms.ModelMultipleChoiceField(
            units,
            label=label.capitalize(),
            to_field_name="code",
            widget=forms.CheckboxSelectMultiple,
            initial=list(units),
            help_text="Hilangkan centang unit yang tidak diperlukan",
            error_messages={"required": f"Pilih paling sedikit satu {label}"},
        )
        return with_format(form, self.report.formats)

    def save(self, form: Any) -> ReportBatch:
        return request_batch(
            report=self.report,
            choices=self._choices(form),
            fmt=form.cleaned_data["format"],
            by=self.request.user,
            key=form.cleaned_data["key"],
        )

    def _choices(self, form: Any) -> list[dict[str, Any]]:
        """Parameters of every unit; ValidationError names all for which there is no document."""
        found, missing = [], []
        for unit in form.cleaned_data[UNITS]:
            form.cleaned_data[self.report.many_of] = unit
            try:
                found.append(form.params())
            except ValidationError as error:
                missing += error.messages
        if missing:
            raise ValidationError(missing)
        return found


class BatchView(ReportView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch = get_object_or_404(visible_batches(request.user), pk=pk)
        context = {"batch": batch, "state": batch_state(batch, request.user)}
        return page(request, "reports/batch_detail.html", context, crumbs=CRUMBS, fragment="status")


class BatchZipView(ReportView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        batch = get_object_or_404(visible_batches(request.user), pk=pk)
        if not batch_state(batch, request.user).done:
            messages.info(request, "Belum ada dokumen kumpulan ini yang dapat diunduh.")
            return redirect(batch)
        try:
            packed = write_zip(batch, request.user)
        except StorageAway as away:
            return no_download(request, away, name=batch.title, crumbs=CRUMBS)
        name = f"{batch.slug}-{batch.created_at:%Y%m%d}-{batch.pk}.zip"
        return download(File(packed), name=name, mime="application/zip")
