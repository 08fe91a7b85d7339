"""The file of a document: saved with its row, looked at before it leaves, made anew when it is lost."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from organizations.choices import Role
from organizations.storage import NO_ROOM
from performance.models import PlanNode
from reports.actions.making import run
from reports.choices import JobState
from reports.models import ReportBatch, ReportJob, Snapshot
from tests.factories.organizations import make_unit, make_user
from tests.harness.disks import files_below, no_room_to_settle
from tests.reports.test_batches import ask as ask_batch
from tests.reports.test_jobs import ask, done


@pytest.fixture
def folder(office, settings) -> Path:
    return Path(settings.MEDIA_ROOT)


def path_of(job: ReportJob, folder: Path) -> Path:
    return folder / job.file.name


def change(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"1", b"2") + b"!")


def url_of(job: ReportJob) -> str:
    return reverse("reports:download", args=[job.pk])


def downloaded(client: Client, job: ReportJob) -> bytes:
    return b"".join(client.get(url_of(job)).streaming_content)


def test_without_room_the_document_fails_in_a_sentence_and_can_be_repeated(office, params, folder):
    job = ask(office, params, "pdf")
    with no_room_to_settle():
        run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, NO_ROOM)
    assert NO_ROOM in office.client.get(job.get_absolute_url()).content.decode()
    assert files_below(folder) == []
    assert not Snapshot.objects.exists()
    assert job.sha256 == ""
    assert office.client.post(reverse("reports:retry", args=[job.pk])).status_code == 302
    run(job.pk)
    assert downloaded(office.client, job).startswith(b"%PDF-")
    assert len(files_below(folder)) == 1


def test_a_row_that_cannot_be_saved_leaves_no_file(office, params, folder, monkeypatch):
    job = ask(office, params)

    def refuse(self, *args, **kwargs):
        raise ValueError

    with monkeypatch.context() as patch:
        patch.setattr(ReportJob, "save", refuse)
        run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert files_below(folder) == []
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("spoil", [Path.unlink, change], ids=["gone", "changed"])
@pytest.mark.parametrize("fmt", ["pdf", "csv"])
def test_a_lost_document_is_made_anew_with_its_figures(office, params, folder, spoil, fmt):
    job = done(office, params, fmt)
    before = path_of(job, folder).read_bytes()
    spoil(path_of(job, folder))
    PlanNode.objects.update(name="Nama sesudah dokumen")

    answer = office.client.get(url_of(job))
    assert answer.status_code == 410
    page = answer.content.decode()
    assert "sedang dibuat ulang dari rekaman datanya" in page
    assert job.get_absolute_url() in page
    assert office.client.get(url_of(job)).status_code == 410  # asked again while it waits
    page = office.client.get(job.get_absolute_url()).content.decode()
    assert "Berkasnya hilang atau berubah" in page

    run(job.pk)
    again = ReportJob.objects.get(pk=job.pk)
    assert (again.state, again.code, again.finished_at) == (
        JobState.DONE,
        job.code,
        job.finished_at,
    )
    content = downloaded(office.client, again)
    assert b"Nama sesudah dokumen" not in content
    if fmt == "csv":
        assert content == before
        assert again.earlier_sha256 == []
    assert ReportJob.objects.count() == 1


def test_what_was_issued_is_still_recognised_after_it_was_made_anew(office, params, folder):
    job = done(office, params, "xlsx")
    issued = path_of(job, folder).read_bytes()
    verify = reverse("reports:verify", args=[job.code])
    path_of(job, folder).unlink()
    office.client.get(url_of(job))

    def matches(content: bytes) -> bool:
        file = io.BytesIO(content)
        file.name = "dokumen.xlsx"
        return (
            "<strong>Cocok.</strong>" in office.client.post(verify, {"file": file}).content.decode()
        )

    assert matches(issued)  # while it waits as well
    ReportJob.objects.filter(pk=job.pk).update(sha256="0" * 64)  # as if writing gave other bytes
    run(job.pk)
    again = ReportJob.objects.get(pk=job.pk)
    assert again.earlier_sha256 == ["0" * 64]
    assert matches(downloaded(office.client, again))


def test_without_a_snapshot_the_document_is_said_to_be_lost(office, params, folder):
    job = done(office, params)
    ReportJob.objects.filter(pk=job.pk).update(snapshot=None, is_public=True)
    path_of(job, folder).unlink()
    answer = office.client.get(url_of(job))
    assert answer.status_code == 410
    page = answer.content.decode()
    assert "Buat dokumen baru" in page
    assert reverse("reports:request", args=["e81"]) in page
    public = Client().get(reverse("reports:public-download", args=[job.code]))
    assert public.status_code == 410
    assert "perangkat daerah yang menerbitkan" in public.content.decode()
    assert Client().get(reverse("reports:verify", args=[job.code])).status_code == 200
    assert url_of(job) not in office.client.get(job.get_absolute_url()).content.decode()
    assert url_of(job) not in office.client.get(reverse("reports:job-list")).content.decode()
    assert ask(office, params).pk != job.pk  # asked for again, it is a new one


def test_a_published_document_is_made_anew_for_everybody(office, params, folder):
    job = done(office, params)
    ReportJob.objects.filter(pk=job.pk).update(is_public=True)
    path_of(job, folder).unlink()
    url = reverse("reports:public-download", args=[job.code])
    assert "sedang dibuat ulang" in Client().get(url).content.decode()
    run(job.pk)
    assert b"".join(Client().get(url).streaming_content)


def test_a_storage_that_does_not_answer_loses_nothing(office, params, folder):
    job = done(office, params)
    path_of(job, folder).unlink()
    path_of(job, folder).mkdir()
    assert office.client.get(url_of(job)).status_code == 503
    job.refresh_from_db()
    assert (job.state, job.file_lost_at) == (JobState.DONE, None)


def test_a_document_that_is_not_ready_leads_to_its_page(office, params):
    job = ask(office, params)
    assert office.client.get(url_of(job)).url == job.get_absolute_url()


def test_the_zip_names_what_is_missing(office, folder):
    analyst = Client()
    analyst.force_login(make_user(Role.BAPPEDA, make_unit()))
    units = [office.unit, make_unit(), make_unit()]
    ask_batch(analyst, units)
    batch = ReportBatch.objects.get()
    jobs = list(batch.jobs.order_by("organization__code", "pk"))
    for job in jobs:
        run(job.pk)
        job.refresh_from_db()
    path_of(jobs[0], folder).unlink()
    change(path_of(jobs[1], folder))
    url = reverse("reports:batch-zip", args=[batch.pk])

    with zipfile.ZipFile(io.BytesIO(b"".join(analyst.get(url).streaming_content))) as archive:
        assert archive.namelist() == [jobs[2].file_name, "daftar.csv"]
        listing = list(csv.DictReader(io.StringIO(archive.read("daftar.csv").decode())))
    assert [row["status"] for row in listing] == ["Tidak disertakan"] * 2 + ["Selesai"]
    assert all("dibuat ulang" in row["sebab"] for row in listing[:2])
    page = analyst.get(batch.get_absolute_url()).content.decode()
    assert page.count("Berkasnya hilang atau berubah") == 2

    for job in jobs[:2]:
        run(job.pk)
    with zipfile.ZipFile(io.BytesIO(b"".join(analyst.get(url).streaming_content))) as archive:
        assert len(archive.namelist()) == 4


def test_a_zip_of_nothing_leads_back_to_its_page(office):
    analyst = Client()
    analyst.force_login(make_user(Role.BAPPEDA, make_unit()))
    ask_batch(analyst, [office.unit])
    batch = ReportBatch.objects.get()
    answer = analyst.get(reverse("reports:batch-zip", args=[batch.pk]))
    assert answer.url == batch.get_absolute_url()


def test_what_is_handed_out_runs_nowhere(office, params):
    """A page made by the portal is a file as well: a browser must not open it as ours."""
    job = done(office, params, "html")
    answer = office.client.get(url_of(job))
    assert b"".join(answer.streaming_content)
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    policy = answer["Content-Security-Policy"].split("; ")
    assert {"default-src 'none'", "sandbox"} <= set(policy)
