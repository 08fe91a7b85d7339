"""Entry points of Celery beat."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from organizations.actions.mail import drop_old_requests, send_waiting
from organizations.actions.sealing import seal_history
from organizations.actions.sign_in import drop_old_tries
from organizations.actions.sweeping import sweep_files
from organizations.schedule import SCHEDULE, PeriodicWork

SCHEDULE.file(PeriodicWork("kirim surel tertunda", "organizations.sweep_mail", every=60))
SCHEDULE.file(PeriodicWork("segel riwayat", "organizations.seal_history", every=300))
SCHEDULE.file(PeriodicWork("buang catatan percobaan", "organizations.drop_tries", every=3600))
SCHEDULE.file(PeriodicWork("sapu berkas", "organizations.sweep_files", every=24 * 3600))


@shared_task(name="organizations.sweep_mail", queue="mail")
def sweep_mail() -> None:
    send_waiting()


@shared_task(name="organizations.seal_history")
def seal() -> None:
    seal_history()


@shared_task(name="organizations.sweep_files", soft_time_limit=600, time_limit=660)
def sweep() -> None:
    sweep_files(now=timezone.now())


@shared_task(name="organizations.drop_tries")
def drop_tries() -> None:
    drop_old_tries()
    drop_old_requests()
