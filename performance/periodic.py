"""Entry points of Celery beat."""

from __future__ import annotations

from celery import shared_task

from performance.entry.actions.feeds import pull_feeds
from performance.entry.actions.reminders import send_reminders
from performance.overview.actions.summaries import refresh_all
from performance.sakip.actions.reminders import send_sakip_reminders

SCHEDULE = {
    "pengingat jadwal": {"task": "performance.send_reminders", "schedule": 3600.0},
    "sumber otomatis": {"task": "performance.pull_feeds", "schedule": 900.0},
    "ringkasan kinerja": {"task": "performance.refresh_summaries", "schedule": 30.0},
}


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
