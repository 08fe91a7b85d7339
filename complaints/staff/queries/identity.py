"""Requests to open the name behind an anonymous report, for those who decide them."""

from __future__ import annotations

from django.db.models import QuerySet

from complaints.models import IdentityRequest

PAGE = 20


def _rows() -> QuerySet[IdentityRequest]:
    """Number, who asks, why: nothing of the report itself."""
    rows = IdentityRequest.objects.select_related("complaint", "asked_by", "decided_by")
    return rows.only(
        "reason", "asked_at", "decided_at", "is_granted", "open_until", "complaint__number",
        "asked_by__full_name", "decided_by__full_name",
    )  # fmt: skip


def asked(before: int | None) -> tuple[list[IdentityRequest], int | None]:
    """One keyset page, the newest first, and the key of the next."""
    rows = _rows().order_by("-pk")
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: PAGE + 1])
    more = len(found) > PAGE
    found = found[:PAGE]
    return found, found[-1].pk if more else None


def find_asked(pk: int) -> IdentityRequest | None:
    return _rows().filter(pk=pk).first()


def waiting() -> int:
    return IdentityRequest.objects.filter(decided_at=None).count()
