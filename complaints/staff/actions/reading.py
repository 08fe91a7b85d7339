"""Looks at what is secret, each kept: who, what, from which page."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from complaints import permissions
from complaints.clock.actions.heard import officer_read
from complaints.models import Complaint, SecretRead
from complaints.staff.actions.basics import locked
from complaints.staff.actions.watching import keep_read
from organizations.access import allow
from organizations.models import User

SAME_LOOK = timedelta(minutes=5)  # going on in the same page is one look


def note_secret_read(
    *, case: Complaint, by: User, where: str, what: str = SecretRead.What.SECRET
) -> None:
    """One row for a look at a secret case from a page; within five minutes the same one is one."""
    known = SecretRead.objects.filter(
        what=what,
        object_id=case.pk,
        reader=by,
        reason=where,
        read_at__gte=timezone.now() - SAME_LOOK,
    )
    if not known.exists():
        keep_read(what=what, object_id=case.pk, number=case.number, by=by, reason=where)


@transaction.atomic
def mark_read(*, case: Complaint, by: User) -> None:
    """What the reporter sent was read and needs no answer."""
    row = locked(case)
    allow(permissions.can_ask(by, row))
    officer_read(case=row)
