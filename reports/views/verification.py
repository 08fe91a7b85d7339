"""Is this paper genuine, and does it still say what the data say? Open to everybody."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
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
from reports.queries.signature_checks import digests_of, look_again_at, signatures_in

CRUMBS = [Crumb("Beranda", "/"), Crumb("Periksa dokumen", "/verifikasi/")]
LOOKUPS_AN_HOUR = 300
TOO_MANY = "Terlalu banyak kode diperiksa dari jaringan ini. Coba lagi satu jam lagi."
UNKNOWN = (
    "Portal tidak mengenal dokumen dengan kode ini. Bila kodenya sudah sama dengan yang tercetak, "
    "tanyakan dokumen itu kepada perangkat daerah yang namanya tertulis di dalamnya."
)
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

    job: ReportJob

    def dispatch(self, request: HttpRequest, code: str) -> HttpResponseBase:  # type: ignore[override]
        # Codes cannot be tried by the thousand. Sixty random bits protect them anyway: without a
        # cache the limit is open.
        if not within_limit("verify", address_of(request), most=LOOKUPS_AN_HOUR):
            return _refused(request, code, TOO_MANY, status=429)
        rows = ReportJob.objects.filter(ISSUED).select_related("organization")
        job = rows.filter(code=clean_code(code)).first()
        if job is None:
            return _refused(request, code, UNKNOWN, status=404)
        self.job = refresh(job)
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._show(CheckFileForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = CheckFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(form, status=400)
        content = form.cleaned_data["file"].read()
        matches = hashlib.sha256(content).hexdigest() in digests_of(self.job)
        told = self._told(content, matches=matches) if self.job.format == Format.PDF else {}
        return self._show(CheckFileForm(), matches=matches, **told)

    def _told(self, content: bytes, *, matches: bool) -> dict[str, Any]:
        """What a file carries, and of one that was not issued as this document what it is; cell by
        cell only for those who may see the document.
        """
        job, sees = self.job, bool(permissions.can_view(self.request.user, self.job))
        try:
            found = beside_issued(job, read_file(content))
            held = None if matches else look_again_at(content)
        except FileRefused as refused:
            return {} if matches else {"not_read": str(refused)}
        told = {"found": found, "held": held, "most_rows": MOST_SHOWN}
        told["shows_changes"] = sees or job.is_public
        return {**told, "today": beside_today(job)} if sees else told

    def _show(self, form: CheckFileForm, **more: Any) -> HttpResponse:
        status, job = more.pop("status", 200), self.job
        sees = bool(permissions.can_view(self.request.user, job))
        context = {"job": job, "form": form, "sees_rows": sees, "matches": None, **more}
        context["signatures"] = signatures_in(job)
        return page(self.request, "reports/verify.html", context, crumbs=CRUMBS, status=status)


def _refused(request: HttpRequest, code: str, sentence: str, *, status: int) -> HttpResponse:
    """The form once more, with the code that was asked for."""
    form = VerifyForm({"code": code})
    if form.is_valid():
        form.add_error("code", sentence)
    context = {"form": form, "is_unknown": status == 404}
    return page(request, "reports/verify_form.html", context, crumbs=CRUMBS[:1], status=status)
