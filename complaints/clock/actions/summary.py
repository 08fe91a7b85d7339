"""The daily summary of what hangs, to a named person, until it is solved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from complaints.clock.actions.reminders import FROM_HOUR, INBOX, LATE, listed
from complaints.clock.queries.stuck import Stuck, named, stuck
from complaints.permissions import can_open_inbox, is_desk
from organizations.actions.mail import remind
from organizations.formatting import format_date
from organizations.models import User

DASHBOARD = "/dasbor/"
ASK = "Isi laporan-laporan ini dapat Anda tanyakan kepada petugas pengaduan kota."


def send_summary(*, now: datetime | None = None) -> int:
    """One mail a day, from the morning, while anything hangs; numbers only."""
    now = now or timezone.now()
    if timezone.localtime(now).hour < FROM_HOUR:
        return 0
    found = stuck(now)
    if not found:
        return 0
    return sum(_send(user, found, now) for user in named())


def _send(user: User, found: Sequence[Stuck], now: datetime) -> int:
    """The desk reads every report; others named by the ladder read those they were told of, so
    that they get the numbers without addresses they may not open."""
    today, at_desk = timezone.localdate(now), is_desk(user)
    total = len({number for one in found for number in one.numbers})
    parts = [_part(one, link=at_desk) for one in found]
    path = LATE if at_desk else INBOX if can_open_inbox(user) else DASHBOARD
    subject = f"{total} laporan tertahan, {format_date(today)}"
    text = "\n\n".join(parts if at_desk else [*parts, ASK])
    return remind([user], subject, text, path, key=f"pengaduan-ringkasan:{today:%Y%m%d}")


def _part(one: Stuck, *, link: bool) -> str:
    where = f", ada di {settings.SITE_URL}{INBOX}?tab={one.tab}" if link else ""
    return f"{one.label} ({len(one.numbers)}){where}:\n{listed(one.numbers)}"
