"""Evidence that counts: for the basis its answer has now."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet

from innovations.models import IndexArchive, IndexEntry, IndexEvidence, IndexRound, Innovation
from innovations.permissions import visible_innovations
from innovations.permissions.index import sees_city_index


def evidence_of(round_: IndexRound, entry: IndexEntry | None) -> QuerySet[IndexEvidence]:
    """Of an innovation, without one of the whole round; in the order of the rows."""
    rows = IndexEvidence.objects.filter(answer__round=round_, basis=F("answer__basis"))
    rows = rows.filter(answer__entry=entry) if entry else rows
    rows = rows.select_related("answer__entry__innovation", "answer__row")
    return rows.order_by("answer__entry", "answer__row__position", "pk")


def mark_of_evidence(rows: Iterable[IndexEvidence]) -> str:
    """Another one as soon as a file or a link comes, or another basis is chosen."""
    told = ",".join(str(row.pk) for row in rows)
    return hashlib.sha256(told.encode()).hexdigest()


def archive_of(user: Any, pk: int) -> IndexArchive | None:
    """Of an innovation for whoever may open it, of a whole round for those who see the city."""
    rows = IndexArchive.objects.select_related("round__set", "entry__innovation")
    found = rows.filter(pk=pk).first()
    if found is None:
        return None
    if found.entry is None:
        return found if sees_city_index(user) else None
    seen = Innovation.objects.filter(visible_innovations(user), pk=found.entry.innovation_id)
    return found if seen.exists() else None
