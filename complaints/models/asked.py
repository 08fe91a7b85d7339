"""What one person asks for with a reason and another grants for a while."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from organizations.models import User

OPEN_FOR = timedelta(hours=24)


class Asked(models.Model):
    """A request that another person decides once; what is granted stands open for a day."""

    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("diminta", default=timezone.now)
    reason = models.TextField("alasan")
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("diputuskan", null=True)
    is_granted = models.BooleanField("dikabulkan", default=False)
    open_until = models.DateTimeField("terbuka sampai", null=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]

    @property
    def subject(self) -> str:
        """What is asked for, as its list names it."""
        raise NotImplementedError

    def settle(self, by: User, at: datetime, *, granted: bool) -> None:
        self.decided_by, self.decided_at, self.is_granted = by, at, granted
        self.open_until = at + OPEN_FOR if granted else None
        self.save()
