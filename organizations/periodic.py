"""Entry points of Celery beat."""

from __future__ import annotations

from celery import shared_task

from organizations.actions.mail import send_waiting
from organizations.actions.sealing import seal_history

SCHEDULE = {
    "kirim surel tertunda": {"task": "organizations.sweep_mail", "schedule": 60.0},
    "segel riwayat": {"task": "organizations.seal_history", "schedule": 300.0},
}


@shared_task(name="organizations.sweep_mail", queue="mail")
def sweep_mail() -> None:
    send_waiting()


@shared_task(name="organizations.seal_history")
def seal() -> None:
    seal_history()
