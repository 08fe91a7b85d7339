"""The mail outbox: a message is a row first, so that neither broker nor mail server loses it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from organizations.addresses import account_key, normal_address
from organizations.models import OutgoingMail, User
from organizations.models.mail import MailPurpose
from organizations.password_links import reset_message
from organizations.wake import wake

MOST_ATTEMPTS = 8
BATCH = 100
RESET_SECONDS = 300
REQUESTS_KEPT = timedelta(days=1)


def queue_mail(*, to: str, subject: str, body: str, key: str | None = None) -> bool:
    """Write a message into the outbox; a worker sends it after the commit.

    With a `key` the message is written once: False when it has been written before.
    """
    values = {"to": to, "subject": " ".join(subject.split())[:200], "body": body}
    return _queue(values, key)


def ask_for_reset(*, address: str) -> None:
    """Promise a link for a new password, once in five minutes however often it is asked for.

    The same work for every address, known or not: who it belongs to is asked, and the link is
    made, when the worker sends.
    """
    slot = int(timezone.now().timestamp()) // RESET_SECONDS
    values = {"to": normal_address(address), "purpose": MailPurpose.RESET}
    _queue(values, f"sandi:{account_key(address)}:{slot}")


def drop_old_requests() -> int:
    """Take away requests for a new password after a day; returns how many."""
    old = timezone.now() - REQUESTS_KEPT
    rows = OutgoingMail.objects.filter(purpose=MailPurpose.RESET, created_at__lt=old)
    return rows.delete()[0]


def _queue(values: dict[str, Any], key: str | None) -> bool:
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


def remind(people: Iterable[User], subject: str, text: str, path: str, *, key: str) -> int:
    """The same for reminders and summaries, which a person may have switched off."""
    return tell([user for user in people if user.wants_reminders], subject, text, path, key=key)


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
    written = _written(mail)
    if written is None:
        OutgoingMail.objects.filter(pk=pk).update(sent_at=timezone.now())
        return False
    try:
        send_mail(*written, None, [mail.to])
    except OSError as error:  # every failure of smtplib is an OSError
        changes = {"attempts": F("attempts") + 1, "error": str(error)[:300]}
        OutgoingMail.objects.filter(pk=pk).update(**changes)
        return False
    OutgoingMail.objects.filter(pk=pk).update(sent_at=timezone.now(), error="")
    return True


def _written(mail: OutgoingMail) -> tuple[str, str] | None:
    """Subject and text; None when nobody with this address may get the message."""
    if mail.purpose == MailPurpose.RESET:
        return reset_message(mail.to)
    return mail.subject, mail.body
