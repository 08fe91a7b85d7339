"""An old document can be written again, in any format, with the figures it had."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import zlib
from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from organizations.choices import Role
from performance.evaluation.reports.e80 import E80Report
from reports.actions.jobs import request_format, request_job
from reports.actions.making import run
from reports.choices import JobState
from reports.models import ReportJob, Snapshot
from reports.registry import REPORTS
from reports.rendering.document import filled, marked_page
from reports.rendering.snapshot import CODE_MARK, QR_MARK, unpack
from tests.factories.organizations import make_unit, make_user
from tests.reports.test_jobs import done


def again(job: ReportJob, fmt: str, by) -> ReportJob:
    found = request_format(job=job, fmt=fmt, by=by)
    if found.state != JobState.DONE:
        run(found.pk)
        found.refresh_from_db()
    assert found.state == JobState.DONE, found.error
    return found


def raw(job: ReportJob) -> bytes:
    with job.file.open("rb") as source:
        return source.read()


def content(job: ReportJob) -> str:
    return raw(job).decode()


def quantities(job: ReportJob) -> list[str]:
    rows = csv.DictReader(io.StringIO(content(job)))
    return [row["tw2_k"].split(".")[0] for row in rows if row["tw2_k"]]


def test_another_format_has_the_figures_of_then(office, params):
    office.save(office.k, "4", "1|")
    job = done(office, params, "pdf")
    office.save(office.k, "9", "2|4")
    then = again(job, "csv", office.operator)
    now = done(office, params, "csv")
    assert quantities(then) == ["4"]
    assert quantities(now) == ["9"]
    assert then.snapshot == job.snapshot != now.snapshot
    assert then.snapshot_sha256 == job.snapshot_sha256
    assert then.code != job.code


def test_the_page_is_kept_without_code_and_filled_with_its_own(office):
    report = REPORTS.find("lkjip-opd")()
    asked = report.resolve({"opd": office.unit.code, "tahun": "2025"})
    job = request_job(report=report, params=asked, fmt="pdf", by=office.operator)
    run(job.pk)
    job.refresh_from_db()
    _, page = unpack(job.snapshot.content, job.snapshot_sha256)
    assert CODE_MARK in page
    assert QR_MARK in page
    assert job.code not in page
    html = again(job, "html", office.operator)
    told = content(html)
    assert html.code in told
    assert CODE_MARK not in told
    assert "<svg" in told


def test_words_like_a_mark_are_left_as_they_are(office):
    title = f"Rencana 0KODE-DOKUMEN0 {CODE_MARK}{QR_MARK}"
    data = replace(
        E80Report().data(E80Report().resolve({"opd": office.unit.code, "tahun": "2025"})),
        title=title,
    )
    page = filled(marked_page(E80Report(), data), "ABCD-1234-EFGH")
    assert f"<title>{escape(title)}</title>" in page
    assert "/verifikasi/ABCD-1234-EFGH/" in page
    assert CODE_MARK not in page


def test_a_snapshot_of_before_is_read_with_its_mark():
    told = {"title": "", "subtitle": "", "tables": [], "stamp": "", "file_stem": "", "year": 2025}
    told |= {"organization_id": None, "signers": [], "is_draft": False, "versions": {}}
    told |= {"place_date": "", "letterhead": {}, "html": "<p>Kode 0KODE-DOKUMEN0</p>"}
    _, page = unpack(zlib.compress(json.dumps(told).encode()), "")
    assert page == f"<p>Kode {CODE_MARK}</p>"


def test_a_drawn_form_written_again_keeps_heading_and_fingerprint(office):
    asked = {"organization": office.unit.pk, "year": 2025, "depth": "subkegiatan"}
    job = request_job(report=E80Report(), params=asked, fmt="pdf", by=office.operator)
    run(job.pk)
    job.refresh_from_db()
    _, page = unpack(job.snapshot.content, job.snapshot_sha256)
    assert not page
    told = content(again(job, "html", office.operator))
    assert office.unit.name in told.partition('<h1 class="form-title">')[2].partition("</h1>")[0]
    mark = job.snapshot_sha256[:16]
    assert mark in told
    csv_job = again(job, "csv", office.operator)
    ReportJob.objects.filter(pk=job.pk).delete()
    printed = raw(again(csv_job, "pdf", office.operator))
    command = ["pdftotext", "-", "-"]
    found = subprocess.run(command, input=printed, capture_output=True, check=True)
    assert mark in found.stdout.decode()


def test_asking_twice_gives_the_document_that_exists(office, params):
    job = done(office, params, "pdf")
    first = again(job, "xlsx", office.operator)
    assert again(job, "xlsx", office.operator) == first
    assert Snapshot.objects.count() == 1


def test_the_job_remembers_the_plan_versions(office, params):
    job = done(office, params, "csv")
    assert job.versions == {"Renja 2025": "Murni"}


def test_only_readers_ask_for_another_format(office, params):
    job = done(office, params, "csv")
    stranger = make_user(Role.OPERATOR_OPD, make_unit())
    with pytest.raises(PermissionDenied):
        request_format(job=job, fmt="pdf", by=stranger)
    client = Client()
    client.force_login(stranger)
    assert client.post(reverse("reports:other-format", args=[job.pk])).status_code == 404


def test_the_button_leads_to_the_new_document(office, params):
    job = done(office, params, "csv")
    url = reverse("reports:other-format", args=[job.pk])
    answer = office.client.post(url, {"format": "xlsx"})
    assert answer.status_code == 302
    assert ReportJob.objects.get(format="xlsx").get_absolute_url() == answer.url
    answer = office.client.post(url, {"format": "doc"}, follow=True)
    assert "Pilih bentuk berkas dari daftar" in answer.content.decode()


def test_a_document_that_began_as_csv_keeps_its_rows(office, params):
    first = done(office, params, "csv")
    snapshot, _ = unpack(bytes(first.snapshot.content), first.snapshot_sha256)
    assert len(list(snapshot.tables[0].rows)) == len(content(first).splitlines()) - 1 > 1
