"""The mail outbox: a message is a row first, so that neither broker nor mail server loses it."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from organizations.models import OutgoingMail, User
from organizations.wake import wake

MOST_ATTEMPTS = 8
BATCH = 100


def queue_mail(*, to: str, subject: str, body: str, key: str | None = None) -> bool:
    """Write a message into the outbox; a worker sends it after the commit.

    With a `key` the message is written once: False when it has been written before.
    """
    values = {"to": to, "subject": " ".join(subject.split())[:200], "body": body}
    if key is None:
        OutgoingMail.objects.create(**values)
    elif not OutgoingMail.objects.get_or_create(key=key[:120], defaults=values)[1]:
        return False
    wake("organizations.send_waiting_mail")
    return True


def tell(people: Iterable[User], subject: str, text: str, path: str, *, key: str = "") -> int:
    """Queue one message for each person, with the address of the page it is about.

    With a `key` nobody gets the same message twice. Returns how many are new.
    """
    body = f"{text}\n\n{settings.SITE_URL}{path}"
    return sum(
        queue_mail(
            to=user.email, subject=subject, body=body, key=f"{key}:{user.pk}" if key else None
        )
        for user in people
    )


def send_waiting() -> int:
    """Send what waits, oldest first; returns how many went out. A failure is kept and tried again."""
    waiting = OutgoingMail.objects.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS)
    sent = 0
    for pk in list(waiting.values_list("pk", flat=True)[:BATCH]):
        sent += _send(pk)
    return sent


@transaction.atomic
def _send(pk: int) -> bool:
    rows = OutgoingMail.objects.select_for_update(skip_locked=True)
    mail = rows.filter(pk=pk, sent_at=None).first()
    if mail is None:
        return False
    try:
        send_mail(mail.subject, mail.body, None, [mail.to])
    except OSError as error:  # every failure of smtplib is an OSError
        changes = {"attempts": F("attempts") + 1, "error": str(error)[:300]}
        OutgoingMail.objects.filter(pk=pk).update(**changes)
        return False
    OutgoingMail.objects.filter(pk=pk).update(sent_at=timezone.now(), error="")
    return True
