"""Entry points of Celery beat."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from organizations.schedule import SCHEDULE, PeriodicWork
from surveys.follow_up.actions.reminders import remind_of_follow_ups
from surveys.instrument.actions.periods import open_periods_of

SCHEDULE.file(PeriodicWork("survei: periode hari ini", "surveys.open_periods", every=3600))
SCHEDULE.file(PeriodicWork("survei: pengingat", "surveys.remind", every=1800))


@shared_task(name="surveys.open_periods", soft_time_limit=240, time_limit=270)
def open_periods() -> None:
    open_periods_of(timezone.localdate())


@shared_task(name="surveys.remind", soft_time_limit=240, time_limit=270)
def remind() -> None:
    remind_of_follow_ups()
