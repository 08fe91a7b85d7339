"""The order of work: who is woken, who goes first, what the sweep takes up.

Two lanes: a document that somebody waits for, and the documents of a batch. A worker that is
about to make one of a batch looks whether somebody waits, and makes that one first; so a single
worker is enough for a short wait, whatever the broker's order is.
"""

from __future__ import annotations

import logging

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Now

from organizations.wake import wake
from reports.actions.leases import MAX_ATTEMPTS, lost_leases
from reports.actions.making import run
from reports.choices import JobState
from reports.models import ReportJob

log = logging.getLogger(__name__)
MOST_WOKEN = 20  # in each lane, at each sweep: enough to keep all workers going until the next


def awaited_jobs() -> QuerySet[ReportJob]:
    return ReportJob.objects.filter(batch=None)


def batch_jobs() -> QuerySet[ReportJob]:
    return ReportJob.objects.exclude(batch=None)


def wake_worker(job: ReportJob) -> None:
    """After the commit, tell a worker that this document is asked for."""
    wake("reports.render_batch_job" if job.batch_id else "reports.render_job", job.pk)


def run_in_turn(job_id: int) -> None:
    """Make a document of a batch; one that somebody waits for goes before it."""
    waiting = awaited_jobs().filter(state=JobState.PENDING, attempts__lt=MAX_ATTEMPTS)
    urgent = waiting.order_by("pk").values_list("pk", flat=True).first()
    if urgent is None:
        run(job_id)
        return
    run(urgent)
    wake("reports.render_batch_job", job_id)


def sweep() -> int:
    """Wake what waits, take up what lost its worker, give up what lost it too often.

    Returns how many documents a worker was told about.
    """
    _give_up()
    waiting = Q(state=JobState.PENDING) | lost_leases()
    found = [
        job
        for lane in (awaited_jobs(), batch_jobs())
        for job in lane.filter(waiting).only("pk", "batch_id").order_by("pk")[:MOST_WOKEN]
    ]
    for job in found:
        wake_worker(job)
    return len(found)


def _give_up() -> None:
    lost = ReportJob.objects.filter(lost_leases(), attempts__gte=MAX_ATTEMPTS)
    for pk in lost.values_list("pk", flat=True):
        log.error("report job %s ended its worker %d times and is given up", pk, MAX_ATTEMPTS)
        ReportJob.objects.filter(lost_leases(), pk=pk).update(
            state=JobState.FAILED,
            step="Gagal",
            error=(
                "Pembuatan dokumen ini tiga kali berhenti di tengah jalan. "
                f"Sebutkan nomor {pk} kepada admin sistem."
            ),
            finished_at=Coalesce("finished_at", Now()),
            lease_until=None,
        )
