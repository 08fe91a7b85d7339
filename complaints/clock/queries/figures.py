"""Figures of the complaint desk that indicators of performance take: shares of a unit up to a quarter."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce, Least
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.models import Complaint
from complaints.querysets import ANSWERED_LATE, passed
from organizations.exact import percent
from organizations.models import Organization


def _received(unit: Organization | None, year: int, quarter: int) -> tuple[QuerySet, datetime]:
    """Reports of the year up to the end of the quarter that the unit had to answer; the end.

    Secret ones count: a share of a whole year tells nothing of one of them. Merged ones count with
    their main one, archived ones were no reports.
    """
    zone = timezone.get_current_timezone()
    start = datetime.combine(date(year, 1, 1), time(), tzinfo=zone)
    after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    end = datetime.combine(after, time(), tzinfo=zone)
    rows = Complaint.objects.filter(received_at__gte=start, received_at__lt=end)
    rows = rows.exclude(state__in=(ComplaintState.MERGED, ComplaintState.ARCHIVED))
    rows = rows.exclude(routed_at=None)
    return (rows.filter(unit=unit) if unit is not None else rows), end


def completion_share(unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """Percent of the reports passed on that were answered by the end of the quarter.

    Received from the beginning of the year; None without any. Open ones stay in the denominator.
    """
    rows, end = _received(unit, year, quarter)
    whole = rows.count()
    done = rows.filter(Q(answered_at__lt=end) | Q(answered_at=None, closed_at__lt=end)).count()
    return percent(done, whole) if whole else None


def in_time_share(unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """Percent answered within their term, of those answered or due by the end of the quarter.

    An open report whose term has passed is one that was not answered in time; one whose term
    still runs, or stands still while its reporter is asked, is left out unless it was answered
    already. None without any.
    """
    rows, end = _received(unit, year, quarter)
    answered = Q(answered_at__lt=end)
    until = min(end, timezone.now())
    is_over = passed("resolve_due_at", Least(Coalesce(F("paused_at"), until), until))
    judged = rows.filter(resolve_due_at__isnull=False).filter(answered | is_over)
    whole = judged.count()
    kept = judged.filter(answered).exclude(ANSWERED_LATE).count()
    return percent(kept, whole) if whole else None
