"""What hangs: not looked at, not taken up, not delivered or not confirmed for too long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from complaints.choices import ComplaintState, NoticeState
from complaints.clock.queries.ladder import Ladder
from complaints.clock.queries.officers import desk
from complaints.models import Complaint, Notice
from complaints.querysets import passed
from organizations.models import User

S = ComplaintState


@dataclass(frozen=True)
class Stuck:
    """Numbers of reports that hang for one reason, the oldest first, and the tab of the desk's
    inbox where they stand."""

    label: str
    numbers: list[str]
    tab: str


def stuck(now: datetime) -> list[Stuck]:
    """Every reason for which something hangs now; a report stands there until it is solved."""
    before = now - timedelta(hours=settings.COMPLAINT_STUCK_HOURS)
    found = [Stuck(label, _numbers(asked), tab) for label, asked, tab in _reasons(now, before)]
    return [one for one in found if one.numbers]


def _reasons(now: datetime, before: datetime) -> Iterable[tuple[str, Q, str]]:
    hours = settings.COMPLAINT_STUCK_HOURS
    late = passed("resolve_due_at", now) | (
        Q(first_answered_at=None) & passed("respond_due_at", now)
    )
    unseen = Q(state=S.RECEIVED) & passed("verify_due_at", now)
    yield "Belum diteruskan melewati tenggat", unseen, "perlu-diteruskan"
    held = Q(state__in=S.with_unit()) & late
    yield "Di perangkat daerah melewati tenggat", held, "terlambat"
    yield (
        f"Diteruskan, tetapi {hours} jam belum mulai ditangani",
        Q(state=S.ROUTED, segments__ended_at=None, segments__began_at__lte=before),
        "di-unit",
    )
    asked = Q(state=S.INCOMPLETE, routed_at=None) & passed("verify_due_at", now)
    yield "Menunggu pelapor", asked, "menunggu-pelapor"
    yield (
        "Dijawab, waktu pelapor menanggapi lewat, tidak ditutup sendiri",
        Q(state=S.ANSWERED, reply_until__lte=before),
        "dijawab",
    )
    undelivered = Q(state=NoticeState.FAILED) | Q(state=NoticeState.WAITING, made_at__lte=before)
    waiting = Notice.objects.filter(undelivered).values("complaint")
    yield (
        f"Kabar kepada pelapor {hours} jam tidak sampai",
        Q(pk__in=waiting) & ~Q(state__in=S.ended()),
        "semua",
    )


def _numbers(found: Q) -> list[str]:
    rows = Complaint.objects.filter(found).order_by("received_at")
    return list(dict.fromkeys(rows.values_list("number", flat=True)))


def named() -> list[User]:
    """Who gets the summary: the lowest general step of the ladder who wants it, else the desk.

    Empty where everybody has switched notices off: that is an alarm of the dashboard.
    """
    steps = [step for step in Ladder.read().steps if step.unit_id is None and step.officer]
    found = [step.officer for step in steps if step.officer and step.officer.is_active]
    wanting = [user for user in found if user.wants_reminders]
    return wanting[:1] or [user for user in desk() if user.wants_reminders]
