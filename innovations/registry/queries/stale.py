"""Entries that began their way and were left lying: nobody wrote or moved them for long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Max
from django.utils import timezone

from innovations.choices import InnovationState
from innovations.models import Innovation
from organizations.models import Activity

STALE_AFTER = timedelta(days=60)
ON_ITS_WAY = (InnovationState.DRAFT, InnovationState.SUBMITTED, InnovationState.VERIFIED)


def stale_since(innovations: Iterable[Innovation], now: datetime) -> dict[int, date]:
    """Since when nobody touched those that are stale; one statement however many there are.

    Of what is public its health tells (`stewardship.queries.health`).
    """
    changed = {row.pk: row.changed_at for row in innovations if row.state in ON_ITS_WAY}
    lines = Activity.objects.filter(
        object_type=Innovation._meta.label_lower, object_id__in=list(changed)
    )
    told = dict(lines.order_by().values("object_id").annotate(last=Max("at")).values_list(
        "object_id", "last"
    ))  # fmt: skip
    touched = {pk: max(at, told.get(pk, at)) for pk, at in changed.items()}
    return {
        pk: timezone.localdate(at) for pk, at in touched.items() if now - at > STALE_AFTER
    }  # fmt: skip
