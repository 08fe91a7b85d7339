"""Entry points of Celery beat, and the one piece of work that is handed over by name."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from complaints.clock.actions.ladder import escalate_overdue
from complaints.clock.actions.reminders import send_reminders
from complaints.clock.actions.summary import send_summary
from complaints.exchange.actions.batches import drop_waiting
from complaints.exchange.actions.saving import save_now, sweep
from complaints.intake.actions.drafts import drop_old_drafts
from complaints.intake.actions.sending import send_due_notices
from complaints.intake.actions.unlocking import drop_old_tries
from complaints.public.actions.digests import queue_digests
from complaints.public.actions.following import drop_unconfirmed
from complaints.public.actions.tallies import fold_changes, recount_all
from complaints.staff.actions.lapsing import archive_incomplete, lapse_answered
from complaints.staff.actions.retention import erase_due, erase_due_child_reports
from complaints.staff.actions.watching import send_reads
from organizations.schedule import SCHEDULE, PeriodicWork

SCHEDULE.file(PeriodicWork("pengaduan: kabar tertunda", "complaints.send_notices", every=60))
SCHEDULE.file(PeriodicWork("pengaduan: rancangan lama", "complaints.drop_drafts", every=3600))
SCHEDULE.file(PeriodicWork("pengaduan: eskalasi", "complaints.escalate", every=900))
SCHEDULE.file(PeriodicWork("pengaduan: pengingat", "complaints.remind", every=1800))
SCHEDULE.file(PeriodicWork("pengaduan: berkas SP4N", "complaints.sweep_sp4n", every=60))
SCHEDULE.file(PeriodicWork("pengaduan: batas waktu pelapor", "complaints.lapse", every=900))
SCHEDULE.file(PeriodicWork("pengaduan: masa simpan", "complaints.erase", every=3600))
SCHEDULE.file(PeriodicWork("pengaduan: langganan", "complaints.digest", every=900))
SCHEDULE.file(PeriodicWork("pengaduan: hitungan", "complaints.tally", every=60))
SCHEDULE.file(PeriodicWork("pengaduan: hitung ulang", "complaints.recount_tallies", every=3600))
NIGHT = range(1, 5)  # hours of the city's clock


@shared_task(name="complaints.send_notices", soft_time_limit=240, time_limit=270, queue="mail")
def send_notices() -> None:
    send_due_notices(now=timezone.now())


@shared_task(name="complaints.drop_drafts")
def drop_drafts() -> None:
    now = timezone.now()
    drop_old_drafts(now)
    drop_old_tries(now)
    drop_unconfirmed(now)
    drop_waiting()


@shared_task(name="complaints.escalate", soft_time_limit=240, time_limit=270)
def escalate() -> None:
    escalate_overdue()


@shared_task(name="complaints.remind", soft_time_limit=240, time_limit=270)
def remind() -> None:
    send_reminders()
    send_summary()
    send_reads()


@shared_task(name="complaints.lapse", soft_time_limit=240, time_limit=270)
def lapse() -> None:
    lapse_answered()
    archive_incomplete()


@shared_task(name="complaints.erase", soft_time_limit=240, time_limit=270)
def erase() -> None:
    now = timezone.now()
    if timezone.localtime(now).hour in NIGHT:
        erase_due(now=now)
        erase_due_child_reports(now=now)


@shared_task(name="complaints.digest", soft_time_limit=240, time_limit=270)
def digest() -> None:
    queue_digests(now=timezone.now())


@shared_task(name="complaints.tally", soft_time_limit=50, time_limit=60)
def tally() -> None:
    fold_changes()


@shared_task(name="complaints.recount_tallies", soft_time_limit=240, time_limit=270)
def recount_tallies() -> None:
    """Once a night: it reads every report."""
    if timezone.localtime().hour == NIGHT[0]:
        recount_all()


@shared_task(name="complaints.save_sp4n", soft_time_limit=1500, time_limit=1560)
def save_sp4n(batch_id: int) -> None:
    """One confirmed file, woken by its confirmation."""
    save_now(batch_id, has_pulse=True)


@shared_task(name="complaints.sweep_sp4n", soft_time_limit=1500, time_limit=1560)
def sweep_sp4n() -> None:
    sweep()
