"""Unlock requests a person may see: those of the units whose data they read."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from organizations.access import access_of
from performance.models import UnlockRequest

PAGE = 30


def _visible(user: Any) -> QuerySet[UnlockRequest]:
    mine = access_of(user).q("performance.view", "submission__organization")
    rows = UnlockRequest.objects.filter(mine)
    return rows.select_related("submission__organization", "requested_by", "decided_by")


def unlock_lines(user: Any, before: int | None) -> tuple[list[UnlockRequest], int | None]:
    """One keyset page, newest first, and the key of the next one."""
    rows = _visible(user).order_by("-pk")
    found = list(rows.filter(pk__lt=before)[: PAGE + 1] if before else rows[: PAGE + 1])
    more = len(found) > PAGE
    return found[:PAGE], found[PAGE - 1].pk if more else None


def find_request(user: Any, pk: int) -> UnlockRequest | None:
    return _visible(user).filter(pk=pk).first()
