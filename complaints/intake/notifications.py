"""One notice on its way: the address is read when it is sent, and kept nowhere else.

WhatsApp goes through the class that `WHATSAPP_GATEWAY` names: a city writes a `Gateway` for its
provider. Development and tests write files below the instance's folder.
"""

from __future__ import annotations

import secrets
from pathlib import Path
from smtplib import SMTPResponseException
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage, send_mail
from django.utils.module_loading import import_string

from complaints.choices import NoticeChannel
from complaints.intake.queries.digests import confirmation_text, digest_text, link_of
from complaints.intake.queries.joined import root_of
from complaints.intake.queries.senders import phone_key
from complaints.models import AreaFollow, Notice, Reporter, Supporter


class Unwanted(Exception):
    """Nobody is to get this notice any more; the message says why."""


class Gateway(Protocol):
    """What a city's adapter to WhatsApp offers. Raises OSError when it cannot deliver."""

    def send(self, *, phone: str, text: str) -> None: ...


class FileGateway:
    """Writes each message into a file: for development and tests."""

    def send(self, *, phone: str, text: str) -> None:
        folder = Path(settings.VAR_DIR) / "whatsapp"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{secrets.token_hex(8)}.txt").write_text(
            f"{phone}\n\n{text}\n", encoding="utf-8"
        )


def deliver(notice: Notice) -> None:
    """Send it. Raises Unwanted, or OSError and ValueError when it did not go out."""
    if notice.follow is not None:
        _mail_follower(notice, notice.follow)
        return
    person = notice.supporter or _reporter_of(notice)
    if person is None:
        raise Unwanted("Kontak sudah dihapus")
    if notice.channel == NoticeChannel.MAIL:
        _mail(notice, person)
    else:
        _whatsapp(notice, person)


def _reporter_of(notice: Notice) -> Reporter | None:
    case = notice.complaint
    return Reporter.objects.filter(complaint=root_of(case)).first() if case else None


def _mail(notice: Notice, person: Reporter | Supporter) -> None:
    if not (person.mail_wanted and person.email):
        raise Unwanted("Pelapor tidak lagi meminta kabar lewat surel")
    send_mail(notice.subject, notice.body, None, [person.email])


def _mail_follower(notice: Notice, follow: AreaFollow) -> None:
    """What is said is read now. One press in the mail program ends it (RFC 8058)."""
    text = digest_text(notice, follow) if notice.body else confirmation_text(follow)
    if not text:
        raise Unwanted("Tidak ada lagi yang tayang")
    headers = {
        "List-Unsubscribe": f"<{link_of(follow, 'area-follow-stop')}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    EmailMessage(notice.subject, text, None, [follow.email or ""], headers=headers).send()


def _whatsapp(notice: Notice, person: Reporter | Supporter) -> None:
    if not (person.whatsapp_wanted and person.phone):
        raise Unwanted("Pelapor tidak lagi meminta kabar lewat WhatsApp")
    if not settings.WHATSAPP_GATEWAY:
        raise Unwanted("WhatsApp kota belum disambungkan")
    gateway: Gateway = import_string(settings.WHATSAPP_GATEWAY)()
    gateway.send(phone=phone_key(person.phone), text=f"{notice.subject}\n\n{notice.body}")


def told(error: Exception) -> str:
    """A trouble without the address that servers like to repeat in their answers."""
    code = error.smtp_code if isinstance(error, SMTPResponseException) else ""
    number = getattr(error, "errno", None) or ""
    return " ".join(str(part) for part in (type(error).__name__, code, number) if part)
