"""Is this paper genuine, and does it still say what the data say? Open to everybody."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views import View

from organizations.files import FileRefused
from organizations.limits import within_limit
from organizations.sender import address_of
from organizations.web import Crumb, page
from reports import permissions
from reports.actions.reading import beside_issued, beside_today, read_file
from reports.actions.staleness import refresh
from reports.choices import Format
from reports.forms import CheckFileForm, VerifyForm, clean_code
from reports.models import ReportJob
from reports.queries.published import ISSUED
from reports.queries.signature_checks import digests_of, signatures_in

CRUMBS = [Crumb("Beranda", "/"), Crumb("Periksa dokumen", "/verifikasi/")]
LOOKUPS_AN_HOUR = 300
MOST_SHOWN = 200  # cells that differ, on one page


class VerifyFormView(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        form = VerifyForm(request.GET or None)
        if form.is_bound and form.is_valid():
            return redirect("reports:verify", form.cleaned_data["code"])
        status = 400 if form.is_bound else 200
        return page(
            request, "reports/verify_form.html", {"form": form}, crumbs=CRUMBS[:1], status=status
        )


class VerifyView(View):
    """The document behind a code; a file may be compared with the one that was issued."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        return self._show(self._job(code), CheckFileForm())

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        job = self._job(code)
        form = CheckFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(job, form, status=400)
        content = form.cleaned_data["file"].read()
        matches = hashlib.sha256(content).hexdigest() in digests_of(job)
        carried = self._carried(job, content, matches=matches) if job.format == Format.PDF else {}
        return self._show(job, CheckFileForm(), matches=matches, **carried)

    def _carried(self, job: ReportJob, content: bytes, *, matches: bool) -> dict[str, Any]:
        """What the file carries; cell by cell only for those who may see the document."""
        try:
            found = beside_issued(job, read_file(content))
        except FileRefused as refused:
            return {} if matches else {"not_read": str(refused)}
        sees = permissions.can_view(self.request.user, job)
        shown = {"found": found, "most_rows": MOST_SHOWN, "shows_changes": sees or job.is_public}
        return {**shown, "today": beside_today(job)} if sees else shown

    def _job(self, code: str) -> ReportJob:
        # Codes cannot be tried by the thousand. Sixty random bits protect them anyway: without a
        # cache the limit is open.
        if not within_limit("verify", address_of(self.request), most=LOOKUPS_AN_HOUR):
            raise Http404
        rows = ReportJob.objects.filter(ISSUED).select_related("organization")
        job = rows.filter(code=clean_code(code)).first()
        if job is None:
            raise Http404
        return refresh(job)

    def _show(self, job: ReportJob, form: CheckFileForm, **more: Any) -> HttpResponse:
        status = more.pop("status", 200)
        sees = bool(permissions.can_view(self.request.user, job))
        context = {"job": job, "form": form, "sees_rows": sees, "matches": None, **more}
        context["signatures"] = signatures_in(job)
        return page(self.request, "reports/verify.html", context, crumbs=CRUMBS, status=status)
