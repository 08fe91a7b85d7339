"""News for reporters and followers: rows written with what caused them; a worker sends them."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from complaints.choices import NoticeChannel
from complaints.intake.queries.joined import root_of
from complaints.models import Complaint, Notice, Supporter
from complaints.models.people import Contact
from organizations import moment
from organizations.wake import wake

TASK = "complaints.send_notices"


def tell_reporter(*, case: Complaint, subject: str, body: str, key: str) -> None:
    """One notice for each way the reporter agreed to; none for who left no contact. News of a part
    go to who reported the whole.

    The same `key` is sent once. Nothing of the report but its number and a link is added.
    """
    if moment.is_past():
        return
    contact = getattr(root_of(case), "reporter", None)
    if contact is not None:
        _queue(case, contact, subject, body, key)


def tell_followers(*, case: Complaint, subject: str, body: str, key: str) -> None:
    """The same for everybody who follows the report."""
    if moment.is_past():
        return
    for follower in case.followers.all():
        _queue(case, follower, subject, body, f"{key}:{follower.pk}")


def _queue(case: Complaint, contact: Contact, subject: str, body: str, key: str) -> None:
    came_from = contact.came_from if isinstance(contact, Supporter) else None
    if came_from is not None:
        body = f"{body} Laporan Anda digabung ke laporan {case.number}."
    number = (came_from or case).number  # the one that opens with the secret they hold
    link = f"{settings.SITE_URL}{reverse('complaints:ticket')}"
    for channel in _wanted(contact):
        Notice.objects.get_or_create(
            key=f"{case.number}:{key}:{channel}",
            defaults={
                "complaint": case,
                "supporter": contact if isinstance(contact, Supporter) else None,
                "channel": channel,
                "subject": f"Laporan {number}: {subject}"[:160],
                "body": f"{body}\n\nLihat perkembangannya dengan nomor dan kode rahasia Anda:\n{link}",
            },
        )
    wake(TASK)


def _wanted(contact: Contact) -> Iterable[str]:
    if contact.mail_wanted and contact.email:
        yield NoticeChannel.MAIL
    if contact.whatsapp_wanted and contact.phone:
        yield NoticeChannel.WHATSAPP
