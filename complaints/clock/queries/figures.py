"""Figures of the complaint desk that indicators of performance take: shares of a unit up to a quarter.

They tell how things stood when the quarter ended, from what units did (`Segment`): what happens
later to a report, to whom it is passed on, that it is reopened or answered again, moves none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from complaints import formulas
from complaints.choices import Outcome
from complaints.clock.queries.terms import Calendar, TermBook, due_dates
from complaints.models import Complaint, Pause, Segment
from complaints.querysets import UNCOUNTED, passed
from organizations.exact import percent
from organizations.formulas import ONE_DAY, end_of_quarter
from organizations.models import Organization
from organizations.small_cells import SMALL_CELL


@dataclass(frozen=True)
class Ends:
    """How reports passed on had ended by then; the three are never one. The rest was open."""

    whole: int
    solved: int
    unsolved: int
    not_ours: int


def completion_share(unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """Percent solved of the reports of the year that were with the unit when the quarter ended.

    Open ones, those closed unsolved and those that were not the city's stay in the denominator.
    None below five.
    """
    found = ends(unit, year, quarter)
    return percent(found.solved, found.whole) if found.whole >= SMALL_CELL else None


def in_time_share(unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """Percent answered within their term, of those answered or due by the end of the quarter.

    The first answer counts, for the unit that gave it. An open report whose term has passed is
    one that was not answered in time; one whose term still runs, or stands still while its
    reporter is asked, is left out. None below five.
    """
    end = _end(year, quarter)
    answers = _reports(year, end).filter(answered_at__lt=end)
    firsts = _once(answers.order_by("complaint_id", "answered_at", "pk"))
    given = firsts.filter(unit=unit) if unit is not None else firsts
    open_late = _late_without_answer(_standing(unit, year, end), answers, end)
    whole = given.count() + open_late
    return percent(given.filter(is_in_time=True).count(), whole) if whole >= SMALL_CELL else None


def ends(unit: Organization | None, year: int, quarter: int) -> Ends:
    end = _end(year, quarter)
    rows = _standing(unit, year, end)
    ended = rows.filter(ended_at__lt=end)
    counts = [ended.filter(outcome=outcome).count() for outcome in Outcome]
    return Ends(rows.count(), *counts)


def _end(year: int, quarter: int) -> datetime:
    """The first moment after the quarter."""
    after = end_of_quarter(year, quarter) + ONE_DAY
    return datetime.combine(after, time(), tzinfo=timezone.get_current_timezone())


def _reports(year: int, end: datetime) -> QuerySet[Segment]:
    """Spans begun by then of reports received in the year: no secret ones, so that a figure of few
    reports tells nothing of one; shown or not."""
    start = datetime.combine(date(year, 1, 1), time(), tzinfo=end.tzinfo)
    rows = Segment.objects.filter(complaint__received_at__gte=start, complaint__is_secret=False)
    return rows.filter(complaint__received_at__lt=end, began_at__lt=end)


def _standing(unit: Organization | None, year: int, end: datetime) -> QuerySet[Segment]:
    """The last span of each report by then: who had it, or ended it. What a unit had handed back
    was nobody's; what was merged or archived by then is counted nowhere."""
    rows = _once(_reports(year, end).order_by("complaint_id", "-began_at", "-pk"))
    rows = rows.exclude(complaint__state__in=UNCOUNTED, ended_at__lt=end)
    if unit is None:
        return rows
    return rows.filter(unit=unit).exclude(ended_at__lt=end, outcome="")


def _once(spans: QuerySet[Segment]) -> QuerySet[Segment]:
    """The first span of each report in their order."""
    return Segment.objects.filter(pk__in=spans.distinct("complaint_id").values("pk"))


def _late_without_answer(
    standing: QuerySet[Segment], answers: QuerySet[Segment], end: datetime
) -> int:
    """Open by then, and their term had passed: as it was then, without pauses that ended later."""
    waiting = standing.filter(Q(ended_at=None) | Q(ended_at__gte=end) | Q(outcome=""))
    waiting = waiting.filter(~Exists(answers.filter(complaint=OuterRef("complaint"))))
    until = min(end, timezone.now())
    later = Pause.objects.filter(complaint=OuterRef("complaint"))
    later = later.filter(Q(ended_at=None) | Q(ended_at__gte=end))
    late = waiting.filter(~Exists(later)).filter(passed("complaint__resolve_due_at", until)).count()
    paused = Complaint.objects.filter(pk__in=waiting.filter(Exists(later)).values("complaint"))
    return late + _late_as_of(paused, end, until)


def _late_as_of(paused: QuerySet[Complaint], end: datetime, until: datetime) -> int:
    cases = list(paused.prefetch_related(Prefetch("pauses", to_attr="known")))
    if not cases:
        return 0
    first = min(timezone.localdate(case.received_at) for case in cases)
    late, book, calendar = 0, TermBook.read(), Calendar.around(first, timezone.localdate(end))
    for case in cases:
        pauses: list[Pause] = [row for row in case.known if row.began_at < end]  # type: ignore[attr-defined]
        over = [row for row in pauses if row.ended_at and row.ended_at < end]
        stops = [row.began_at for row in pauses if row not in over]
        due = due_dates(case, over, book, calendar).resolve
        late += due is not None and not formulas.is_kept(min([*stops, until]), due)
    return late
