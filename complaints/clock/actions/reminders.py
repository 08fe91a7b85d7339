"""Reminders before a term ends: one mail a day for each officer, from the morning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import BooleanField, ExpressionWrapper
from django.utils import timezone

from complaints.clock.queries.lateness import Moment, ends_soon, is_late, is_near, near_for
from complaints.clock.queries.officers import responsible_for
from complaints.models import Complaint
from organizations.actions.mail import remind
from organizations.each import each
from organizations.models import User

FROM_HOUR = 7  # the city's morning
INBOX = "/kerja/pengaduan/"
NEAR, LATE = f"{INBOX}?tab=mendekati", f"{INBOX}?tab=terlambat"
MOST = 100
NEEDED = ("number", "unit", "officer")


def send_reminders(*, now: datetime | None = None) -> int:
    """Each officer gets one mail a day with the numbers of whose terms one ends within two working
    days: the same reports as in the tab the mail leads to, and those that were late in a step."""
    now = now or timezone.now()
    if timezone.localtime(now).hour < FROM_HOUR:
        return 0
    moment = Moment.of(now)
    was_late = ExpressionWrapper(is_late(moment), output_field=BooleanField())
    rows = Complaint.objects.filter(is_near(moment) | ends_soon(moment)).select_related(
        "unit", "officer"
    )
    cases = list(rows.only(*NEEDED).annotate(was_late=was_late).order_by("resolve_due_at", "pk"))
    mine: dict[User, list[Any]] = defaultdict(list)
    people = responsible_for(cases)
    for case in cases:
        for user in people[case.pk]:
            mine[user].append(case)
    return each(mine, lambda user: _remind(user, mine[user], moment), work="remind")


def _remind(user: User, cases: Sequence[Any], moment: Moment) -> int:
    near = [case.number for case in cases if not case.was_late]
    late = [case.number for case in cases if case.was_late]
    parts = [_near(near, near_for(user, moment)) if near else "", _late(late) if late else ""]
    text = "\n\n".join(part for part in parts if part)
    key = f"pengaduan-tenggat:{timezone.localdate(moment.now):%Y%m%d}"
    subject = f"{len(cases)} laporan mendekati tenggat"
    return remind([user], subject, text, NEAR if near else LATE, key=key)


def _near(numbers: Sequence[str], in_tab: int) -> str:
    """Where the tab holds more than the person answers for, it is said how many."""
    text = f"Tenggat laporan berikut segera berakhir:\n\n{listed(numbers)}"
    if in_tab == len(numbers):
        return text
    return f"{text}\n\nTab Mendekati tenggat memuat {in_tab} laporan, juga yang ditangani petugas lain."


def _late(numbers: Sequence[str]) -> str:
    return (
        "Sudah terlambat pada satu langkah, dan tenggat penyelesaiannya segera berakhir "
        f"({settings.SITE_URL}{LATE}):\n\n{listed(numbers)}"
    )


def listed(numbers: Sequence[str]) -> str:
    """One a line, at most MOST; how many more there are."""
    lines = [f"- {number}" for number in numbers[:MOST]]
    more = len(numbers) - MOST
    return "\n".join([*lines, f"- dan {more} lagi"] if more > 0 else lines)
