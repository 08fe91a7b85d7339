"""Requests to open the name behind an anonymous report, for those who decide them."""

from __future__ import annotations

from django.db.models import QuerySet

from complaints.models import IdentityRequest


def asked() -> QuerySet[IdentityRequest]:
    """Number, who asks, why: nothing of the report itself."""
    rows = IdentityRequest.objects.select_related("complaint", "asked_by", "decided_by")
    return rows.only(
        "reason", "asked_at", "decided_at", "is_granted", "open_until", "complaint__number",
        "asked_by__full_name", "decided_by__full_name",
    )  # fmt: skip


def waiting() -> int:
    return IdentityRequest.objects.filter(decided_at=None).count()
