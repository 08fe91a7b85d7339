"""Notices that wait go out; one that fails is tried again, and the row says how it went."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from complaints.choices import NoticeState
from complaints.intake.notifications import Unwanted, deliver, told
from complaints.models import Notice

# A mail server may be away over a weekend.
RETRIES = (
    timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2),
    timedelta(hours=6), *(timedelta(days=1),) * 3,
)  # fmt: skip
BATCH = 100


def send_due_notices(*, now: datetime) -> int:
    """Send what is due, oldest first; how many went out."""
    due = Notice.objects.filter(state=NoticeState.WAITING, next_at__lte=now)
    return sum(_send(pk, now) for pk in list(due.values_list("pk", flat=True)[:BATCH]))


@transaction.atomic
def _send(pk: int, now: datetime) -> bool:
    rows = Notice.objects.select_for_update(skip_locked=True, of=("self",))
    due = rows.filter(pk=pk, state=NoticeState.WAITING, next_at__lte=now)
    notice = due.select_related("complaint", "supporter", "follow__area").first()
    if notice is None:  # another worker has it
        return False
    try:
        deliver(notice)
    except Unwanted as reason:
        notice.state, notice.error = NoticeState.SKIPPED, str(reason)
    except (OSError, ValueError) as error:
        _fail(notice, told(error), now)
    else:
        notice.state, notice.sent_at, notice.error = NoticeState.SENT, now, ""
        notice.attempts += 1
    notice.save(update_fields=["state", "attempts", "error", "next_at", "sent_at"])
    return notice.state == NoticeState.SENT


def _fail(notice: Notice, error: str, now: datetime) -> None:
    """News of a report are given up at last and stand in the daily summary; nobody but the worker
    knows of a digest, so it waits on."""
    notice.error = error[:300]
    if notice.attempts >= len(RETRIES) and notice.follow_id is None:
        notice.state = NoticeState.FAILED
    else:
        notice.next_at = now + RETRIES[min(notice.attempts, len(RETRIES) - 1)]
    notice.attempts += 1
