"""How much of a term is left, in working days, as officers and citizens read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from complaints import formulas
from complaints.choices import ComplaintState
from complaints.clock.queries.terms import Calendar, is_overdue, last_day_of
from complaints.models import Complaint
from organizations.formulas import count_working_days

NEAR = 2


@dataclass(frozen=True)
class Left:
    """The day to finish by and what is left until then; `words` may be empty, `tone` is a badge's."""

    due: date | None
    words: str
    tone: str


def left_of(case: Complaint, now: datetime, calendar: Calendar) -> Left:
    """What is left of the term to finish; nothing of a report that ended."""
    due = last_day_of(case.resolve_due_at)
    if due is None or case.state not in ComplaintState.open():
        return Left(due, "", "neutral")
    return _judged(case, due, now, calendar)


def left_to_officers(case: Complaint, now: datetime, calendar: Calendar) -> Left:
    """The same, but a step before the end that is late or near is named in its place."""
    left = left_of(case, now, calendar)
    step, due = _step_before(case)
    if due is None or case.paused_at or is_overdue(case, now):
        return left
    if not formulas.is_kept(now, due):
        return Left(left.due, f"{step} terlambat", "danger")
    last = last_day_of(due)
    if last is None or (left.due and last >= left.due):
        return left
    words, tone = left_until(last, timezone.localtime(now, calendar.zone).date(), calendar)
    return Left(left.due, f"{step} {words}", tone) if tone == "warning" else left


def _step_before(case: Complaint) -> tuple[str, datetime | None]:
    """What is to be done first, and by when: None where nothing stands before the end."""
    if case.state == ComplaintState.RECEIVED and case.routed_at is None:
        return "penerusan", case.verify_due_at
    if case.state in ComplaintState.with_unit() and case.first_answered_at is None:
        return "tanggapan pertama", case.respond_due_at
    return "", None


def _judged(case: Complaint, due: date, now: datetime, calendar: Calendar) -> Left:
    today = timezone.localtime(now, calendar.zone).date()
    if is_overdue(case, now):
        late = count_working_days(due, today, calendar.holidays)
        return Left(due, f"terlambat {late} hari kerja" if late else "terlambat", "danger")
    if case.paused_at:
        return Left(due, "jeda, menunggu pelapor", "neutral")
    return Left(due, *left_until(due, today, calendar))


def left_until(due: date, today: date, calendar: Calendar) -> tuple[str, str]:
    """ "sisa 3 hari kerja" and its tone, for a day that has not passed. A term of calendar days may
    end on a day off: until then calendar days are left, and no working day."""
    if due == today:
        return "hari ini", "warning"
    days = count_working_days(today, due, calendar.holidays)
    if days == 0:
        return f"sisa {(due - today).days} hari", "warning"
    return f"sisa {days} hari kerja", "warning" if days <= NEAR else "info"
