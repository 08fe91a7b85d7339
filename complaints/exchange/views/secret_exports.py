"""Files with secret reports: decided by another person, then taken by the one who asked."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from complaints.exchange.actions.exporting import (
    DECISIONS,
    decide_secret_export,
    take_secret_export,
)
from complaints.exchange.forms.export import CSV, ExportDecisionForm
from complaints.exchange.queries.secret_exports import asked
from complaints.exchange.views.base import ExchangeView
from complaints.exchange.views.export import exported
from complaints.models import SecretExport
from complaints.staff.views.asked import AskedDecideView, AskedListView
from organizations.web import Crumb


class SecretExportTakeView(ExchangeView):
    """Made when it is asked for, kept nowhere."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = get_object_or_404(asked(), pk=pk)
        try:
            data = take_secret_export(request=row, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("complaints:sp4n-export")
        return exported(data, row.chosen.get("shape", CSV))


class SecretExportListView(AskedListView):
    rows = staticmethod(asked)
    heading = "Permintaan ekspor rahasia"
    lead = "Laporan rahasia keluar dari portal hanya bila orang kedua menyetujuinya."
    nothing = "Permintaan ekspor yang memuat laporan rahasia muncul di sini."
    granted = "disetujui sampai"
    decide_name = "complaints:secret-export-decide"


class SecretExportDecideView(AskedDecideView):
    rows = staticmethod(asked)
    form_class = ExportDecisionForm
    heading = "Putuskan permintaan ekspor rahasia"
    back = DECISIONS
    trail = (Crumb("Permintaan ekspor rahasia", DECISIONS),)
    opened = "Disetujui untuk 24 jam."

    def save(self, form: ExportDecisionForm) -> SecretExport:
        return decide_secret_export(
            request=self.asked, by=self.request.user, granted=form.is_granted
        )
