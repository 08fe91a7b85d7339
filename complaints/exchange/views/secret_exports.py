"""Files with secret reports: decided by another person, then taken by the one who asked."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from complaints.exchange.actions.exporting import (
    DECISIONS,
    decide_secret_export,
    take_secret_export,
)
from complaints.exchange.forms.export import CSV, ExportDecisionForm
from complaints.exchange.queries.secret_exports import asked, find
from complaints.exchange.views.base import ExchangeView
from complaints.exchange.views.export import exported
from complaints.models import SecretExport
from complaints.permissions import identity
from complaints.staff.views.base import INBOX
from organizations.access import allow
from organizations.web import Crumb, FormPage, StaffView, marker, page


def requested(pk: int) -> SecretExport:
    found = find(pk)
    if found is None:
        raise Http404
    return found


class SecretExportTakeView(ExchangeView):
    """Made when it is asked for, kept nowhere."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = requested(pk)
        try:
            data = take_secret_export(request=row, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("complaints:sp4n-export")
        return exported(data, row.chosen.get("shape", CSV))


class SecretExportListView(StaffView):
    """Who asks for what and why; nothing of the reports."""

    def get(self, request: HttpRequest) -> HttpResponse:
        allow(identity.can_grant_name(request.user))
        rows, following = asked(marker(request))
        context = {
            "lines": [(row, bool(identity.can_grant_name(request.user, row))) for row in rows],
            "following": following,
        }
        return page(request, "complaints/sp4n/secret_exports.html", context, crumbs=[INBOX])


class SecretExportDecideView(FormPage):
    form_class = ExportDecisionForm
    template = "complaints/sp4n/secret_export_decide.html"
    heading = "Putuskan permintaan ekspor rahasia"
    submit = "Simpan keputusan"
    back = DECISIONS
    trail = (Crumb("Permintaan ekspor rahasia", DECISIONS),)

    @cached_property
    def asked(self) -> SecretExport:
        return requested(self.kwargs["pk"])

    def decide(self) -> None:
        allow(identity.can_grant_name(self.request.user))
        allow(identity.can_grant_name(self.request.user, self.asked))

    def save(self, form: ExportDecisionForm) -> SecretExport:
        is_granted = form.cleaned_data["act"] == "setuju"
        return decide_secret_export(request=self.asked, by=self.request.user, granted=is_granted)

    def said(self, saved: SecretExport) -> str:
        return "Disetujui untuk 24 jam." if saved.is_granted else "Permintaan ditolak."

    def context(self, form: Any) -> dict[str, Any]:
        return {"asked": self.asked}
