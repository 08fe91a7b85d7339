"""Looks at what is secret are kept, listed every week, and told at once when they are very many."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from complaints.clock.actions.reminders import FROM_HOUR
from complaints.models import SecretRead
from complaints.staff.queries.watch import ReaderLine, Week, looks_within_hour, week_before
from organizations.actions.mail import remind, tell
from organizations.formatting import format_date
from organizations.models import User
from organizations.queries.holders import holders

WATCHES = "complaints.view_secret_reads"
PAGE = "/kerja/pengaduan/pembacaan/"
NOTHING = "Tidak ada laporan rahasia, identitas, atau berkas asli yang dibuka."


def keep_read(*, what: str, object_id: int, number: str, by: User, reason: str) -> SecretRead:
    """The row of a look. Who opens more than the threshold within an hour is told of to those who
    watch over secrecy: once an hour, and also to those who switched reminders off."""
    row = SecretRead.objects.create(
        what=what, object_id=object_id, number=number, reader=by, reason=reason
    )
    now = timezone.localtime(row.read_at)
    looks = looks_within_hour(by.pk, row.read_at)
    if looks > settings.SECRET_READS_AN_HOUR:
        others = [user for user in holders(WATCHES) if user.pk != by.pk]
        text = (
            f"{by.full_name} membuka lebih dari {settings.SECRET_READS_AN_HOUR} catatan rahasia dalam "
            f"satu jam sampai pukul {now:%H.%M}. Periksa apakah ini bagian dari tugasnya."
        )
        key = f"pembacaan-alarm:{by.pk}:{now:%Y%m%d%H}"
        tell(others, f"Banyak rahasia dibuka: {by.full_name}", text, PAGE, key=key)
    return row


def send_reads(*, now: datetime | None = None) -> int:
    """Last week's list to those who watch over secrecy, once, also when nothing was opened."""
    now = now or timezone.now()
    if timezone.localtime(now).hour < FROM_HOUR:
        return 0
    week = week_before(timezone.localdate(now))
    span = f"{format_date(week.start)} – {format_date(week.end)}"
    key = f"pembacaan-mingguan:{week.start:%Y%m%d}"
    return remind(holders(WATCHES), f"Pembacaan rahasia {span}", _text(week), PAGE, key=key)


def _text(week: Week) -> str:
    return "\n".join(_told(line) for line in week.lines) if week.lines else NOTHING


def _told(line: ReaderLine) -> str:
    mark = " (banyak)" if line.is_many else ""
    return (
        f"- {line.name}: {line.secret} laporan rahasia, {line.identity} identitas, "
        f"{line.original} berkas asli; paling banyak {line.most} dalam satu jam{mark}"
    )
