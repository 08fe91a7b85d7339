"""Who goes first: a document somebody waits for passes those of a batch."""

from __future__ import annotations

import uuid

import pytest

from organizations.choices import Role
from performance.evaluation.reports.e81 import E81Report
from reports.actions import queue
from reports.actions.batches import request_batch
from reports.actions.leases import MAX_ATTEMPTS
from reports.choices import JobState
from reports.models import ReportBatch, ReportJob
from reports.queries.jobs import waiting_before
from tests.factories.organizations import make_unit, make_user
from tests.reports.conftest import QUARTER, YEAR
from tests.reports.test_jobs import ask


@pytest.fixture
def batch(office) -> ReportBatch:
    units = [make_unit() for _ in range(3)]
    choices = [{"organization": u.pk, "year": YEAR, "quarter": QUARTER} for u in units]
    by = make_user(Role.BAPPEDA, make_unit())
    return request_batch(report=E81Report(), choices=choices, fmt="csv", by=by, key=uuid.uuid4())


@pytest.fixture
def woken(monkeypatch) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    monkeypatch.setattr(queue, "wake", lambda name, pk: found.append((name, pk)))
    return found


def states(batch: ReportBatch) -> list[str]:
    return [job.state for job in batch.jobs.order_by("pk")]


def test_a_batch_lets_the_one_pass_that_somebody_waits_for(office, params, batch, woken):
    first, second, _ = batch.jobs.order_by("pk")
    queue.run_in_turn(first.pk)
    awaited = ask(office, params)

    queue.run_in_turn(second.pk)

    awaited.refresh_from_db()
    assert awaited.state == JobState.DONE
    assert states(batch) == [JobState.DONE, JobState.PENDING, JobState.PENDING]
    assert woken[-1] == ("reports.render_batch_job", second.pk)  # its own turn comes again
    queue.run_in_turn(second.pk)
    assert states(batch)[1] == JobState.DONE


def test_a_poisonous_document_does_not_hold_up_a_batch(office, params, batch, woken):
    """Given up and waiting at once cannot be; if it were, the batch would go on."""
    awaited = ask(office, params)
    ReportJob.objects.filter(pk=awaited.pk).update(attempts=MAX_ATTEMPTS)
    first = batch.jobs.earliest("pk")

    queue.run_in_turn(first.pk)

    assert states(batch)[0] == JobState.DONE


def test_the_sweep_wakes_those_who_wait_first_and_each_in_its_lane(
    office, params, batch, woken, monkeypatch
):
    monkeypatch.setattr(queue, "MOST_WOKEN", 2)
    awaited = ask(office, params)
    woken.clear()

    assert queue.sweep() == 3

    first, second, _ = batch.jobs.order_by("pk")
    assert woken == [
        ("reports.render_job", awaited.pk),
        ("reports.render_batch_job", first.pk),
        ("reports.render_batch_job", second.pk),
    ]


def test_the_place_in_the_queue_counts_the_own_lane(office, params, batch):
    awaited = ask(office, params)

    assert waiting_before(awaited) == 0
    assert [waiting_before(job) for job in batch.jobs.order_by("pk")] == [1, 2, 3]

    ReportJob.objects.filter(pk=awaited.pk).update(state=JobState.FAILED, error="Uji")

    assert [waiting_before(job) for job in batch.jobs.order_by("pk")] == [0, 1, 2]
