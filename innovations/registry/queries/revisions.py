"""Revisions of entries a person may open."""

from __future__ import annotations

from typing import Any

from innovations.models import Revision
from innovations.registry.queries.listing import entries_of


def revision_of(user: Any, pk: int) -> Revision | None:
    rows = Revision.objects.filter(innovation__in=entries_of(user))
    return (
        rows.select_related("innovation__organization", "proposed_by", "decided_by")
        .filter(pk=pk)
        .first()
    )
