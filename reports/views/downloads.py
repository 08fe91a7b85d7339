"""Handing out documents: the file as it was issued, or a page that says what became of it."""

from __future__ import annotations

from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views import View

from organizations.storage import FileLost, FileTrouble, checked
from organizations.web import Crumb, download, no_download
from reports.actions.lost_files import note_lost
from reports.choices import CONTENT_TYPES, Format, JobState
from reports.models import ReportJob
from reports.queries.published import ISSUED
from reports.queries.signatures import issued
from reports.registry import REPORTS
from reports.rendering.delimited import SPREADSHEETS, render_csv
from reports.rendering.document import csv_table
from reports.rendering.snapshot import unpack
from reports.views.jobs import CRUMBS, JobView

ASK_ANEW = (
    "Rekaman datanya tidak ada, jadi berkas ini tidak dapat dibuat ulang. Buat dokumen baru dari "
    "data hari ini. Kode pada dokumen yang sudah dicetak tetap dapat diperiksa."
)
ASK_UNIT = (
    "Mintalah salinannya kepada perangkat daerah yang menerbitkan. Kode pada dokumen yang sudah "
    "dicetak tetap dapat diperiksa."
)
SIGNED_LOST = (
    "Berkas bertanda tangan tidak dapat dibuat ulang. Minta tanda tangan pada dokumen baru."
)
REMADE = (
    "Dokumen ini sedang dibuat ulang dari rekaman datanya, dengan angka yang sama. Buka lagi "
    "beberapa menit lagi."
)


class DownloadView(JobView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        job = self.job()
        if not job.is_issued:
            return redirect(job)  # its page says how far it is, or why it failed
        again = Crumb("Buat dokumen baru", reverse("reports:request", args=[job.slug]))
        dressed = for_spreadsheet(request, job)
        if dressed is not None:
            return dressed
        place = Crumb("Buka halaman dokumen", job.get_absolute_url())
        return file_response(request, job, place, (ASK_ANEW, again), CRUMBS)


class PublicDownloadView(View):
    """A published document for everybody, by its code."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        job = get_object_or_404(ReportJob.objects.filter(ISSUED, is_public=True), code=code)
        place = Crumb("Halaman verifikasi", reverse("reports:verify", args=[job.code]))
        dressed = for_spreadsheet(request, job)
        if dressed is not None:
            return dressed
        return file_response(request, job, place, (ASK_UNIT, place))


def signed_file(request: HttpRequest, job: ReportJob) -> HttpResponse | None:
    """The file with its signatures; None where it has none, or `?asli` asks for the one before.

    A signed file that is lost is said to be lost: nothing can make it again.
    """
    found = issued(job)
    if not found.signatures or "asli" in request.GET:
        return None
    try:
        file = checked(found.file.storage, found.file.name, found.sha256)
    except FileTrouble as trouble:
        step = (SIGNED_LOST, Crumb("Unduh berkas sebelum ditandatangani", "?asli"))
        return no_download(request, trouble, name=found.name, next_step=step)
    return download(file, name=found.name, mime=CONTENT_TYPES[Format(job.format)])


def for_spreadsheet(request: HttpRequest, job: ReportJob) -> HttpResponse | None:
    """The rows of a CSV as a spreadsheet opens them, from what was kept; None: as it was issued."""
    dialect = SPREADSHEETS.get(request.GET.get("pemisah", ""))
    report = REPORTS.find(job.slug)
    if dialect is None or report is None or job.format != Format.CSV or job.snapshot is None:
        return None
    data, _ = unpack(bytes(job.snapshot.content), job.snapshot_sha256)
    content = render_csv(csv_table(report(), data), dialect)
    return download(ContentFile(content), name=job.file_name, mime=CONTENT_TYPES[Format.CSV])


def file_response(
    request: HttpRequest,
    job: ReportJob,
    place: Crumb,
    without_snapshot: tuple[str, Crumb],
    crumbs: list[Crumb] | None = None,
) -> HttpResponse:
    """The file after a look at its hash; a lost one is made anew, or said to be lost."""
    trouble: FileTrouble
    try:
        if (signed := signed_file(request, job)) is not None:
            return signed
        if job.state == JobState.DONE:
            file = checked(job.file.storage, job.file.name, job.sha256)
            return download(file, name=job.file_name, mime=CONTENT_TYPES[Format(job.format)])
        trouble = FileLost("is being made anew")
    except FileLost as lost:
        job, trouble = note_lost(job, lost), lost
    except FileTrouble as away:
        return no_download(request, away, name=job.title, crumbs=crumbs or ())
    step = (REMADE, place) if job.snapshot_id else without_snapshot
    return no_download(request, trouble, name=job.title, next_step=step, crumbs=crumbs or ())
