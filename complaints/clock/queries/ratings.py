"""What reporters thought of answers after their report was closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Count, Sum
from django.utils import timezone

from complaints.models import Complaint, Rating
from organizations.exact import rounded
from organizations.models import Organization


@dataclass(frozen=True)
class Ratings:
    """What reporters thought of the answers, 1 to 4."""

    count: int
    total: int

    @property
    def mean(self) -> Decimal | None:
        return rounded(Decimal(self.total) / self.count) if self.count else None


def ratings_of(unit: Organization, first: date, last: date) -> Ratings:
    """Ratings given from one day to another to answers of a unit, of reports counted in public."""
    zone = timezone.get_current_timezone()
    start, end = (
        datetime.combine(day, time(), tzinfo=zone) for day in (first, last + timedelta(days=1))
    )
    counted = Complaint.objects.counted().filter(unit=unit)
    rows = Rating.objects.filter(complaint__in=counted, given_at__gte=start, given_at__lt=end)
    found = rows.aggregate(count=Count("pk"), total=Sum("stars"))
    return Ratings(found["count"], found["total"] or 0)
