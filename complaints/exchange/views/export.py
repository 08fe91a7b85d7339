"""Reports as a file in the categories of SP4N-LAPOR!."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from complaints.exchange.actions.exporting import ask_secret_export, export_cases
from complaints.exchange.forms.export import CSV, ExportForm
from complaints.exchange.queries.secret_exports import own
from complaints.exchange.views.base import HOME, ExchangeView, file_answer
from complaints.models import SecretExport
from complaints.permissions import identity
from complaints.staff.queries.units import units_to_filter
from complaints.staff.views.base import INBOX
from organizations.web import FormPage
from reports.definitions import ReportData
from reports.rendering.delimited import SPREADSHEETS, render_csv
from reports.rendering.workbook import render_xlsx

ASKED = "Permintaan terkirim kepada penjaga identitas. Sesudah disetujui, berkasnya diunduh di halaman ini."


class Sp4nExportView(ExchangeView, FormPage):
    """The file comes as the answer to the form and is kept nowhere; with secret reports it is asked
    for first."""

    template = "complaints/sp4n/export.html"
    heading = "Ekspor untuk SP4N-LAPOR!"
    lead = "Satu baris satu laporan, dengan kategori utama dan sub kategori SP4N-LAPOR!."
    submit = "Unduh berkas"
    back = HOME.url
    trail = (INBOX, HOME)
    shape = CSV

    def form(self, *given: Any) -> ExportForm:
        return ExportForm(*given, units=units_to_filter(self.request.user))

    def context(self, form: Any) -> dict[str, Any]:
        user = self.request.user
        return {"own": [(row, bool(identity.can_take_export(user, row))) for row in own(user)]}

    def save(self, form: ExportForm) -> ReportData | SecretExport:
        chosen, by = dict(form.cleaned_data), self.request.user
        with_secret, reason = chosen.pop("with_secret"), chosen.pop("reason")
        if with_secret:
            return ask_secret_export(by=by, reason=reason, **chosen)
        self.shape = chosen.pop("shape")
        return export_cases(by=by, **chosen)

    def leave(self, saved: ReportData | SecretExport) -> HttpResponse:
        if isinstance(saved, SecretExport):
            messages.success(self.request, ASKED)
            return redirect("complaints:sp4n-export")
        return exported(saved, self.shape)


def exported(data: ReportData, shape: str) -> HttpResponse:
    """The file as CSV or XLSX."""
    table = data.tables[0]
    content = render_csv(table, SPREADSHEETS["titik-koma"]) if shape == CSV else render_xlsx(data)
    return file_answer(content, data.file_stem, shape)
