"""Entry points of Celery: what its beat starts, and what actions wake by name."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from organizations.schedule import SCHEDULE, PeriodicWork
from surveys.collection.actions.files import run_file, sweep_files
from surveys.follow_up.actions.reminders import remind_of_follow_ups
from surveys.instrument.actions.periods import open_periods_of

SCHEDULE.file(PeriodicWork("survei: periode hari ini", "surveys.open_periods", every=3600))
SCHEDULE.file(PeriodicWork("survei: pengingat", "surveys.remind", every=1800))
SCHEDULE.file(PeriodicWork("survei: berkas jawaban", "surveys.sweep_files", every=300))


@shared_task(name="surveys.open_periods", soft_time_limit=240, time_limit=270)
def open_periods() -> None:
    open_periods_of(timezone.localdate())


@shared_task(name="surveys.remind", soft_time_limit=240, time_limit=270)
def remind() -> None:
    remind_of_follow_ups()


@shared_task(name="surveys.run_file", soft_time_limit=3_000, time_limit=3_300)
def run(file_id: int) -> None:
    run_file(file_id)


@shared_task(name="surveys.sweep_files", soft_time_limit=240, time_limit=270)
def sweep() -> None:
    sweep_files()
