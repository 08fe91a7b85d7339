"""A file of SP4N-LAPOR! from its upload to its end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from complaints.choices import ExchangeState, Sp4nLine
from complaints.exchange.actions.batches import (
    cancel,
    column_samples,
    confirm,
    keep_file,
    map_columns,
    proposed_mapping,
    unpacked,
)
from complaints.exchange.actions.saving import told
from complaints.exchange.forms.files import ColumnsForm, Sp4nFileForm
from complaints.exchange.queries.batches import batches, saved_before
from complaints.exchange.views.base import HOME, BatchView, ExchangeView, file_answer
from complaints.models import Sp4nBatch
from complaints.staff.views.base import INBOX
from organizations.web import FormPage, page, paged
from reports.definitions import Column, Table
from reports.rendering.delimited import SPREADSHEETS, render_csv

S = ExchangeState
PER_PAGE, PER_HISTORY, SHOWN_ERRORS = 100, 20, 100
ERROR_COLUMNS = (Column("nomor", "Nomor"), Column("kesalahan", "Kesalahan"))


class Sp4nHomeView(ExchangeView, FormPage):
    """Upload, and every file that came before."""

    form_class = Sp4nFileForm
    template = "complaints/sp4n/home.html"
    heading = "SP4N-LAPOR!"
    lead = "Bawa masuk ekspor SP4N-LAPOR!, lalu cocokkan yang di sana dengan yang di sini."
    submit = "Periksa berkas"
    done = ""
    trail = (INBOX,)

    def context(self, form: Any) -> dict[str, Any]:
        found = paged(self.request, batches(), PER_HISTORY)
        rows = [
            {
                "batch": batch,
                "tone": S.tone_of(batch.state),
                "told": told(batch.counts) if batch.counts else "",
                "gaps": batch.gap_count or 0,
            }
            for batch in found["page"]
        ]
        return {**found, "rows": rows, "export_url": reverse("complaints:sp4n-export")}

    def save(self, form: Sp4nFileForm) -> Sp4nBatch:
        file = form.cleaned_data["file"]
        return keep_file(name=file.name, content=file.read(), by=self.request.user)

    def after(self, saved: Sp4nBatch) -> str:
        return reverse("complaints:sp4n-columns", args=[saved.pk])


class Sp4nColumnsView(BatchView, FormPage):
    template = "complaints/sp4n/columns.html"
    heading = "Cocokkan kolom berkas"
    submit = "Periksa isi berkas"
    done = ""

    lead = "Tebakan portal dapat dibetulkan. Pilihan ini dipakai lagi untuk berkas berikutnya."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.batch.state not in (S.MAPPING, S.PREVIEW):
            return redirect(self.here)
        return super().get(request, *args, **kwargs)

    @property
    def back(self) -> str:  # type: ignore[override]
        return self.here if self.batch.state == S.PREVIEW else HOME.url

    def form(self, *given: Any) -> ColumnsForm:
        return ColumnsForm(
            *given,
            titles=self.batch.columns,
            samples=column_samples(self.batch),
            initial=proposed_mapping(self.batch),
        )

    def save(self, form: ColumnsForm) -> Sp4nBatch:
        return map_columns(batch=self.batch, mapping=form.cleaned_data, by=self.request.user)

    def after(self, saved: Sp4nBatch) -> str:
        return self.here


class Sp4nBatchView(BatchView):
    """The preview of a file that waits, how far one is that is being saved, what one brought."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        if self.batch.state == S.MAPPING:
            return redirect("complaints:sp4n-columns", pk=pk)
        return self.show()

    def show(self, problems: list[str] | None = None, status: int = 200) -> HttpResponse:
        batch, wanted = self.batch, self.request.GET.get("tampil", "")
        lines = batch.summary.get("lines", [])
        shown = [line for line in lines if not wanted or line["action"] == wanted]
        found = paged(self.request, shown, PER_PAGE)
        counts = batch.summary.get("counts", {})
        errors = unpacked(batch)["errors"] if batch.state == S.PREVIEW else []
        context = {
            **found,
            "batch": batch,
            "tone": S.tone_of(batch.state),
            "lines": [{**line, "kind": _kind(line["action"])} for line in found["page"]],
            "counts": [(kind, counts.get(kind, 0)) for kind in Sp4nLine],
            "wanted": wanted,
            "total": len(lines),
            "errors": errors[:SHOWN_ERRORS],
            "error_count": len(errors),
            "warnings": batch.summary.get("warnings", []),
            "problems": problems or ([batch.error] if batch.error else []),
            "before": saved_before(batch) if batch.state == S.PREVIEW else None,
            "gap_count": len(batch.summary.get("gaps", [])),
        }
        crumbs = [INBOX, HOME]
        template = "complaints/sp4n/batch.html"
        return page(
            self.request, template, context, crumbs=crumbs, fragment="status", status=status
        )


def _kind(action: str) -> dict[str, str]:
    return {"label": str(Sp4nLine(action).label), "tone": Sp4nLine.tone_of(action)}


class Sp4nSaveView(Sp4nBatchView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            saved = confirm(batch=self.batch, by=request.user)
        except ValidationError as error:
            return self.show(error.messages, status=409)
        if saved.state == S.SAVED:
            messages.success(request, f"{saved} tersimpan: {told(saved.summary['counts'])}.")
            return redirect("complaints:sp4n-gaps", pk=pk)
        return redirect("complaints:sp4n-batch", pk=pk)


class Sp4nCancelView(Sp4nBatchView):
    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            cancel(batch=self.batch, by=request.user)
        except ValidationError as error:
            return self.show(error.messages, status=409)
        messages.info(request, "Berkas dibatalkan. Tidak ada yang disimpan.")
        return redirect("complaints:sp4n")


class Sp4nErrorsView(BatchView):
    """Every wrong cell of a file that waits, as CSV."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        errors = unpacked(self.batch)["errors"] if self.batch.state == S.PREVIEW else []
        rows = [{"nomor": at, "kesalahan": said} for at, said in enumerate(errors, 1)]
        table = Table("kesalahan", "Kesalahan", ERROR_COLUMNS, rows)
        content = render_csv(table, SPREADSHEETS["titik-koma"])
        return file_answer(content, f"kesalahan-sp4n-{pk}", "csv")
