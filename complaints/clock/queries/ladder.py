"""The escalation ladder: which steps a late report has reached, and who stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from complaints import permissions
from complaints.clock.queries.terms import last_day_of
from complaints.models import Complaint, Escalation, LadderStep
from organizations.formulas import count_working_days
from organizations.models import User


@dataclass(frozen=True)
class Ladder:
    """Every step, read once."""

    steps: tuple[LadderStep, ...]

    @classmethod
    def read(cls) -> Ladder:
        return cls(tuple(LadderStep.objects.select_related("officer").order_by("level", "pk")))

    def of(self, case: Complaint) -> list[LadderStep]:
        """The steps of the case's unit by level; where it has none of a level, the general one."""
        found: dict[int, LadderStep] = {}
        for step in self.steps:
            is_own = step.unit_id is not None and step.unit_id == case.unit_id
            if is_own or (step.unit_id is None and step.level not in found):
                found[step.level] = step
        return [found[level] for level in sorted(found)]


def days_late(case: Complaint, today: date, holidays: frozenset[date]) -> int:
    """Whole working days after the last day on which the term was kept.

    Of a report that the reporter sent back, not before that day: its due date stays where it was,
    but the ladder is climbed step by step and not all at once.
    """
    last = last_day_of(case.resolve_due_at)
    if last is None:
        return 0
    if case.run_began_at is not None:
        last = max(last, timezone.localdate(case.run_began_at))
    return count_working_days(last, today, holidays)


def reached(case: Complaint) -> set[int]:
    """Steps the report has climbed since it was last sent back."""
    return set(case.escalations.filter(run=case.run).values_list("level", flat=True))


def reached_of(keys: Sequence[int]) -> dict[int, set[int]]:
    """The same of many reports."""
    rows = Escalation.objects.filter(complaint__in=keys, run=F("complaint__run"))
    found: dict[int, set[int]] = defaultdict(set)
    for pk, level in rows.values_list("complaint_id", "level"):
        found[pk].add(level)
    return found


def due_steps(steps: Iterable[LadderStep], reached: Iterable[int], late: int) -> list[LadderStep]:
    """Steps whose days have passed and that were not reached before."""
    known = set(reached)
    return [step for step in steps if step.after_days <= late and step.level not in known]


def next_step(case: Complaint, steps: Sequence[LadderStep]) -> LadderStep | None:
    """The lowest step that nobody was told of since the report was last sent back."""
    known = reached(case)
    return next((step for step in steps if step.level not in known), None)


def officer_for(step: LadderStep, steps: Sequence[LadderStep], case: Complaint) -> User | None:
    """The officer of the step; whoever switched notices off, left or may not know is passed over
    for the next one up the ladder. None at its end."""
    above = [one for one in steps if one.level >= step.level]
    named = (one.officer for one in above if one.officer is not None)
    return next((user for user in named if _can_be_told(user, case)), None)


def _can_be_told(user: User, case: Complaint) -> bool:
    is_reached = user.is_active and user.wants_reminders
    return is_reached and bool(permissions.can_be_told(user, case))


def alarms(now: datetime, most: int) -> list[Escalation]:
    """Steps that were reached and where nobody stood, of reports that are still late: the oldest."""
    late = Complaint.objects.overdue(now).values("pk")
    rows = Escalation.objects.filter(officer=None, complaint__in=late, run=F("complaint__run"))
    # Found from two indexes alone; whole rows are read of those that are shown.
    oldest = rows.order_by("reached_at", "pk").values("pk")[:most]
    shown = Escalation.objects.filter(pk__in=oldest).select_related("complaint")
    return list(shown.order_by("reached_at", "pk"))


def has_no_ladder() -> bool:
    return not LadderStep.objects.exists()
