"""Reports as a file in the categories of SP4N-LAPOR!."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from complaints.exchange.actions.exporting import export_cases
from complaints.exchange.forms.export import CSV, ExportForm
from complaints.exchange.views.base import HOME, ExchangeView, file_answer
from complaints.staff.queries.units import units_to_filter
from complaints.staff.views.base import INBOX
from organizations.web import FormPage
from reports.definitions import ReportData
from reports.rendering.delimited import SPREADSHEETS, render_csv
from reports.rendering.workbook import render_xlsx


class Sp4nExportView(ExchangeView, FormPage):
    """The file comes as the answer to the form and is kept nowhere."""

    template = "complaints/sp4n/export.html"
    heading = "Ekspor untuk SP4N-LAPOR!"
    lead = "Satu baris satu laporan, dengan kategori utama dan sub kategori SP4N-LAPOR!."
    submit = "Unduh berkas"
    back = HOME.url
    trail = (INBOX, HOME)
    shape = CSV

    def form(self, *given: Any) -> ExportForm:
        return ExportForm(*given, units=units_to_filter(self.request.user))

    def save(self, form: ExportForm) -> ReportData:
        chosen = dict(form.cleaned_data)
        self.shape = chosen.pop("shape")
        return export_cases(by=self.request.user, **chosen)

    def leave(self, saved: ReportData) -> HttpResponse:
        return file_answer(_written(saved, self.shape), saved.file_stem, self.shape)


def _written(data: ReportData, shape: str) -> bytes:
    if shape == CSV:
        return render_csv(data.tables[0], SPREADSHEETS["titik-koma"])
    return render_xlsx(data)
