"""Entry points of Celery beat."""

from __future__ import annotations

from celery import shared_task

from organizations.schedule import SCHEDULE, PeriodicWork
from reports.actions.parts import sweep_parts
from reports.actions.queue import sweep
from reports.actions.signing import sweep_signatures

SCHEDULE.file(PeriodicWork("sapu dokumen", "reports.sweep_jobs", every=15))
SCHEDULE.file(PeriodicWork("sapu tanda tangan", "reports.sweep_signatures", every=30))
SCHEDULE.file(PeriodicWork("sapu bagian dokumen", "reports.sweep_parts", every=21_600))


@shared_task(name="reports.sweep_jobs")
def sweep_jobs() -> None:
    sweep()


@shared_task(name="reports.sweep_signatures")
def sweep_late_signatures() -> None:
    sweep_signatures()


@shared_task(name="reports.sweep_parts")
def forget_parts() -> None:
    sweep_parts()
