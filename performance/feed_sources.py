"""Sources performance itself offers."""

from __future__ import annotations

from decimal import Decimal

from organizations.exact import percent
from organizations.models import Organization
from performance.choices import SubmissionState
from performance.feeds import FeedSource, register_feed
from performance.models import Submission


def on_time_share(unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """Percent of the entries up to the quarter that were handed in on time; None without any."""
    rows = Submission.objects.filter(year=year, quarter__lte=quarter)
    rows = rows.exclude(state=SubmissionState.DRAFT).exclude(submitted_at=None)
    if unit is not None:
        rows = rows.filter(organization=unit)
    states = list(rows.values_list("is_late", flat=True))
    return percent(sum(not late for late in states), len(states)) if states else None


register_feed(
    FeedSource(
        "pengisian-tepat-waktu",
        "Persentase pengisian triwulan yang diajukan tepat waktu",
        "%",
        on_time_share,
    )
)
