"""Entry points of Celery beat."""

from __future__ import annotations

from celery import shared_task

from performance.actions.reminders import send_reminders

SCHEDULE = {"pengingat jadwal": {"task": "performance.send_reminders", "schedule": 3600.0}}


@shared_task(name="performance.send_reminders")
def remind() -> None:
    send_reminders()
