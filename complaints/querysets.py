from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from complaints.choices import ComplaintState, Publicity

UNCOUNTED = (ComplaintState.MERGED, ComplaintState.ARCHIVED)


def passed(term: str, by: Any) -> Q:
    """The term has passed by that moment, and not before it: its last moment is in time. Of one
    report `formulas.is_kept` says the same."""
    return Q(**{f"{term}__lt": by})


ANSWERED_LATE = passed("resolve_due_at", F("answered_at"))


class ComplaintQuerySet(models.QuerySet):
    def public(self) -> ComplaintQuerySet:
        """What anybody may see; every public list, map, feed and search begins here."""
        return self.published().filter(erased_at=None)

    def published(self) -> ComplaintQuerySet:
        """The same with the frames of those whose words retention removed: for open data alone."""
        return self.filter(publicity=Publicity.SHOWN, is_secret=False)

    def counted(self) -> ComplaintQuerySet:
        """What published figures count: reports that can be read one by one, a merged one with
        its main one, an archived one not."""
        return self.published().exclude(state__in=UNCOUNTED)

    def open(self) -> ComplaintQuerySet:
        return self.filter(state__in=ComplaintState.open())

    def overdue(self, now: datetime) -> ComplaintQuerySet:
        """Open, and its term ended before now or before the pause that still lasts."""
        return self.open().filter(passed("resolve_due_at", Coalesce(F("paused_at"), now)))
