"""Documents survive what happens to processes: a killed worker, a broker that is away."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import quote

import pytest

from organizations.models import Organization, User
from performance.evaluation.reports.lkjip import LkjipUnitReport
from reports.actions import jobs
from reports.choices import JobState
from reports.models import ReportJob
from tests.harness.database import instance

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


def test_a_worker_killed_in_the_middle_loses_nothing(demo_portal, request_of, monkeypatch):
    job = wait(request_of(2024), JobState.RUNNING)
    worker = next(child for child in demo_portal.children if child.service.name == "worker")
    os.killpg(worker.process.pid, signal.SIGKILL)
    worker.wait(10)
    for name, value in demo_portal.environment.items():
        monkeypatch.setenv(name, value)
    worker.start(quiet=True)
    job.refresh_from_db()
    assert job.state == JobState.RUNNING  # nobody has finished it
    ReportJob.objects.filter(pk=job.pk).update(lease_until=job.created_at)  # its lease ran out
    jobs.sweep()
    job = wait(job, JobState.DONE)
    assert job.attempts == 2
    with job.file.open() as file:
        assert file.read(5) == b"%PDF-"


ASK = """
import django; django.setup()
from organizations.models import Organization, User
from performance.reports.lkjip import LkjipUnitReport
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
    assert jobs.sweep() >= 1
    wait(job, JobState.DONE)
