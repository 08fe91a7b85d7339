"""Requests that a second person decides: names behind anonymous reports, files with secret ones."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from complaints.models.asked import Asked
from complaints.permissions import identity
from organizations import moment
from organizations.access import allow
from organizations.actions.mail import tell
from organizations.models import User
from organizations.queries.holders import holders

Request = TypeVar("Request", bound=Asked)


def tell_custodians(subject: str, words: str, address: str) -> None:
    """Those who decide read that a request waits; nothing of what it is about."""
    tell(holders("complaints.grant_identity"), subject, words, address)


def settled(rows: QuerySet[Request], pk: int, *, by: User, granted: bool) -> Request:
    """The request, locked and decided once, by another person than the one who asked; in the
    caller's transaction."""
    held = rows.select_for_update(of=("self",)).get(pk=pk)
    allow(identity.can_grant_name(by, held))
    if held.decided_at is not None:
        raise ValidationError("Permintaan ini sudah diputuskan.")
    held.settle(by, moment.now(), granted=granted)
    return held
