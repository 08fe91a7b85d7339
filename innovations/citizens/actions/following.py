"""Following innovations by mail: asked for, confirmed, stopped; nobody else learns who follows.

No line of activity is written and no page lists who follows: what ends leaves nothing.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from innovations.citizens.queries.follows import mark_of, token_digest
from innovations.models import Follow, Follower, Innovation
from organizations.addresses import normal_address
from organizations.limits import within_limit
from organizations.wake import wake

TASK = "innovations.follow_mail"
UNCONFIRMED_KEPT = timedelta(days=3)
MOST_OPEN, MOST = 10, 100  # of one address: unconfirmed, altogether
ASKED_A_DAY, A_DAY = 5, 86_400  # mails to one address, however often asked for


@transaction.atomic
def ask_to_follow(*, innovation: Innovation, email: str, now: datetime) -> None:
    """Mail a link to confirm with; to who follows already, that they do.

    What comes back is the same for every address, and so is what the page says.
    """
    address = normal_address(email)
    mark = mark_of(address)
    if not within_limit("inovasi-ikuti-surel", mark, most=ASKED_A_DAY, seconds=A_DAY):
        return
    token = secrets.token_urlsafe(24)
    values = {"email": address, "token": token, "token_digest": token_digest(token)}
    given = {**values, "made_at": now, "told_until": now}
    held = Follower.objects.select_for_update()
    follower, _ = held.get_or_create(fingerprint=mark, defaults=given)
    rows = list(follower.follows.all())  # type: ignore[attr-defined]
    if innovation.pk not in {row.innovation_id for row in rows}:
        unconfirmed = sum(1 for row in rows if row.confirmed_at is None)
        if unconfirmed >= MOST_OPEN or len(rows) >= MOST:
            return
        Follow.objects.create(follower=follower, innovation=innovation, made_at=now)
    follower.asked_at, follower.attempts, follower.next_at = now, 0, now
    follower.save(update_fields=["asked_at", "attempts", "next_at"])
    wake(TASK)


@transaction.atomic
def confirm_follows(*, follower: Follower, now: datetime) -> None:
    """From now on what is new is told; what was before is not."""
    Follow.objects.filter(follower=follower, confirmed_at=None).update(confirmed_at=now)


@transaction.atomic
def stop_one(*, follower: Follower, innovation: int) -> None:
    """Who follows nothing any more is forgotten."""
    Follow.objects.filter(follower=follower, innovation=innovation).delete()
    Follower.objects.filter(pk=follower.pk, follows=None).delete()


@transaction.atomic
def stop_all(*, token: str) -> None:
    """The address is gone with everything it followed; also when it was before."""
    Follower.objects.filter(token_digest=token_digest(token)).delete()


@transaction.atomic
def drop_unconfirmed(now: datetime) -> int:
    """What nobody confirmed within three days goes, and the address with the last of it."""
    Follow.objects.filter(confirmed_at=None, made_at__lt=now - UNCONFIRMED_KEPT).delete()
    old = Q(follows=None, made_at__lt=now - UNCONFIRMED_KEPT)
    return Follower.objects.filter(old).delete()[0]
