"""The reporter wrote or sent a file: the case comes up, and who is responsible knows."""

from __future__ import annotations

from django.db import transaction

from complaints.clock.notifications import tell_responsible
from complaints.models import Complaint
from organizations import moment

WROTE = "Pelapor menulis atau mengirim berkas baru."


@transaction.atomic
def reporter_wrote(*, case: Complaint) -> None:
    """Put the case on top of "baru dari pelapor" and tell every officer responsible now.

    Part of the action that keeps the message or the file. Moves no clock.
    """
    case.reporter_wrote_at = moment.now()
    case.save(update_fields=["reporter_wrote_at"])
    tell_responsible(case, WROTE)


def officer_read(*, case: Complaint) -> None:
    """An officer has read it, or answered; part of the caller's act on the locked case."""
    if case.reporter_wrote_at is not None:
        case.reporter_wrote_at = None
        case.save(update_fields=["reporter_wrote_at"])
