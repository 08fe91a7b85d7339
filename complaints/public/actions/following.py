"""Following an area by mail: asked for, confirmed, stopped; nobody else learns who follows.

No line of activity is written and no page of the portal lists who follows: a subscription that ends
leaves nothing.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from complaints import secrecy
from complaints.choices import NoticeChannel
from complaints.intake.actions.notices import TASK
from complaints.models import Area, AreaFollow, Category, Notice
from complaints.public.queries.follows import token_digest
from organizations.addresses import normal_address
from organizations.limits import within_limit
from organizations.wake import wake

UNCONFIRMED_KEPT = timedelta(days=3)
MOST_OPEN, MOST = 5, 20  # of one address: unconfirmed, altogether
ASKED_A_DAY, A_DAY = 5, 86_400  # mails to one address, however often asked for and stopped


@transaction.atomic
def ask_to_follow(
    *, area: Area, category: Category | None, every: str, email: str, now: datetime
) -> None:
    """Mail a link to confirm with; to who follows already, that they do. Once a day each.

    What comes back is the same for every address, and so is what the page says.
    """
    address = normal_address(email)
    mark = secrecy.digest("follow", address)
    known = AreaFollow.objects.select_for_update().filter(fingerprint=mark)
    rows = list(known)
    follow = next((r for r in rows if (r.area_id, r.category) == (area.pk, category)), None)
    if follow is None:
        unconfirmed = sum(1 for row in rows if row.confirmed_at is None)
        if unconfirmed >= MOST_OPEN or len(rows) >= MOST:
            return
        if not within_limit("langganan-surel", mark, most=ASKED_A_DAY, seconds=A_DAY):
            return
        values = {"area": area, "category": category, "every": every, "email": address}
        follow = _begin(mark, made_at=now, **values)
    elif follow.confirmed_at is None and follow.every != every:
        follow.every = every
        follow.save(update_fields=["every"])
    what = "konfirmasi" if follow.confirmed_at is None else "sudah"
    _queue(follow, "Langganan laporan warga", "", f"{what}:{now:%Y%m%d}", now)


def _begin(mark: str, **values: Any) -> AreaFollow:
    token = secrets.token_urlsafe(24)
    area, category = values.pop("area"), values.pop("category")
    follow, _ = AreaFollow.objects.get_or_create(
        area=area,
        category=category,
        fingerprint=mark,
        defaults={**values, "token": token, "token_digest": token_digest(token)},
    )
    return follow


@transaction.atomic
def confirm_follow(*, follow: AreaFollow, now: datetime) -> None:
    """From now on what is newly shown is told; what was shown before is not."""
    AreaFollow.objects.filter(pk=follow.pk, confirmed_at=None).update(
        confirmed_at=now, last_sent_at=now
    )


@transaction.atomic
def stop_follow(*, token: str) -> None:
    """The subscription and its address are gone, with mail that waits; also when they were before."""
    AreaFollow.objects.filter(token_digest=token_digest(token)).delete()


def drop_unconfirmed(now: datetime) -> int:
    """Addresses that nobody confirmed within three days go."""
    old = AreaFollow.objects.filter(confirmed_at=None, made_at__lt=now - UNCONFIRMED_KEPT)
    return old.delete()[0]


def _queue(follow: AreaFollow, subject: str, body: str, key: str, now: datetime) -> bool:
    _, is_new = Notice.objects.get_or_create(
        key=f"langganan:{follow.pk}:{key}",
        defaults={
            "follow": follow, "channel": NoticeChannel.MAIL, "subject": subject, "body": body,
            "made_at": now, "next_at": now,
        },
    )  # fmt: skip
    wake(TASK)
    return is_new


def queue_digest(follow: AreaFollow, numbers: list[str], now: datetime) -> bool:
    """The numbers alone wait: what is said of them is read when the mail goes out."""
    subject = f"{len(numbers)} laporan warga baru, {follow.area}"[:160]
    return _queue(follow, subject, "\n".join(numbers), f"{now:%Y%m%d}", now)
