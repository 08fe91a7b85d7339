"""Which document is handed out for a request: the one that exists, while it is still true."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations import wake as waking
from organizations.choices import Role
from organizations.models import Organization
from performance.choices import SubmissionState
from performance.models import DataStamp
from performance.stamps import bump_stamp
from reports.actions.jobs import publish_job, request_format
from reports.actions.making import read_consistently, run
from reports.choices import JobState
from reports.models import ReportJob
from tests.factories.organizations import make_unit, make_user
from tests.factories.performance import make_submission
from tests.harness.elsewhere import other_people
from tests.organizations.test_wake import Recorder
from tests.reports.test_jobs import ask, done


def test_a_document_known_to_be_stale_is_not_handed_out_again(office, params):
    """Also where nothing has moved the stamp since."""
    job = done(office, params)
    ReportJob.objects.filter(pk=job.pk).update(stale_since=timezone.now())

    assert ask(office, params).pk != job.pk


def test_another_format_of_a_draft_is_a_draft_before_it_is_made(office, params):
    job = done(office, params)
    assert job.is_draft

    asked = request_format(job=job, fmt="xlsx", by=office.operator)

    assert asked.state == JobState.PENDING
    assert asked.is_draft


def test_a_running_job_whose_worker_lives_is_left_to_it(office, params):
    job = ask(office, params)
    until = timezone.now() + timedelta(seconds=30)
    ReportJob.objects.filter(pk=job.pk).update(
        state=JobState.RUNNING, attempts=1, lease_until=until
    )

    run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.lease_until) == (JobState.RUNNING, 1, until)


def page_of(unit: Organization) -> str:
    return reverse("performance:public-organization", args=[unit.code])


def test_only_published_documents_are_on_public_pages(office, params):
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)  # else the pages show no year
    job = done(office, params)
    pages = (reverse("home"), page_of(office.unit))

    def listed() -> list[bool]:
        return [job.code in Client().get(page).content.decode() for page in pages]

    assert listed() == [False, False]
    ReportJob.objects.update(is_public=True, published_at=timezone.now())
    assert listed() == [True, True]
    ReportJob.objects.update(state=JobState.FAILED)
    assert listed() == [False, False]


def test_a_document_that_is_not_made_is_not_published(office, params):
    job = ask(office, params)
    assert not job.is_draft
    analyst = make_user(Role.BAPPEDA, make_unit())

    with pytest.raises(PermissionDenied):
        publish_job(job=job, by=analyst)


def test_documents_of_another_unit_are_not_on_the_page_of_this_one(office, params):
    make_submission(office.unit, 1, SubmissionState.ACCEPTED)
    job = done(office, params)
    ReportJob.objects.update(is_public=True, published_at=timezone.now())

    page = Client().get(page_of(make_unit()))

    assert page.status_code == 200
    assert job.code not in page.content.decode()


def test_a_figure_of_a_unit_wakes_the_comparison_of_the_city_too(
    db, monkeypatch, django_capture_on_commit_callbacks
):
    bell = Recorder()
    monkeypatch.setattr(waking, "_bell", bell)
    unit = make_unit()

    with django_capture_on_commit_callbacks(execute=True):
        bump_stamp(unit.pk, 2025)

    assert bell.is_silent_within(5)
    woken = {(task, ids) for task, ids, _ in bell.sent}
    task = "reports.refresh_staleness"
    assert woken == {(task, (unit.pk,)), (task, (None,))}


class TwoLooks:
    """A report that reads, and reads again after somebody else has committed a figure."""

    def data(self, params: dict) -> list[int]:
        first = DataStamp.objects.count()
        with other_people() as start:
            start(lambda: bump_stamp(params["organization"], 2025)).result(60)
        return [first, DataStamp.objects.count()]


@pytest.mark.django_db(transaction=True)
def test_all_figures_of_a_document_are_of_one_moment():
    unit = make_unit()

    assert read_consistently(TwoLooks(), {"organization": unit.pk}) == [0, 0]
    assert DataStamp.objects.count() == 1
