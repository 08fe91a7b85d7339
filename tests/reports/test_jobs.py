"""A job from the request to the file: asked once, made once, failed in words, kept private."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from performance.choices import SubmissionState
from performance.evaluation.reports.e81 import E81Report
from performance.models import PlanNode
from reports.actions.jobs import request_job
from reports.actions.leases import MAX_ATTEMPTS
from reports.actions.making import run
from reports.actions.queue import sweep
from reports.choices import JobState
from reports.models import ReportJob
from reports.registry import REPORTS
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_submission


def ask(office, params, fmt: str = "csv", **more) -> ReportJob:
    return request_job(report=E81Report(), params=params, fmt=fmt, by=office.operator, **more)


def done(office, params, fmt: str = "csv") -> ReportJob:
    job = ask(office, params, fmt)
    run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE, job.error
    return job


def client_of(role: Role, unit=None) -> Client:
    client = Client()
    client.force_login(make_user(role, unit))
    return client


def test_the_form_makes_a_job_and_the_page_shows_it(office):
    url = reverse("reports:request", args=["e81"])
    data = {
        "opd": office.unit.code,
        "tahun": 2025,
        "triwulan": 2,
        "format": "pdf",
        "key": uuid.uuid4(),
    }
    answer = office.client.post(url, data)
    job = ReportJob.objects.get()
    assert answer.url == job.get_absolute_url()
    assert "Menunggu giliran" in office.client.get(answer.url).content.decode()
    assert office.client.post(url, data).url == answer.url  # sent twice
    assert ReportJob.objects.count() == 1


def test_a_job_becomes_a_file_with_hash_and_figures(office, params):
    job = done(office, params)
    assert (job.progress, job.attempts) == (100, 1)
    assert len(job.sha256) == 64
    key = f"realization:{office.indicators[0].pk}:2025:k1"
    assert job.figures[key]["value"] == "3.500000"
    with job.file.open() as file:
        assert file.read().startswith(b"no,level,kode")


def test_unchanged_data_give_the_same_document_at_once(office, params):
    job = done(office, params)
    assert ask(office, params).pk == job.pk
    assert ask(office, params, "xlsx").pk != job.pk
    assert office.save(office.k, "1", "1|").status_code == 200
    assert ask(office, params).pk != job.pk


def test_a_document_that_is_signed_is_made_anew_after_a_moment(office, params):
    job = ask(office, params, "pdf")
    before = timezone.now() - timedelta(minutes=6)
    rows = ReportJob.objects.filter(pk=job.pk)
    rows.update(state=JobState.DONE, file="a.pdf", sha256="0" * 64, finished_at=timezone.now())
    rows.update(signers=[{"name": "Siti", "position": "Kepala Dinas"}])
    assert ask(office, params, "pdf").pk == job.pk
    rows.update(created_at=before)
    assert ask(office, params, "pdf").pk != job.pk
    rows.update(signers=[])
    assert ask(office, params, "pdf").pk == job.pk


def test_running_twice_makes_one_document(office, params):
    job = done(office, params)
    before = job.finished_at
    run(job.pk)
    job.refresh_from_db()
    assert (job.finished_at, job.attempts) == (before, 1)


def test_a_failure_is_told_in_words_and_may_be_tried_again(office, params):
    job = ask(office, params)
    ReportJob.objects.filter(pk=job.pk).update(params={**params, "organization": 0})
    run(job.pk)
    page = office.client.get(job.get_absolute_url()).content.decode()
    assert "Perangkat daerah dokumen ini tidak ada lagi." in page
    ReportJob.objects.filter(pk=job.pk).update(params=params)
    assert office.client.post(reverse("reports:retry", args=[job.pk])).status_code == 302
    run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_the_sweep_gives_up_after_three_tries(office, params):
    job = ask(office, params)
    long_ago = job.created_at.replace(year=2020)
    ReportJob.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempts=MAX_ATTEMPTS, lease_until=long_ago
    )
    sweep()
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "tiga kali" in job.error
    assert f"nomor {job.pk}" in job.error


def test_a_job_whose_worker_died_is_taken_up(office, params):
    job = ask(office, params)
    ReportJob.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempts=1, lease_until=job.created_at.replace(year=2020)
    )
    assert sweep() == 1
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)


@pytest.mark.parametrize("slug", ["e80", "e60", "lkpj"])
def test_a_document_from_before_there_was_a_depth_is_made_again_in_full(office, params, slug):
    by = office.operator if slug == "e80" else make_user(Role.BAPPEDA)
    asked = params if slug == "e80" else {**params, "organization": None}
    jobs = []
    for given in (asked, {**asked, "depth": "subkegiatan"}):
        jobs.append(request_job(report=REPORTS.find(slug)(), params=given, fmt="csv", by=by))
        run(jobs[-1].pk)
        jobs[-1].refresh_from_db()

    old, new = jobs
    assert (old.state, old.error) == (JobState.DONE, "")
    assert old.figures == new.figures


def test_documents_of_other_units_do_not_exist(office, params):
    job = done(office, params)
    stranger = client_of(Role.OPERATOR_OPD, make_unit())
    for name in ("job-detail", "download"):
        assert stranger.get(reverse(f"reports:{name}", args=[job.pk])).status_code == 404
    for role in (Role.BAPPEDA, Role.INSPEKTORAT, Role.PIMPINAN):
        assert client_of(role).get(job.get_absolute_url()).status_code == 200


def test_asking_for_another_unit_is_refused(office):
    other = make_unit()
    url = reverse("reports:request", args=["e81"])
    data = {"opd": other.code, "tahun": 2025, "triwulan": 2, "format": "pdf", "key": uuid.uuid4()}
    answer = office.client.post(url, data)
    assert answer.status_code == 400
    assert "Pilih perangkat daerah dari daftar" in answer.content.decode()
    assert not ReportJob.objects.exists()


def test_a_download_is_an_attachment_no_cache_keeps(office, params):
    job = done(office, params)
    answer = office.client.get(reverse("reports:download", args=[job.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content).startswith(b"no,level")


def test_only_accepted_figures_are_published_and_only_by_bappeda(office, params):
    draft = done(office, params)
    bappeda = client_of(Role.BAPPEDA)
    assert draft.is_draft
    assert bappeda.post(reverse("reports:publish", args=[draft.pk])).status_code == 403
    for quarter in (1, 2):
        make_submission(office.unit, quarter, SubmissionState.ACCEPTED)
    PlanNode.objects.filter(pk=office.subs[0].pk).update(name="Berubah")
    job = done(office, params, "xlsx")
    assert not job.is_draft
    public = reverse("reports:public-download", args=[job.code])
    assert Client().get(public).status_code == 404
    assert office.client.post(reverse("reports:publish", args=[job.pk])).status_code == 403
    assert bappeda.post(reverse("reports:publish", args=[job.pk])).status_code == 302
    answer = Client().get(public)
    assert b"".join(answer.streaming_content).startswith(b"PK")


def test_the_list_needs_the_same_queries_for_one_and_many(
    office, params, django_assert_max_num_queries
):
    def queries() -> int:
        with django_assert_max_num_queries(99) as captured:
            office.client.get(reverse("reports:job-list"))
        return len(captured)

    ask(office, params)
    queries()
    one = queries()
    for fmt in ("pdf", "xlsx", "html"):
        ask(office, params, fmt)
    assert queries() == one


@pytest.mark.parametrize(
    ("param", "words"),
    [
        (["tahun=2025"], "opd=<kode>"),
        (["opd=9.99", "tahun=2025"], "tidak ada"),
        (["opd={code}", "tahun=duaribu"], "tahun"),
        (["opd={code}", "tahun=2025", "triwulan=5"], "triwulan"),
        (["opd={code}", "tahun=2025", "warna=biru"], "warna"),
    ],
)
def test_render_report_says_what_is_wrong(office, tmp_path, param, words):
    from django.core.management import CommandError, call_command

    given = [text.format(code=office.unit.code) for text in param]
    with pytest.raises(CommandError, match=words):
        call_command("render_report", "e81", param=given, format="csv", out=tmp_path / "a.csv")
    assert not (tmp_path / "a.csv").exists()


def test_the_command_takes_the_format_from_the_ending(office, tmp_path):
    from django.core.management import call_command

    given, out = [f"opd={office.unit.code}", "tahun=2025"], tmp_path / "e81.xlsx"

    call_command("render_report", "e81", param=given, out=str(out))

    assert out.read_bytes().startswith(b"PK")


def test_a_preview_has_an_address_without_the_token_of_the_form(office):
    url = reverse("reports:preview", args=["e81"])
    asked = {"opd": office.unit.code, "tahun": 2025, "triwulan": 2}

    answer = office.client.post(
        url, {**asked, "csrfmiddlewaretoken": "rahasia", "key": uuid.uuid4(), "format": "pdf"}
    )

    assert answer.status_code == 302
    assert answer.url == f"{url}?opd={office.unit.code}&tahun=2025&triwulan=2"
