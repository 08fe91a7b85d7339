"""Entry points of Celery beat."""

from __future__ import annotations

from celery import shared_task

from reports.actions.jobs import sweep

SCHEDULE = {"sapu dokumen": {"task": "reports.sweep_jobs", "schedule": 15.0}}


@shared_task(name="reports.sweep_jobs")
def sweep_jobs() -> None:
    sweep()
