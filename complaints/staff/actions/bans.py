"""Senders whose reports wait for a look first: with a reason and an end."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from complaints import permissions
from complaints.clock.actions.moving import wanted
from complaints.intake.queries.senders import fingerprint_of
from complaints.models import Ban
from organizations import activity
from organizations.access import allow
from organizations.models import User


@transaction.atomic
def ban_sender(*, contact: str, until: date, reason: str, by: User) -> Ban:
    """The contact itself is not kept: a digest knows it again. Raises ValidationError."""
    allow(permissions.can_manage(by))
    is_mail = "@" in contact
    given = {"email": contact} if is_mail else {"phone": contact}
    fingerprint = fingerprint_of(**given)
    if not fingerprint:
        raise ValidationError({"contact": "Tulis nomor telepon atau surel lengkap."})
    last = datetime.combine(until + timedelta(days=1), time())
    ban = Ban.objects.create(
        fingerprint=fingerprint,
        told=_told(contact),
        reason=wanted(reason, "reason", "Tulis alasan blokir.", 1_000),
        until=timezone.make_aware(last),
        made_by=by,
    )
    _record(ban, "create", "Pengirim diblokir", by)
    return ban


@transaction.atomic
def lift_ban(*, ban: Ban, by: User) -> None:
    """End it early."""
    allow(permissions.can_manage(by))
    row = Ban.objects.select_for_update().get(pk=ban.pk)
    if row.ended_at is not None:
        raise ValidationError("Blokir ini sudah dicabut.")
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    _record(row, "lift", "Blokir dicabut", by)


def _told(contact: str) -> str:
    """Enough to know it again, too little to use it: "b***@contoh.test", "0812***890"."""
    text = contact.strip()
    if "@" in text:
        name, _, host = text.partition("@")
        return f"{name[:1]}***@{host}"[:60]
    digits = [sign for sign in text if sign.isdecimal()]
    return f"{''.join(digits[:4])}***{''.join(digits[-3:])}"


def _record(ban: Ban, name: str, summary: str, by: User) -> None:
    activity.record(obj=ban, verb=activity.verb_of(ban, name), summary=summary, by=by)
