"""Reminders before a self-assessment closes: once a stage for each person."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from performance.entry.actions.reminders import stage_for
from performance.models import SakipEdition
from performance.sakip.notifications import remind_sakip
from performance.sakip.queries.tasks import unfinished


@transaction.atomic
def send_sakip_reminders(*, on: date | None = None) -> int:
    """Remind units that have not handed in their sheet shortly before it closes; how many."""
    on = on or timezone.localdate()
    written = 0
    for edition in SakipEdition.objects.filter(opens_on__lte=on, closes_on__gte=on):
        days = (edition.closes_on - on).days
        stage = stage_for(days)
        if stage is None:
            continue
        for unit in unfinished(edition, Q()):
            key = f"ingat-sakip:{edition.pk}:{unit.pk}:{edition.closes_on:%Y%m%d}:{stage}"
            written += remind_sakip(edition, unit, days, key=key)
    return written
