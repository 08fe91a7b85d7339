"""“Saya juga”: somebody with the same trouble follows a report and adds to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from complaints import secrecy
from complaints.choices import ComplaintState
from complaints.intake.actions.coming import ContactGiven, ticket_digest
from complaints.models import Complaint, Supporter
from organizations import activity, moment

NOT_OPEN = "Laporan ini tidak lagi dapat diikuti. Buat laporan baru bila masalahnya masih ada."


@dataclass(frozen=True)
class Followed:
    """Who follows, and the secret that opens the report for them; empty when sent twice."""

    supporter: Supporter
    secret: str = field(repr=False)


@transaction.atomic
def follow_report(
    *, case: Complaint, contact: ContactGiven | None = None, client_key: UUID | None = None
) -> Followed:
    """Follow a public report that is still open. Moves no clock.

    Raises ValidationError for one that is hidden or has ended.
    """
    if client_key and (known := Supporter.objects.filter(client_key=client_key).first()):
        return Followed(known, "")
    rows = Complaint.objects.public().exclude(state__in=ComplaintState.ended())
    row = rows.select_for_update(of=("self",)).filter(pk=case.pk).first()
    if row is None:
        raise ValidationError(NOT_OPEN)
    given, secret = contact or ContactGiven(), secrecy.new_secret()
    supporter = Supporter.objects.create(
        complaint=row,
        joined_at=moment.now(),
        secret_digest=ticket_digest(row.number, secret),
        client_key=client_key,
        name=given.name,
        email=given.email,
        phone=given.phone,
        mail_wanted=given.mail_wanted and bool(given.email),
        whatsapp_wanted=given.whatsapp_wanted and bool(given.phone),
    )
    Complaint.objects.filter(pk=row.pk).update(supporters=F("supporters") + 1)
    activity.record(
        obj=row,
        verb=activity.verb_of(row, "follow"),
        summary=f"Diikuti seorang warga: {row}",
        by=None,
        organization=row.unit,
    )
    return Followed(supporter, secret)
