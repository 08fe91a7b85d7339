"""What a mail to somebody who follows an area says, read when it is sent: only what is public then."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from complaints.models import AreaFollow, Complaint, Notice
from organizations.texts import clean_text

MOST = 30  # reports spelled out in one mail


def link_of(follow: AreaFollow, name: str = "area-follow-confirm") -> str:
    """The page of one's own subscription; the token is the only key to it."""
    return f"{settings.SITE_URL}{reverse(f'complaints:{name}', args=[follow.token])}"


def digest_text(notice: Notice, follow: AreaFollow) -> str:
    """The text of a digest; empty when nothing of it is public any more. Its body holds numbers."""
    rows = Complaint.objects.public().filter(number__in=notice.body.split())
    found = list(rows.order_by("first_shown_at").only("number", "public_subject"))
    if not found:
        return ""
    # A title is one line, whatever was typed: nobody writes lines of the mail.
    lines = [f"- {clean_text(row.public_subject)}\n  {_address(row)}" for row in found[:MOST]]
    if len(found) > MOST:
        more = reverse("complaints:public-list")
        lines.append(
            f"- dan {len(found) - MOST} lagi: {settings.SITE_URL}{more}?wilayah={follow.area.code}"
        )
    listed = "\n\n".join(lines)
    return (
        f"Laporan warga yang baru tayang, {follow.told}:\n\n{listed}\n\n"
        f"Anda menerima surel ini karena berlangganan. Berhenti berlangganan:\n"
        f"{link_of(follow, 'area-follow-stop')}"
    )


def confirmation_text(follow: AreaFollow) -> str:
    if follow.confirmed_at is not None:
        return (
            f"Alamat ini sudah berlangganan {follow.told}. Untuk mengubahnya, berhenti dulu, lalu "
            f"berlangganan lagi:\n{link_of(follow, 'area-follow-stop')}"
        )
    return (
        f"Seseorang meminta kabar laporan warga untuk alamat ini: {follow.told}.\n\n"
        f"Bila itu Anda, buka tautan ini dalam tiga hari lalu tekan tombolnya:\n{link_of(follow)}\n\n"
        "Bila bukan Anda, abaikan surel ini; alamat ini dihapus dengan sendirinya."
    )


def _address(row: Complaint) -> str:
    return f"{settings.SITE_URL}{reverse('complaints:public-ticket', args=[row.number])}"
