"""Entry points of Celery beat."""

from __future__ import annotations

from celery import shared_task

from organizations.schedule import SCHEDULE, PeriodicWork
from performance.entry.actions.feeds import pull_feeds
from performance.entry.actions.reminders import send_reminders
from performance.overview.actions.summaries import refresh_all
from performance.sakip.actions.reminders import send_sakip_reminders

SCHEDULE.file(PeriodicWork("kinerja: pengingat jadwal", "performance.send_reminders", every=3600))
SCHEDULE.file(PeriodicWork("kinerja: sumber otomatis", "performance.pull_feeds", every=900))
SCHEDULE.file(PeriodicWork("kinerja: ringkasan", "performance.refresh_summaries", every=30))


@shared_task(name="performance.send_reminders")
def remind() -> None:
    send_reminders()
    send_sakip_reminders()


@shared_task(name="performance.refresh_summaries", soft_time_limit=240, time_limit=270)
def summarize() -> None:
    refresh_all()


@shared_task(name="performance.pull_feeds", soft_time_limit=240, time_limit=270)
def pull() -> None:
    pull_feeds()
