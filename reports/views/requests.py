"""Asking for a document: catalogue, form, preview."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organizations.access import allow
from organizations.web import Crumb, StaffView, page
from reports.actions.jobs import request_job
from reports.actions.making import read_consistently
from reports.definitions import Report, ReportError
from reports.forms import FormatForm
from reports.registry import REPORTS
from reports.rendering.document import document_context

CRUMBS = [Crumb("Dokumen", "/dokumen/")]


class CatalogueView(StaffView):
    right = "reports.request"

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {"reports": [r for r in REPORTS.all() if _offered(r, self.request.user)]}
        return page(request, "reports/catalogue.html", context, crumbs=CRUMBS)


def _offered(report: type[Report], user: Any) -> bool:
    """A report of the whole city is offered to those who may ask for it."""
    return report.per_unit or bool(report().can_request(user, {"organization": None}))


class ReportView(StaffView):
    """Shared by the request and preview pages of one report."""

    right = "reports.request"

    def report(self) -> Report:
        found = REPORTS.find(self.kwargs["slug"])
        if found is None:
            raise Http404
        if not found.per_unit:
            allow(found().can_request(self.request.user, {"organization": None}))
        return found()

    def report_form(self, report: Report, data: Any = None) -> Any:
        return report.form_class(data, user=self.request.user, initial=self.request.GET.dict())


class RequestView(ReportView):
    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        report = self.report()
        format_form = FormatForm(report.formats, initial={"key": uuid.uuid4(), "format": "pdf"})
        return self._show(report, self.report_form(report), format_form)

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        report = self.report()
        form = self.report_form(report, request.POST)
        format_form = FormatForm(report.formats, request.POST)
        if form.is_valid() and format_form.is_valid():
            chosen = format_form.cleaned_data
            try:
                job = request_job(
                    report=report,
                    params=form.params(),
                    fmt=chosen["format"],
                    by=request.user,
                    key=chosen["key"],
                )
            except (ValidationError, ReportError) as error:
                form.add_error(None, str(getattr(error, "message", error)))
            else:
                return redirect(job)
        return self._show(report, form, format_form, status=400)

    def _show(
        self, report: Report, form: Any, format_form: FormatForm, status: int = 200
    ) -> HttpResponse:
        crumbs = [*CRUMBS, Crumb("Buat dokumen", reverse("reports:catalogue"))]
        context = {"report": report, "form": form, "format_form": format_form}
        return page(self.request, "reports/request.html", context, crumbs=crumbs, status=status)


class PreviewView(ReportView):
    """The document's own content inside the portal's page."""

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        report = self.report()
        form = self.report_form(report, request.GET)
        crumbs = [*CRUMBS, Crumb(report.title, reverse("reports:request", args=[slug]))]
        if not form.is_valid():
            return redirect("reports:request", slug)
        params = form.params()
        allow(report.can_request(request.user, params))
        try:
            data = read_consistently(report, params)
        except ReportError as error:
            context = {"report": report, "error": str(error)}
            return page(request, "reports/preview.html", context, crumbs=crumbs, status=400)
        context = {
            **document_context(report, data, ""),
            "is_preview": True,
            "query": request.GET.urlencode(),
        }
        return page(request, "reports/preview.html", context, crumbs=crumbs)
