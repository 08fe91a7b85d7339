"""Reminders before a term ends, and the daily summary of what is stuck: once a day, from the morning."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.clock.queries.ladder import Ladder
from complaints.clock.queries.officers import desk, responsible
from complaints.models import Complaint
from organizations.actions.mail import remind
from organizations.formatting import format_date
from organizations.formulas import add_working_days
from organizations.models import User
from organizations.queries.holidays import holidays_between

FROM_HOUR = 7  # the city's morning
NEAR_DAYS = 2  # working days
INBOX = "/kerja/pengaduan/"
MOST = 100


def send_reminders(*, now: datetime | None = None) -> int:
    """Each officer gets one mail a day with the numbers whose term ends within two working days."""
    now = now or timezone.now()
    if timezone.localtime(now).hour < FROM_HOUR:
        return 0
    today = timezone.localdate(now)
    near = now + (_last(today) - today + timedelta(days=1))
    rows = Complaint.objects.open().filter(
        resolve_due_at__gt=now, resolve_due_at__lte=near, paused_at=None
    )
    mine: dict[User, list[str]] = defaultdict(list)
    for case in rows.select_related("unit", "officer").order_by("resolve_due_at"):
        for user in responsible(case):
            mine[user].append(case.number)
    return sum(_remind(user, numbers, today) for user, numbers in mine.items())


def _last(today: date) -> date:
    return add_working_days(today, NEAR_DAYS, holidays_between(today, today + timedelta(days=60)))


def _remind(user: User, numbers: list[str], today: date) -> int:
    lines = "\n".join(f"- {number}" for number in numbers[:MOST])
    text = f"Tenggat laporan berikut segera berakhir:\n\n{lines}"
    path = f"{INBOX}?tab=mendekati"
    key = f"pengaduan-tenggat:{today:%Y%m%d}"
    return remind([user], f"{len(numbers)} laporan mendekati tenggat", text, path, key=key)


def send_summary(*, now: datetime | None = None) -> int:
    """What is stuck, to a named person, every day until it is solved: not passed on in time, or
    late with a unit; those whose reporter is being asked included."""
    now = now or timezone.now()
    if timezone.localtime(now).hour < FROM_HOUR:
        return 0
    today = timezone.localdate(now)
    unseen = _numbers(Q(state=ComplaintState.RECEIVED, verify_due_at__lte=now))
    late = _numbers(
        Q(state__in=ComplaintState.with_unit())
        & (Q(resolve_due_at__lte=now) | Q(first_answered_at=None, respond_due_at__lte=now))
    )
    asked = _numbers(Q(state=ComplaintState.INCOMPLETE, verify_due_at__lte=now, routed_at=None))
    if not (unseen or late or asked):
        return 0
    parts = (
        ("Belum diteruskan melewati tenggat", unseen),
        ("Di perangkat daerah melewati tenggat", late),
        ("Menunggu pelapor", asked),
    )
    text = "\n\n".join(_part(label, numbers) for label, numbers in parts if numbers)
    total = len(unseen) + len(late) + len(asked)
    subject = f"{total} laporan tertahan, {format_date(today)}"
    key = f"pengaduan-ringkasan:{today:%Y%m%d}"
    return remind(_named(), subject, text, f"{INBOX}?tab=terlambat", key=key)


def _numbers(found: Q) -> list[str]:
    rows = Complaint.objects.filter(found).order_by("received_at")
    return list(rows.values_list("number", flat=True))


def _part(label: str, numbers: list[str]) -> str:
    lines = "\n".join(f"- {number}" for number in numbers[:MOST])
    more = len(numbers) - MOST
    rest = f"\n- dan {more} lagi" if more > 0 else ""
    return f"{label} ({len(numbers)}):\n{lines}{rest}"


def _named() -> list[User]:
    """The officer of the lowest general step of the ladder who wants it; else the desk."""
    steps = [step for step in Ladder.read().steps if step.unit_id is None and step.officer]
    found = [step.officer for step in steps if step.officer and step.officer.is_active]
    wanting = [user for user in found if user.wants_reminders]
    return wanting[:1] or desk()
