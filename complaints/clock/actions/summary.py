"""The daily summary of what hangs, to a named person, until it is solved."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from complaints.clock.actions.reminders import FROM_HOUR, INBOX, MOST
from complaints.clock.queries.stuck import Stuck, named, stuck
from organizations.actions.mail import remind
from organizations.formatting import format_date


def send_summary(*, now: datetime | None = None) -> int:
    """One mail a day, from the morning, while anything hangs; numbers only."""
    now = now or timezone.now()
    if timezone.localtime(now).hour < FROM_HOUR:
        return 0
    found = stuck(now)
    if not found:
        return 0
    today = timezone.localdate(now)
    total = len({number for one in found for number in one.numbers})
    text = "\n\n".join(_part(one) for one in found)
    subject = f"{total} laporan tertahan, {format_date(today)}"
    key = f"pengaduan-ringkasan:{today:%Y%m%d}"
    return remind(named(), subject, text, f"{INBOX}?tab=terlambat", key=key)


def _part(one: Stuck) -> str:
    lines = "\n".join(f"- {number}" for number in one.numbers[:MOST])
    more = len(one.numbers) - MOST
    rest = f"\n- dan {more} lagi" if more > 0 else ""
    return f"{one.label} ({len(one.numbers)}):\n{lines}{rest}"
