"""Who makes a document: the worker that holds its lease.

A worker takes a job with a token of its own and renews the lease while it lives. One that was
killed or frozen stops renewing; after LEASE another may take the job. Whoever comes back late
finds that the token on the row is not its own and leaves row and file alone. All times are the
database's, so that workers on several machines agree.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from typing import Any

from django.db import Error, connection
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from reports.choices import JobState
from reports.models import ReportJob

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=45)
RENEW_SECONDS = 15.0  # two renewals may fail before the lease ends
MAX_ATTEMPTS = 3


class LeaseLost(Exception):
    """Another worker has the job; what was made here counts no more."""


def lost_leases() -> Q:
    """Jobs whose worker no longer renews."""
    return Q(state=JobState.RUNNING, lease_until__lt=Now())


def claim(job_id: int) -> ReportJob | None:
    """Atomically take a waiting job, or one whose worker is gone. None when it is not free."""
    token = uuid.uuid4()
    free = Q(state=JobState.PENDING) | lost_leases()
    taken = ReportJob.objects.filter(free, pk=job_id, attempts__lt=MAX_ATTEMPTS).update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        lease_token=token,
        lease_until=Now() + LEASE,
        started_at=Now(),
        progress=5,
        step="Membaca data",
        error="",
    )
    return ReportJob.objects.get(pk=job_id, lease_token=token) if taken else None


def held(job: ReportJob) -> QuerySet[ReportJob]:
    """The row, if this worker still has it."""
    return ReportJob.objects.filter(pk=job.pk, state=JobState.RUNNING, lease_token=job.lease_token)


def note(job: ReportJob, **changes: Any) -> None:
    """Write something on the row. Raises LeaseLost when it is another worker's."""
    if not held(job).update(**changes):
        raise LeaseLost


def insist(job: ReportJob) -> None:
    """Inside a transaction: nobody takes the job until its end. Raises LeaseLost."""
    if not held(job).select_for_update().exists():
        raise LeaseLost


def renewed(job: ReportJob) -> AbstractContextManager[None]:
    """Inside the block a thread renews the lease of a job."""

    def renew() -> int:
        return held(job).update(lease_until=Now() + LEASE)

    return renewing(renew, f"job {job.pk}", RENEW_SECONDS)


@contextmanager
def renewing(renew: Callable[[], int], what: str, seconds: float) -> Iterator[None]:
    """Inside the block a thread calls `renew`, until that changes nothing any more; it lives and
    stops with this process."""
    over = threading.Event()
    thread = threading.Thread(
        target=_renew_until, args=(renew, what, seconds, over), name="lease", daemon=True
    )
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _renew_until(
    renew: Callable[[], int], what: str, seconds: float, over: threading.Event
) -> None:
    while not over.wait(seconds):
        try:
            if not renew():
                break
        except Error as error:  # a database that restarts must not end the document
            log.warning("lease of %s not renewed: %s", what, error)
        finally:
            connection.close()  # this thread's own
