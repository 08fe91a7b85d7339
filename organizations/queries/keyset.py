"""Lists that grow are read a page at a time, each page begins behind the last row of the former."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def newest_page(rows: QuerySet[Row], before: int | None, size: int) -> tuple[list[Row], int | None]:
    """Up to `size` rows made before the one of this key, the newest first, and the key for the
    next page; None at the end. One statement."""
    rows = rows.order_by("-pk")
    found = list((rows.filter(pk__lt=before) if before else rows)[: size + 1])
    return found[:size], found[size - 1].pk if len(found) > size else None
