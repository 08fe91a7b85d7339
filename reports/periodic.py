"""Entry points of Celery beat."""

from __future__ import annotations

from celery import shared_task

from organizations.schedule import SCHEDULE, PeriodicWork
from reports.actions.queue import sweep

SCHEDULE.file(PeriodicWork("sapu dokumen", "reports.sweep_jobs", every=15))


@shared_task(name="reports.sweep_jobs")
def sweep_jobs() -> None:
    sweep()
