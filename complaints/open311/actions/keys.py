"""Keys of applications that may post: made once, shown once, revoked."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from complaints import permissions
from complaints.models import ApiKey
from complaints.secrecy import digest
from organizations import activity
from organizations.access import allow
from organizations.models import User


@transaction.atomic
def make_key(*, name: str, contact: str, by: User) -> tuple[ApiKey, str]:
    """A key for one application; the second value is shown to the person and kept nowhere."""
    allow(permissions.can_manage(by))
    written = secrets.token_urlsafe(32)
    row = ApiKey.objects.create(name=name, contact=contact, digest=_digest(written), made_by=by)
    activity.record(
        obj=row, verb="complaints.apikey.make", summary=f"Kunci aplikasi {row} dibuat", by=by
    )
    return row, written


@transaction.atomic
def revoke_key(*, key: ApiKey, by: User) -> ApiKey:
    """The application can post no more; what it sent stays."""
    allow(permissions.can_manage(by))
    locked = ApiKey.objects.select_for_update().get(pk=key.pk)
    if locked.revoked_at is not None:
        raise ValidationError("Kunci ini sudah dicabut.")
    locked.revoked_at = timezone.now()
    locked.save(update_fields=["revoked_at"])
    activity.record(
        obj=locked,
        verb="complaints.apikey.revoke",
        summary=f"Kunci aplikasi {locked} dicabut",
        by=by,
    )
    return locked


def key_of(written: str) -> ApiKey | None:
    """The valid key that was sent; None for none."""
    if not written:
        return None
    return ApiKey.objects.filter(digest=_digest(written), revoked_at=None).first()


def _digest(written: str) -> str:
    return digest("api-key", written)
