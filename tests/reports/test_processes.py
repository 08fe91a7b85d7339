"""Documents survive what happens to processes: a killed worker, a broker that is away."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pikepdf
import pytest
from django.utils import timezone

from config.child import Child
from organizations.models import Organization, User
from performance.evaluation.reports.e81 import E81Report
from performance.evaluation.reports.lkjip import LkjipUnitReport
from reports.actions import jobs, leases, queue
from reports.actions.batches import request_batch
from reports.choices import JobState
from reports.models import DocumentPart, ReportJob
from tests.harness.database import instance
from tests.harness.portal import Portal
from tests.harness.waiting import wait_until

pytestmark = pytest.mark.journey


@pytest.fixture
def request_of(demo_portal):
    unit = Organization.objects.get(code="1.02.0.00.0.00.01.0000")
    by = User.objects.get(email="operator.dinkes@contoh.test")

    def ask(year: int) -> ReportJob:
        params = {"organization": unit.pk, "year": year}
        return jobs.request_job(report=LkjipUnitReport(), params=params, fmt="pdf", by=by)

    return ask


def wait(job: ReportJob, *states: str, seconds: int = 60) -> ReportJob:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        job.refresh_from_db()
        if job.state in states:
            return job
        time.sleep(0.05)
    pytest.fail(f"job {job.pk} is {job.state}: {job.error}")


def worker_of(portal: Portal) -> Child:
    return next(child for child in portal.children if child.service.name == "worker")


def signal_group(child: Child, number: int) -> None:
    assert child.process is not None
    os.killpg(child.process.pid, number)


def pool_child(worker: Child) -> int:
    """The process of a worker that makes documents."""
    assert worker.process is not None
    pid = worker.process.pid
    pids = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return int(pids[0])


@contextmanager
def second_worker(portal: Portal) -> Iterator[None]:
    """Another worker beside that of the portal, meanwhile."""
    second = Child(worker_of(portal).service)
    portal.start(second)
    try:
        yield
    finally:
        second.ask_to_stop()
        second.wait(30)
        second.kill_group()


def end_lease(job: ReportJob) -> None:
    """What 45 seconds without a sign of life do."""
    job.refresh_from_db()
    assert job.lease_until - timezone.now() <= leases.LEASE
    ReportJob.objects.filter(pk=job.pk).update(lease_until=job.created_at)
    queue.sweep()


def test_a_worker_killed_in_the_middle_loses_nothing(demo_portal, request_of):
    job = wait(request_of(2024), JobState.RUNNING)
    worker = worker_of(demo_portal)
    signal_group(worker, signal.SIGKILL)
    worker.wait(10)
    demo_portal.start(worker)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING  # nobody has finished it
    end_lease(job)
    job = wait(job, JobState.DONE)
    assert job.attempts == 2
    with job.file.open() as file:
        assert file.read(5) == b"%PDF-"


def test_a_frozen_worker_that_wakes_up_finds_its_document_made(demo_portal, request_of):
    frozen = worker_of(demo_portal)
    job = wait(request_of(2026), JobState.RUNNING)
    signal_group(frozen, signal.SIGSTOP)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    with second_worker(demo_portal):
        try:
            end_lease(job)
            made = wait(job, JobState.DONE, seconds=90)
        finally:
            signal_group(frozen, signal.SIGCONT)
        noticed = wait_until(lambda: f"job {job.pk} was taken up" in frozen.last_words(), 60)
        assert noticed, frozen.last_words()

    late = ReportJob.objects.get(pk=job.pk)
    assert (late.attempts, late.file.name, late.finished_at) == (
        2,
        made.file.name,
        made.finished_at,
    )
    assert [path.name for path in Path(made.file.path).parent.glob(f"{job.code}*")] == [
        Path(made.file.path).name
    ]


def test_two_workers_make_the_parts_of_one_document(demo_portal, request_of):
    first = worker_of(demo_portal)
    held = DocumentPart.objects.filter(state=JobState.RUNNING)
    signal_group(first, signal.SIGSTOP)  # until the second is ready
    with second_worker(demo_portal):
        try:
            job = request_of(2021)
            assert wait_until(lambda: taken(job), 90), demo_portal.last_words()
        finally:
            signal_group(first, signal.SIGCONT)
        assert wait_until(lambda: held.count() == 2, 60), demo_portal.last_words()
        job = wait(job, JobState.DONE)

    assert (job.attempts, held.count()) == (1, 0)
    with job.file.open() as file, pikepdf.open(file) as pdf:
        assert len(pdf.pages) == job.pages > 20
        assert pdf.check_pdf_syntax() == []


def taken(job: ReportJob) -> bool:
    """Whether a worker has it; a call that a stopped one was handed is made again."""
    queue.sweep()
    time.sleep(0.2)
    job.refresh_from_db()
    return job.state == JobState.RUNNING


def test_a_document_that_ends_every_worker_is_given_up(demo_portal, request_of):
    job = request_of(2025)
    for attempt in range(1, leases.MAX_ATTEMPTS + 1):
        row = ReportJob.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=attempt)
        assert wait_until(row.exists, 60), demo_portal.last_words()
        os.kill(pool_child(worker_of(demo_portal)), signal.SIGKILL)
        end_lease(job)

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "tiga kali" in job.error
    assert wait(request_of(2022), JobState.DONE).attempts == 1  # the worker goes on


ASK = """
import django; django.setup()
from organizations.models import Organization, User
from performance.evaluation.reports.lkjip import LkjipUnitReport
from reports.actions.jobs import request_job
unit = Organization.objects.get(code="1.02.0.00.0.00.01.0000")
by = User.objects.get(email="operator.dinkes@contoh.test")
params = {"organization": unit.pk, "year": 2023}
print(request_job(report=LkjipUnitReport(), params=params, fmt="pdf", by=by).pk)
"""


def test_a_request_without_broker_is_kept_and_made_later(demo_portal):
    place = f"host={quote(str(instance().postgres_socket_dir), safe='')}"
    away = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": f"postgresql://selaras@/{demo_portal.database}?{place}",
        "REDIS_URL": "redis://127.0.0.1:1",  # nobody listens there
    }
    told = subprocess.run(
        [sys.executable, "-c", ASK], env=away, capture_output=True, text=True, check=True
    )
    job = ReportJob.objects.get(pk=int(told.stdout.split()[-1]))
    time.sleep(0.5)
    job.refresh_from_db()
    assert job.state == JobState.PENDING
    assert queue.sweep() >= 1
    wait(job, JobState.DONE)


def test_a_small_document_passes_a_batch(demo_portal):
    """With one worker that makes one document at a time."""
    units = list(Organization.objects.filter(plan_nodes__isnull=False).distinct()[:24])
    assert len(units) == 24
    by = User.objects.get(email="bappeda@contoh.test")
    choices = [{"organization": unit.pk, "year": 2026, "quarter": 3} for unit in units]
    batch = request_batch(report=E81Report(), choices=choices, fmt="pdf", by=by, key=uuid.uuid4())
    operator = User.objects.get(email="operator.dinkes@contoh.test")
    own = {"organization": operator.assignments.get().organization_id, "year": 2026, "quarter": 3}
    small = jobs.request_job(report=E81Report(), params=own, fmt="csv", by=operator)

    small = wait(small, JobState.DONE)

    third = batch.jobs.filter(state=JobState.DONE).order_by("finished_at")[2:3]
    assert not third or third[0].finished_at > small.finished_at
