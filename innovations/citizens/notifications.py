"""Mails to who follows innovations. The address is read when one is sent, and kept nowhere else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from innovations.citizens.queries.follows import followed
from innovations.citizens.queries.news import News
from innovations.models import Follower, Innovation
from organizations.formatting import format_date
from organizations.texts import clean_text

MOST = 30  # innovations spelled out in one mail


def address_of(follower: Follower, name: str) -> str:
    return f"{settings.SITE_URL}{reverse(f'innovations:{name}', args=[follower.token])}"


def mail_confirmation(follower: Follower) -> None:
    """Asks, or says what is followed already; the same mail for every address."""
    rows = followed(follower)
    asked = [row for row in rows if row.confirmed_at is None]
    if asked:
        names = "\n".join(f"- {clean_text(row.innovation.name)}" for row in asked)
        text = (
            f"Seseorang meminta kabar inovasi untuk alamat ini:\n\n{names}\n\n"
            "Bila itu Anda, buka tautan ini dalam tiga hari lalu tekan tombolnya:\n"
            f"{address_of(follower, 'follow-own')}\n\n"
            "Bila bukan Anda, abaikan surel ini; permintaannya dihapus dengan sendirinya."
        )
    else:
        text = (
            "Alamat ini sudah mengikuti inovasi itu. Yang Anda ikuti:\n"
            f"{address_of(follower, 'follow-own')}"
        )
    _send(follower, "Konfirmasi kabar inovasi", text)


def mail_news(follower: Follower, found: Mapping[Innovation, Sequence[News]]) -> None:
    """One mail for everything that is new. A name is one line, whatever was typed."""
    blocks = []
    for innovation, told in list(found.items())[:MOST]:
        lines = [f"  {format_date(one.at)}: {clean_text(one.text)}" for one in told]
        link = f"  {settings.SITE_URL}{innovation.get_absolute_url()}"
        blocks.append("\n".join([clean_text(innovation.name), *lines, link]))
    text = "\n\n".join(blocks)
    _send(
        follower,
        "Kabar inovasi yang Anda ikuti",
        f"{text}\n\nAnda menerima surel ini karena mengikuti inovasi. Yang Anda ikuti:\n"
        f"{address_of(follower, 'follow-own')}",
    )


def _send(follower: Follower, subject: str, text: str) -> None:
    """One press in the mail program ends it (RFC 8058)."""
    stop = address_of(follower, "follow-stop")
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    body = f"{text}\n\nBerhenti dari semuanya dan hapus alamat ini:\n{stop}"
    EmailMessage(subject, body, None, [follower.email or ""], headers=headers).send()
