"""Unlock requests a person may see: those of the units whose data they read."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from organizations.access import access_of
from organizations.queries.keyset import newest_page
from performance.models import UnlockRequest

PAGE = 30


def _visible(user: Any) -> QuerySet[UnlockRequest]:
    mine = access_of(user).q("performance.view", "submission__organization")
    rows = UnlockRequest.objects.filter(mine)
    return rows.select_related("submission__organization", "requested_by", "decided_by")


def unlock_lines(user: Any, before: int | None) -> tuple[list[UnlockRequest], int | None]:
    """One keyset page, newest first, and the key of the next one."""
    return newest_page(_visible(user), before, PAGE)


def find_request(user: Any, pk: int) -> UnlockRequest | None:
    return _visible(user).filter(pk=pk).first()
