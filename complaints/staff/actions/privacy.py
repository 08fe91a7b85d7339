"""Privacy only rises; a name opens on request, by another person, for a while, and is written down."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from complaints import permissions
from complaints.choices import MessageKind
from complaints.clock.actions.moving import wanted
from complaints.clock.notifications import tell_people
from complaints.intake.actions import own
from complaints.intake.queries.joined import root_of
from complaints.models import Complaint, IdentityRequest, Reporter, SecretRead
from complaints.permissions import identity
from complaints.staff.actions.asked import settled, tell_custodians
from complaints.staff.actions.basics import locked, say
from complaints.staff.actions.watching import keep_read
from organizations import activity
from organizations.access import allow
from organizations.models import User


@transaction.atomic
def raise_privacy(
    *, case: Complaint, by: User, anonymous: bool, secret: bool, mark: str = ""
) -> Complaint:
    """Make it anonymous, secret or both; what is so already stays so, and nothing is lowered."""
    row = locked(case, mark)
    allow(permissions.can_raise_privacy(by, row))
    if not (anonymous and not row.is_anonymous) and not (secret and not row.is_secret):
        raise ValidationError("Pilih yang dinaikkan: anonim, rahasia, atau keduanya.")
    return own.raise_privacy(case=row, is_anonymous=anonymous, is_secret=secret, by=by)


@transaction.atomic
def ask_identity(*, case: Complaint, by: User, reason: str) -> IdentityRequest:
    """Ask for the name behind an anonymous report; those who decide are told. One open request."""
    row = locked(case)
    allow(identity.can_ask_name(by, row))
    said = wanted(reason, "reason", "Tulis mengapa identitas diperlukan.", 2_000)
    if not row.is_anonymous:
        raise ValidationError("Laporan ini tidak anonim; namanya dapat dilihat langsung.")
    if row.openings.filter(asked_by=by, decided_at=None).exists():
        raise ValidationError("Permintaan Anda sebelumnya masih menunggu keputusan.")
    request = IdentityRequest.objects.create(complaint=row, asked_by=by, reason=said)
    _record(row, "ask_identity", "Identitas pelapor diminta", by)
    tell_custodians(
        f"Laporan {row.number}: permintaan membuka identitas",
        "Ada permintaan membuka identitas pelapor yang menunggu keputusan Anda.",
        "/kerja/pengaduan/identitas/",
    )
    return request


@transaction.atomic
def decide_identity(*, request: IdentityRequest, by: User, granted: bool) -> IdentityRequest:
    """Grant for 24 hours or refuse; by another person than the one who asked.

    The reporter reads in the dialogue that the name was opened.
    """
    rows = IdentityRequest.objects.select_related("complaint", "asked_by")
    held = settled(rows, request.pk, by=by, granted=granted)
    row = held.complaint
    word = "dikabulkan" if granted else "ditolak"
    _record(row, "decide_identity", f"Permintaan identitas {word}", by)
    if granted:
        said = (
            "Identitas Anda dibuka untuk satu petugas yang memintanya dengan alasan tertulis, "
            "selama 24 jam. Pembukaan ini disetujui petugas lain dan dicatat."
        )
        unread = row.reporter_wrote_at
        say(row, MessageKind.PROGRESS, said, by=None)
        Complaint.objects.filter(pk=row.pk).update(reporter_wrote_at=unread)
    tell_people([held.asked_by], row, f"Permintaan membuka identitas {word}.", by=by)
    return held


@transaction.atomic
def read_identity(*, case: Complaint, by: User, reason: str) -> Reporter | None:
    """The full name and contact; the look is kept with its reason. None where none was left. Of a
    part they stand with the whole."""
    row = locked(case)
    allow(identity.can_see_name(by, row))
    said = wanted(reason, "reason", "Tulis untuk apa nama ini dilihat.", 1_000)
    keep_read(
        what=SecretRead.What.IDENTITY, object_id=row.pk, number=row.number, by=by, reason=said
    )
    return Reporter.objects.filter(complaint=root_of(row)).first()


def _record(row: Complaint, name: str, summary: str, by: User) -> None:
    activity.record(
        obj=row,
        verb=activity.verb_of(row, name),
        summary=f"{summary}: {row}",
        by=by,
        organization=row.unit,
    )
