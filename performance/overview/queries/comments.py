"""Comments for the public page and for the inbox."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from organizations.queries.keyset import newest_page
from performance import permissions
from performance.models import Indicator, PublicComment

PAGE = 20


def published_comments(indicator: Indicator) -> QuerySet[PublicComment]:
    return indicator.comments.filter(permissions.public_comments()).select_related("organization")


def inbox(user: Any, state: str = "", *, unanswered: bool = False) -> QuerySet[PublicComment]:
    """Comments this person may handle, newest first."""
    rows = PublicComment.objects.filter(permissions.visible_comments(user))
    if state:
        rows = rows.filter(state=state)
    if unanswered:
        rows = rows.filter(answer="")
    return rows.select_related("indicator", "organization", "answered_by").order_by("-pk")


def comment_page(
    rows: QuerySet[PublicComment], before: int | None
) -> tuple[list[PublicComment], int | None]:
    """One keyset page and the key of the next one (None at the end)."""
    return newest_page(rows, before, PAGE)
