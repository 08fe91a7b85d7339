"""Having asked for a document is no right to it: the report's rule is asked again today."""

from __future__ import annotations

import io
import uuid
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from organizations.models import Assignment, User
from performance.evaluation.reports.e81 import E81Report
from performance.sakip.reports.lhe import LheReport
from reports import permissions
from reports.actions.batches import request_batch
from reports.actions.jobs import request_format, request_job, retry_job
from reports.actions.making import run
from reports.choices import JobState
from reports.models import ReportBatch, ReportJob
from reports.queries.jobs import visible
from tests.factories.organizations import SINCE, make_unit, make_user
from tests.factories.sakip import YEAR as SAKIP_YEAR
from tests.factories.sakip import Case
from tests.reports.conftest import QUARTER, YEAR
from tests.reports.test_jobs import ask, done


def leave(user: User, unit) -> User:
    """The assignment ended yesterday; the person is an operator elsewhere. Read afresh."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Assignment.objects.filter(user=user, organization=unit).update(valid_to=yesterday)
    Assignment.objects.create(
        user=user,
        organization=make_unit(),
        role=Role.OPERATOR_OPD,
        position="Operator",
        valid_from=SINCE,
    )
    return User.objects.get(pk=user.pk)


def status(client: Client, url: str) -> int:
    """Of the answer; a file is read to its end."""
    answer = client.get(url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def batch_of(office, *units, by: User, fmt: str = "csv") -> ReportBatch:
    choices = [{"organization": u.pk, "year": YEAR, "quarter": QUARTER} for u in units]
    return request_batch(report=E81Report(), choices=choices, fmt=fmt, by=by, key=uuid.uuid4())


def test_who_has_left_a_unit_has_left_its_documents(office, params):
    job = done(office, params)
    batch = batch_of(office, office.unit, by=office.operator)
    addresses = [job.get_absolute_url(), reverse("reports:download", args=[job.pk])]
    addresses += [batch.get_absolute_url(), reverse("reports:batch-zip", args=[batch.pk])]
    assert [status(office.client, url) for url in addresses[:3]] == [200] * 3

    former = leave(office.operator, office.unit)

    assert [status(office.client, url) for url in addresses] == [404] * 4
    assert job.title not in office.client.get(reverse("reports:job-list")).content.decode()
    assert not visible(former).exists()
    assert not permissions.can_view(former, job)


def test_who_has_left_makes_nothing_anew(office, params):
    job, failed = done(office, params), ask(office, params, "xlsx")
    ReportJob.objects.filter(pk=failed.pk).update(state=JobState.FAILED, error="Uji")
    former = leave(office.operator, office.unit)

    post = {"format": "pdf"}
    assert (
        office.client.post(reverse("reports:other-format", args=[job.pk]), post).status_code == 404
    )
    assert office.client.post(reverse("reports:retry", args=[failed.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        request_format(job=job, fmt="pdf", by=former)
    with pytest.raises(PermissionDenied):
        retry_job(job=failed, by=former)


def test_only_what_failed_is_tried_again(office, params):
    for job in (done(office, params), ask(office, params, "xlsx")):
        assert "yang gagal" in permissions.can_retry(office.operator, job).reason
        with pytest.raises(PermissionDenied, match="yang gagal"):
            retry_job(job=job, by=office.operator)


def test_a_published_document_stays_within_everybodys_reach(office, params):
    job = done(office, params)
    ReportJob.objects.filter(pk=job.pk).update(is_public=True, is_draft=False)
    leave(office.operator, office.unit)

    assert status(Client(), reverse("reports:public-download", args=[job.code])) == 200


def test_the_dashboard_forgets_documents_with_the_assignment(office, params):
    job = ask(office, params)
    address = job.get_absolute_url()
    assert address in office.client.get(reverse("dashboard")).content.decode()

    leave(office.operator, office.unit)

    assert address not in office.client.get(reverse("dashboard")).content.decode()


def test_a_batch_shows_the_documents_of_today(office):
    """Two units asked for, one of them left meanwhile."""
    other = make_unit()
    Assignment.objects.create(
        user=office.operator,
        organization=other,
        role=Role.OPERATOR_OPD,
        position="Operator",
        valid_from=SINCE,
    )
    both = User.objects.get(pk=office.operator.pk)
    batch = batch_of(office, office.unit, other, by=both)
    for job in batch.jobs.all():
        run(job.pk)
    Assignment.objects.filter(organization=other).update(valid_to=SINCE)

    answer = office.client.get(reverse("reports:batch-zip", args=[batch.pk]))

    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as archive:
        names, listing = archive.namelist(), archive.read("daftar.csv").decode()
    assert len(names) == 2
    assert other.name not in listing
    assert "1 dari 1" in office.client.get(batch.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_a_personal_document_is_asked_about_as_its_subject_stands(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    case = Case().submitted()
    evaluator = make_user(Role.INSPEKTORAT)
    params = {"organization": case.unit.pk, "year": SAKIP_YEAR}
    job = request_job(report=LheReport(), params=params, fmt="html", by=evaluator)
    assert permissions.can_view(evaluator, job)

    Assignment.objects.filter(user=evaluator).update(role=Role.PIMPINAN)
    former = User.objects.get(pk=evaluator.pk)

    assert not permissions.can_view(former, job)
    assert not visible(former).exists()


# --- One person's open documents ------------------------------------------------------------------


def fill(office, *, in_batch: bool, count: int) -> None:
    batch = batch_of(office, office.unit, by=office.operator) if in_batch else None
    ReportJob.objects.bulk_create(
        ReportJob(
            slug="e81",
            title="Uji",
            format="csv",
            params={},
            organization=office.unit,
            requester=office.operator,
            batch=batch,
        )
        for _ in range(count - int(in_batch))
    )


@pytest.mark.parametrize("door", ["single", "format", "retry"])
def test_every_door_counts_the_open_documents_of_a_person(office, params, door):
    job, failed = done(office, params), ask(office, params, "xlsx")
    ReportJob.objects.filter(pk=failed.pk).update(state=JobState.FAILED, error="Uji")
    fill(office, in_batch=False, count=permissions.MOST_AWAITED)
    doors = {
        "single": lambda: ask(office, params, "pdf"),
        "format": lambda: request_format(job=job, fmt="pdf", by=office.operator),
        "retry": lambda: retry_job(job=failed, by=office.operator),
    }

    with pytest.raises(ValidationError, match="Masih ada 20 dokumen atas nama Anda"):
        doors[door]()

    batch_of(office, office.unit, by=office.operator)  # a batch has room of its own


def test_a_batch_counts_the_open_documents_of_other_batches(office, params):
    fill(office, in_batch=True, count=permissions.MOST_IN_BATCHES)
    before = ReportBatch.objects.count()

    with pytest.raises(ValidationError, match="Masih ada 200 dokumen kumpulan"):
        batch_of(office, office.unit, by=office.operator)

    assert ReportBatch.objects.count() == before
    assert ask(office, params).pk  # one document is still to be had


def test_the_limit_is_told_on_the_page_and_what_was_chosen_stays(office, params):
    job, failed = done(office, params), ask(office, params, "xlsx")
    ReportJob.objects.filter(pk=failed.pk).update(state=JobState.FAILED, error="Uji")
    fill(office, in_batch=False, count=permissions.MOST_AWAITED)
    data = {"opd": office.unit.code, "tahun": YEAR, "triwulan": 1, "format": "csv"}

    asked = office.client.post(
        reverse("reports:request", args=["e81"]), {**data, "key": uuid.uuid4()}
    )
    for name, pk in (("retry", failed.pk), ("other-format", job.pk)):
        url = reverse(f"reports:{name}", args=[pk])
        told = office.client.post(url, {"format": "pdf"}, follow=True).content.decode()
        assert "Masih ada 20 dokumen atas nama Anda" in told

    assert asked.status_code == 400
    assert "Masih ada 20 dokumen atas nama Anda" in asked.content.decode()


def test_the_same_format_asked_for_twice_is_one_document(office, params):
    job = done(office, params)

    first, second = (request_format(job=job, fmt="xlsx", by=office.operator) for _ in range(2))

    assert first.pk == second.pk
