"""Late reports climb the ladder: each step once a run, each told to a named officer, else an alarm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from complaints import permissions
from complaints.choices import ComplaintState
from complaints.clock.notifications import tell_people
from complaints.clock.queries.ladder import (
    Ladder,
    days_late,
    due_steps,
    next_step,
    officer_for,
    reached,
    reached_of,
)
from complaints.clock.queries.terms import Calendar
from complaints.models import Complaint, Escalation, LadderStep
from organizations import activity, moment
from organizations.access import allow
from organizations.each import each, in_batches
from organizations.models import User

NOBODY = "Tidak ada pejabat yang dapat diberi tahu"
ALL_TOLD = "Semua jenjang eskalasi laporan ini sudah diberi tahu."


def escalate_overdue(*, now: datetime | None = None) -> int:
    """Every late report: each step of the ladder it has reached is written once; how many were."""
    now = now or moment.now()
    today = timezone.localdate(now)
    ladder = Ladder.read()
    late = Complaint.objects.overdue(now).order_by("resolve_due_at")
    first = late.values_list("resolve_due_at", flat=True).first()
    if first is None or not ladder.steps:
        return 0
    calendar = Calendar.around(timezone.localdate(first), today)
    keys = list(late.values_list("pk", flat=True))
    due = (pk for batch in in_batches(keys) for pk in _with_due(batch, ladder, today, calendar))
    return each(due, lambda pk: _escalate(pk, ladder, today, calendar, now), work="escalate")


def _with_due(
    keys: Sequence[int], ladder: Ladder, today: date, calendar: Calendar
) -> Iterator[int]:
    """Those of a batch that have reached a step nobody was told of: of most late reports every
    step was, and nothing of them is read again."""
    known = reached_of(keys)
    fields = ("unit_id", "run_began_at", "resolve_due_at")
    cases = Complaint.objects.only(*fields).in_bulk(keys)
    for pk in keys:
        case = cases.get(pk)
        if case is None:
            continue
        late = days_late(case, today, calendar.holidays)
        if due_steps(ladder.of(case), known.get(pk, ()), late):
            yield pk


def _escalate(pk: int, ladder: Ladder, today: date, calendar: Calendar, now: datetime) -> int:
    rows = Complaint.objects.overdue(now).select_for_update(of=("self",)).select_related("unit")
    case = rows.filter(pk=pk).first()
    if case is None:
        return 0
    steps = ladder.of(case)
    late = days_late(case, today, calendar.holidays)
    due = due_steps(steps, reached(case), late)
    for step in due:
        reach(case, step, steps, now=now)
    return len(due)


def reach(
    case: Complaint,
    step: LadderStep,
    steps: Sequence[LadderStep],
    *,
    now: datetime,
    by: User | None = None,
) -> Escalation:
    """Write the step and tell its officer; part of the caller's transaction on the locked case."""
    officer = officer_for(step, steps, case)
    note = ""
    if officer is None:
        note = NOBODY
    elif officer != step.officer:
        note = f"Disampaikan kepada {officer.full_name} sebagai pejabat berikutnya"
    row = Escalation.objects.create(
        complaint=case,
        run=case.run,
        level=step.level,
        title=step.title,
        officer=officer,
        reached_at=now,
        note=note[:200],
    )
    activity.record(
        obj=case,
        verb=activity.verb_of(case, "escalate"),
        summary=f"Eskalasi {step.level} ({step.title}): {case}",
        by=by,
        organization=case.unit,
        changes={"officer": activity.changed("Diberi tahu", "", officer or NOBODY)},
    )
    if officer is not None:
        what = "Laporan ini terlambat." if by is None else "Laporan ini dieskalasikan kepada Anda."
        tell_people([officer], case, what)
    return row


@transaction.atomic
def escalate_by_hand(*, case: Complaint, by: User) -> Escalation:
    """The next step of the ladder at once, whether the report is late or not."""
    rows = Complaint.objects.select_for_update(of=("self",)).select_related("unit")
    row = rows.get(pk=case.pk)
    allow(permissions.can_ask(by, row))
    if row.state not in ComplaintState.open():
        raise ValidationError("Hanya laporan yang masih berjalan dapat dieskalasikan.")
    steps = Ladder.read().of(row)
    step = next_step(row, steps)
    if step is None:
        raise ValidationError(ALL_TOLD if steps else "Jenjang eskalasi belum diatur.")
    return reach(row, step, steps, now=moment.now(), by=by)
