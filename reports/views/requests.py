"""Asking for a document: catalogue, form, preview."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from organizations.access import access_of, allow
from organizations.web import Crumb, FormPage, StaffView, page
from reports.actions.jobs import request_job
from reports.actions.making import read_consistently
from reports.definitions import Report, ReportError, ReportGroup
from reports.forms import with_format
from reports.models import ReportJob
from reports.registry import REPORTS
from reports.rendering.document import document_context

NOT_READ = "Dokumen ini dibuat oleh pegawai yang membaca datanya."
CRUMBS = [Crumb("Dokumen", "/dokumen/")]


class CatalogueView(StaffView):
    right = "reports.request"

    def get(self, request: HttpRequest) -> HttpResponse:
        offered = [report for report in REPORTS.all() if _offered(report, request.user)]
        context = {"groups": grouped(offered)}
        return page(request, "reports/catalogue.html", context, crumbs=CRUMBS)


def grouped(found: Iterable[type[Report]]) -> list[tuple[ReportGroup, list[type[Report]]]]:
    """Reports under the headings of their groups, in the order of these and of their titles."""

    def place(report: type[Report]) -> tuple[int, str, str]:
        return report.group.order, report.group.domain, report.group.label

    rows = sorted(found, key=lambda report: (*place(report), report.title))
    return [(each[0].group, each) for each in (list(part) for _, part in groupby(rows, key=place))]


def _offered(report: type[Report], user: Any) -> bool:
    """To those who read what it tells; one of the whole city to those who may ask for it."""
    if report.per_unit:
        return not report.reads or access_of(user).has(report.reads)
    return bool(report().can_request(user, {"organization": None}))


class ReportView(StaffView):
    """Shared by the request and preview pages of one report."""

    right = "reports.request"

    @cached_property
    def report(self) -> Report:
        found = REPORTS.find(self.kwargs["slug"])
        if found is None:
            raise Http404
        if not found.per_unit:
            allow(found().can_request(self.request.user, {"organization": None}))
        elif not _offered(found, self.request.user):
            raise PermissionDenied(NOT_READ)
        return found()

    def report_form(self, *given: Any) -> Any:
        return self.report.form_class(
            *given, user=self.request.user, initial=self.request.GET.dict()
        )


class RequestPage(ReportView, FormPage):
    """The report's own form with the kind of file; `save` asks for the document."""

    done = ""  # the page of the document speaks for itself

    def decide(self) -> None:
        self.report  # noqa: B018 - found and allowed, or refused

    @property
    def trail(self) -> list[Crumb]:
        return [*CRUMBS, Crumb("Buat dokumen", reverse("reports:catalogue"))]

    @property
    def lead(self) -> str:
        return self.report.description

    def form(self, *given: Any) -> Any:
        return with_format(self.report_form(*given), self.report.formats)

    def after(self, saved: Any) -> str:
        return saved.get_absolute_url()

    def context(self, form: Any) -> dict[str, Any]:
        return {"report": self.report}


class RequestView(RequestPage):
    template = "reports/request.html"
    submit = "Buat dokumen"

    @property
    def heading(self) -> str:
        return self.report.title

    def save(self, form: Any) -> ReportJob:
        try:
            return request_job(
                report=self.report,
                params=form.params(),
                fmt=form.cleaned_data["format"],
                by=self.request.user,
                key=form.cleaned_data["key"],
            )
        except ReportError as error:
            raise ValidationError(str(error)) from error


class PreviewView(ReportView):
    """The document's own content inside the portal's page.

    The form is sent by POST like every other, so that its token never stands in an address.
    """

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        asked = request.POST.copy()
        for name in ("csrfmiddlewaretoken", "key", "format"):
            asked.pop(name, None)
        return redirect(f"{reverse('reports:preview', args=[slug])}?{asked.urlencode()}")

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        report = self.report
        form = self.report_form(request.GET)
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
            **document_context(report, data),
            "is_preview": True,
            "query": request.GET.urlencode(),
        }
        return page(request, "reports/preview.html", context, crumbs=crumbs)
