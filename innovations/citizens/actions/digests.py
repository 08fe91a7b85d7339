"""Sending to followers: a confirmation at once, news once a day; each in a mail of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from innovations.citizens.notifications import mail_confirmation, mail_news
from innovations.citizens.queries.news import News, news
from innovations.models import Follow, Follower, Innovation

FROM_HOUR = 7
LAG = timedelta(minutes=15)  # what is being written right now belongs to the next mail
LONGEST = timedelta(days=14)  # older news is told by the page
MOST_ATTEMPTS = 8
WAIT = timedelta(hours=1)
BATCH = 200
Found = Mapping[Innovation, Sequence[News]]


def send_follow_mail(*, now: datetime) -> int:
    """What waits, oldest first; how many mails went out."""
    asked = Follower.objects.filter(asked_at__isnull=False, next_at__lte=now).order_by("asked_at")
    keys = list(asked.values_list("pk", flat=True)[:BATCH])
    return sum(_confirmation(pk, now) for pk in keys) + _digests(now)


def _confirmation(pk: int, now: datetime) -> bool:
    def send(follower: Follower) -> bool:
        if follower.asked_at is None:
            return False
        mail_confirmation(follower)
        follower.asked_at = None
        return True

    return _locked(pk, now, send)


def _digests(now: datetime) -> int:
    """Nobody gets two a day. Who has nothing new is passed over in one statement."""
    local, until = timezone.localtime(now), now - LAG
    if local.hour < FROM_HOUR:
        return 0
    due = Follower.objects.filter(next_at__lte=now, told_until__lt=until)
    due = due.exclude(told_on=local.date()).filter(follows__confirmed_at__isnull=False)
    first = due.aggregate(first=Min("told_until"))["first"]
    if first is None:
        return 0
    found = news(max(first, now - LONGEST), until)
    wanted = due.filter(follows__innovation__in=[one.pk for one in found]).distinct()
    keys = list(wanted.order_by("pk").values_list("pk", flat=True)[:BATCH])
    sent = sum(_digest(pk, found, until, now) for pk in keys)
    if len(keys) < BATCH:
        rest = due.exclude(follows__innovation__in=[one.pk for one in found])
        Follower.objects.filter(pk__in=rest.values("pk")).update(told_until=until)
    return sent


def _digest(pk: int, found: Found, until: datetime, now: datetime) -> bool:
    def send(follower: Follower) -> bool:
        if follower.told_until >= until or follower.told_on == timezone.localdate(now):
            return False
        new = _new_for(follower, found)
        follower.told_until = until
        if not new:
            return False
        mail_news(follower, new)
        follower.told_on = timezone.localdate(now)
        return True

    return _locked(pk, now, send)


def _new_for(follower: Follower, found: Found) -> Found:
    """Since the last mail, and since it was confirmed."""
    rows = Follow.objects.filter(follower=follower).exclude(confirmed_at=None)
    begun = {row.innovation_id: row.confirmed_at for row in rows}
    new = {}
    for innovation, told in found.items():
        since = begun.get(innovation.pk)
        if since is None:
            continue
        since = max(follower.told_until, since)
        if later := [one for one in told if one.at > since]:
            new[innovation] = later
    return new


@transaction.atomic
def _locked(pk: int, now: datetime, send: Callable[[Follower], bool]) -> bool:
    """One at a time. What does not go out is tried later; after eight times the address goes."""
    follower = Follower.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    if follower is None:
        return False
    held = (follower.asked_at, follower.told_until, follower.told_on)
    try:
        went = send(follower)
        follower.attempts = 0
    except (OSError, ValueError):  # every failure of smtplib is an OSError
        follower.asked_at, follower.told_until, follower.told_on = held
        follower.attempts += 1
        follower.next_at = now + WAIT * 2 ** min(follower.attempts, 5)
        went = False
    if follower.attempts >= MOST_ATTEMPTS:
        follower.delete()
        return False
    follower.save(update_fields=["asked_at", "told_until", "told_on", "attempts", "next_at"])
    return went
