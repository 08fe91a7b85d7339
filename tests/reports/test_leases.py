"""A worker holds what it makes by a lease: renewed while it lives, and never taken back late."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from reports import periodic
from reports.actions import leases, making
from reports.actions.jobs import retry_job
from reports.actions.queue import sweep
from reports.choices import JobState
from reports.models import ReportJob
from tests.harness.waiting import wait_until
from tests.reports.test_jobs import ask


def kept_files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def taken_by_another(job: ReportJob) -> uuid.UUID:
    """What the row looks like when a second worker took the job up."""
    token = uuid.uuid4()
    ReportJob.objects.filter(pk=job.pk).update(lease_token=token, attempts=2)
    return token


def test_a_dead_worker_is_noticed_within_two_minutes():
    (sweeping,) = [work for work in periodic.SCHEDULE.all() if work.task == "reports.sweep_jobs"]
    every = timedelta(seconds=sweeping.every)
    restart = timedelta(seconds=30)

    assert leases.LEASE + every + restart < timedelta(seconds=120)
    assert timedelta(seconds=2 * leases.RENEW_SECONDS) < leases.LEASE


def test_only_one_worker_gets_a_job(office, params):
    job = ask(office, params)

    first, second = leases.claim(job.pk), leases.claim(job.pk)

    assert first is not None
    assert second is None
    assert first.lease_until - timezone.now() <= leases.LEASE


@pytest.mark.django_db(transaction=True)
def test_a_living_worker_keeps_its_lease(office, params, monkeypatch):
    monkeypatch.setattr(leases, "RENEW_SECONDS", 0.02)
    job = leases.claim(ask(office, params).pk)
    assert job is not None
    row = ReportJob.objects.filter(pk=job.pk)
    soon = timezone.now() + timedelta(seconds=5)
    row.update(lease_until=soon)

    with leases.renewed(job):
        assert wait_until(lambda: row.get().lease_until > soon, 20)
        taken_by_another(job)
        row.update(lease_until=soon)
    assert row.get().lease_until == soon


@pytest.mark.parametrize("fmt", ["csv", "html"])
def test_a_late_worker_changes_neither_row_nor_file(office, params, monkeypatch, caplog, fmt):
    """Frozen after its file was written, awake when another worker has the job."""
    job, real = ask(office, params, fmt), making.stored

    @contextmanager
    def stored_late(*args: object) -> Iterator[str]:
        with real(*args) as name:
            assert len(kept_files()) == 1
            taken_by_another(job)
            yield name

    monkeypatch.setattr(making, "stored", stored_late)
    making.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.sha256) == (JobState.RUNNING, 2, "")
    assert kept_files() == []
    assert "taken up by another worker" in caplog.text


def test_a_late_worker_stops_at_its_next_step(office, params, monkeypatch):
    job, real = ask(office, params), making.read_consistently

    def read_late(*args: object) -> object:
        data = real(*args)
        taken_by_another(job)
        return data

    monkeypatch.setattr(making, "read_consistently", read_late)
    monkeypatch.setattr(making, "stored", lambda *_: pytest.fail("it went on"))
    making.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.progress) == (JobState.RUNNING, 5)


def test_the_failure_of_a_late_worker_is_not_the_documents(office, params, monkeypatch):
    job = ask(office, params)

    def break_late(*_: object) -> object:
        taken_by_another(job)
        raise MemoryError

    monkeypatch.setattr(making, "read_consistently", break_late)
    making.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.RUNNING, "")


def test_a_worker_from_before_a_retry_is_late_as_well(office, params, monkeypatch):
    """Attempts begin at nought again, tokens never do."""
    job = ask(office, params)
    first = leases.claim(job.pk)
    assert first is not None
    ReportJob.objects.filter(pk=job.pk).update(state=JobState.FAILED, error="Uji")
    retry_job(job=job, by=office.operator)
    second = leases.claim(job.pk)
    assert second is not None
    assert second.attempts == first.attempts

    with pytest.raises(leases.LeaseLost):
        leases.note(first, progress=50)
    leases.note(second, progress=60)


def test_a_document_that_ends_its_worker_is_given_up(office, params, caplog):
    job = ask(office, params)
    for _ in range(leases.MAX_ATTEMPTS):
        assert leases.claim(job.pk) is not None
        ReportJob.objects.filter(pk=job.pk).update(lease_until=timezone.now())
        sweep()

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "tiga kali berhenti di tengah jalan" in job.error
    assert f"nomor {job.pk}" in job.error
    assert "given up" in caplog.text
    assert leases.claim(job.pk) is None
