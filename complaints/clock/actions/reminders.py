"""Reminders before a term ends: one mail a day for each officer, from the morning."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.utils import timezone

from complaints.clock.queries.officers import responsible_for
from complaints.models import Complaint
from organizations.actions.mail import remind
from organizations.each import each
from organizations.formulas import add_working_days
from organizations.models import User
from organizations.queries.holidays import holidays_between

FROM_HOUR = 7  # the city's morning
NEAR_DAYS = 2  # working days
INBOX = "/kerja/pengaduan/"
MOST = 100
NEEDED = ("number", "unit", "officer")


def send_reminders(*, now: datetime | None = None) -> int:
    """Each officer gets one mail a day with the numbers whose term ends within two working days."""
    now = now or timezone.now()
    if timezone.localtime(now).hour < FROM_HOUR:
        return 0
    today = timezone.localdate(now)
    near = now + (_last(today) - today + timedelta(days=1))
    rows = Complaint.objects.open().filter(
        resolve_due_at__gte=now, resolve_due_at__lte=near, paused_at=None
    )
    mine: dict[User, list[str]] = defaultdict(list)
    near_ones = (
        rows.select_related("unit", "officer").only(*NEEDED).order_by("resolve_due_at", "pk")
    )
    cases = list(near_ones)
    people = responsible_for(cases)
    for case in cases:
        for user in people[case.pk]:
            mine[user].append(case.number)
    return each(mine, lambda user: _remind(user, mine[user], today), work="remind")


def _last(today: date) -> date:
    return add_working_days(today, NEAR_DAYS, holidays_between(today, today + timedelta(days=60)))


def _remind(user: User, numbers: list[str], today: date) -> int:
    lines = "\n".join(f"- {number}" for number in numbers[:MOST])
    text = f"Tenggat laporan berikut segera berakhir:\n\n{lines}"
    path = f"{INBOX}?tab=mendekati"
    key = f"pengaduan-tenggat:{today:%Y%m%d}"
    return remind([user], f"{len(numbers)} laporan mendekati tenggat", text, path, key=key)
