"""Digests for who follows an area: each newly shown report in one mail, and in no second one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from complaints.choices import ComplaintState, FollowEvery, NoticeState
from complaints.models import AreaFollow, Complaint
from complaints.public.actions.following import queue_digest

FROM_HOUR = 7
LAG = timedelta(minutes=15)  # what is being shown right now belongs to the next digest
GIVEN_UP = timedelta(days=30)
A_WEEK = timedelta(days=7)


def queue_digests(*, now: datetime) -> int:
    """Once a day or a week for each subscription, from the morning; how many mails were written."""
    if timezone.localtime(now).hour < FROM_HOUR:
        return 0
    drop_dead(now)
    morning = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    daily = Q(every=FollowEvery.DAY, last_sent_at__lt=morning)
    weekly = Q(every=FollowEvery.WEEK, last_sent_at__lt=morning - A_WEEK + timedelta(days=1))
    due = AreaFollow.objects.filter(daily | weekly, confirmed_at__isnull=False)
    return sum(_digest(pk, now - LAG, now) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _digest(pk: int, until: datetime, now: datetime) -> bool:
    """The window moves on only when its mail is written; while one waits, it grows instead."""
    rows = AreaFollow.objects.select_for_update(of=("self",), skip_locked=True)
    follow = rows.select_related("area", "category").filter(pk=pk).first()
    if follow is None or follow.last_sent_at is None or follow.last_sent_at >= until:
        return False
    if follow.notices.filter(state=NoticeState.WAITING).exclude(body="").exists():
        return False
    numbers = _numbers(follow, until)
    follow.last_sent_at = until
    follow.save(update_fields=["last_sent_at"])
    return bool(numbers) and queue_digest(follow, numbers, now)


def _numbers(follow: AreaFollow, until: datetime) -> list[str]:
    """What was first shown since the last digest; areas and categories with what is under them."""
    rows = Complaint.objects.public().exclude(state=ComplaintState.MERGED)
    rows = rows.filter(first_shown_at__gt=follow.last_sent_at, first_shown_at__lte=until)
    rows = rows.filter(Q(area=follow.area) | Q(area__parent=follow.area))
    if follow.category is not None:
        rows = rows.filter(Q(category=follow.category) | Q(category__parent=follow.category))
    return list(rows.order_by("first_shown_at").values_list("number", flat=True))


def drop_dead(now: datetime) -> int:
    """Addresses to which nothing could be delivered for a month are given up."""
    dead = AreaFollow.objects.filter(
        notices__state=NoticeState.WAITING, notices__made_at__lt=now - GIVEN_UP
    )
    return AreaFollow.objects.filter(pk__in=list(dead.values_list("pk", flat=True))).delete()[0]
