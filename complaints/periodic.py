"""Entry points of Celery beat."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from complaints.intake.actions.drafts import drop_old_drafts
from complaints.intake.actions.sending import send_due_notices
from complaints.intake.actions.unlocking import drop_old_tries
from organizations.schedule import SCHEDULE, PeriodicWork

SCHEDULE.file(PeriodicWork("pengaduan: kabar tertunda", "complaints.send_notices", every=60))
SCHEDULE.file(PeriodicWork("pengaduan: rancangan lama", "complaints.drop_drafts", every=3600))


@shared_task(name="complaints.send_notices", soft_time_limit=240, time_limit=270, queue="mail")
def send_notices() -> None:
    send_due_notices(now=timezone.now())


@shared_task(name="complaints.drop_drafts")
def drop_drafts() -> None:
    now = timezone.now()
    drop_old_drafts(now)
    drop_old_tries(now)
