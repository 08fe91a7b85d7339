from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from complaints.choices import ComplaintState, Publicity


class ComplaintQuerySet(models.QuerySet):
    def public(self) -> ComplaintQuerySet:
        """What anybody may see; every public list, map, feed and search begins here."""
        return self.published().filter(erased_at=None)

    def published(self) -> ComplaintQuerySet:
        """The same with the frames of those whose words retention removed: for open data alone."""
        return self.filter(publicity=Publicity.SHOWN, is_secret=False)

    def countable(self) -> ComplaintQuerySet:
        """What published figures count: nothing secret, and a merged report with its main one."""
        return self.filter(is_secret=False).exclude(state=ComplaintState.MERGED)

    def open(self) -> ComplaintQuerySet:
        return self.filter(state__in=ComplaintState.open())

    def overdue(self, now: datetime) -> ComplaintQuerySet:
        """Open, and its term ended before now or before the pause that still lasts."""
        return self.open().filter(resolve_due_at__lte=Coalesce(F("paused_at"), now))

    def late(self, now: datetime) -> ComplaintQuerySet:
        """Answered after its term, or open after it."""
        answered_late = Q(answered_at__gt=F("resolve_due_at"))
        return self.filter(answered_late | Q(pk__in=self.model.objects.overdue(now).values("pk")))
