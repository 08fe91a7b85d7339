"""Entry points of Celery: what its beat starts."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from innovations.citizens.actions.digests import send_follow_mail
from innovations.citizens.actions.following import TASK, drop_unconfirmed
from innovations.citizens.actions.reading import write_readings
from innovations.citizens.actions.wishes import forget_contacts
from innovations.index.actions.archiving import TASK as ARCHIVE
from innovations.index.actions.archiving import make_archive, sweep_archives
from innovations.journal.actions.consultations import forget_consultations
from innovations.registry.actions.units import move_to_successors
from innovations.stewardship.actions.asking import run_check_ins
from innovations.stewardship.actions.keeping import keep_all
from innovations.stewardship.actions.milestones import run_milestones
from organizations.schedule import SCHEDULE, PeriodicWork

SCHEDULE.file(PeriodicWork("inovasi: kabar semester", "innovations.check_ins", every=1800))
SCHEDULE.file(PeriodicWork("inovasi: keadaan", "innovations.health", every=900))
SCHEDULE.file(PeriodicWork("inovasi: unit penerus", "innovations.units", every=3600))
SCHEDULE.file(PeriodicWork("inovasi: kontak peminat", "innovations.forget_contacts", every=21_600))
SCHEDULE.file(PeriodicWork("inovasi: surel pengikut", TASK, every=300))
SCHEDULE.file(PeriodicWork("inovasi: jumlah pembaca", "innovations.readings", every=120))


SCHEDULE.file(PeriodicWork("inovasi: arsip bukti", "innovations.archives", every=60))


@shared_task(name="innovations.check_ins", soft_time_limit=240, time_limit=270)
def check_ins() -> None:
    run_check_ins()


@shared_task(name="innovations.health", soft_time_limit=240, time_limit=270)
def health() -> None:
    keep_all(timezone.localdate())


@shared_task(name="innovations.units", soft_time_limit=240, time_limit=270)
def units() -> None:
    """For successions whose day has come."""
    move_to_successors(timezone.localdate())


@shared_task(name="innovations.forget_contacts", soft_time_limit=240, time_limit=270)
def forget() -> None:
    now = timezone.now()
    forget_contacts(now=now)
    drop_unconfirmed(now)
    forget_consultations(now=now)


@shared_task(name=TASK, soft_time_limit=240, time_limit=270)
def follow_mail() -> None:
    send_follow_mail(now=timezone.now())


@shared_task(name="innovations.readings", soft_time_limit=60, time_limit=90)
def readings() -> None:
    write_readings()


SCHEDULE.file(PeriodicWork("inovasi: tonggak", "innovations.milestones", every=3600))


@shared_task(name="innovations.milestones", soft_time_limit=240, time_limit=270)
def milestones() -> None:
    run_milestones()


@shared_task(name="innovations.archives", soft_time_limit=60, time_limit=90)
def archives() -> None:
    sweep_archives(timezone.now())


@shared_task(name=ARCHIVE, soft_time_limit=270, time_limit=300)
def index_archive(archive_id: int) -> None:
    """Handed over by name; the sweep finds what was not."""
    make_archive(archive_id)
