"""Due dates: set from receipt, class, holidays and pauses; nothing else moves them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.clock.queries.terms import Calendar, DueDates, TermBook, due_dates, last_day_of
from complaints.models import Complaint, Pause
from organizations import activity
from organizations.each import in_batches
from organizations.models import User

LABELS = {
    "verify_due_at": "Tenggat pemeriksaan",
    "respond_due_at": "Tenggat tanggapan",
    "resolve_due_at": "Tenggat penyelesaian",
}
DERIVED = (*LABELS, "answer_days")  # what `set_due` puts on a case


def set_due(case: Complaint, pauses: Iterable[Pause] | None = None) -> dict[str, dict[str, Any]]:
    """Compute the due dates of a locked, unsaved or just changed case and put them on it.

    Its pauses are read unless they are given. Returns what changed, for the history line of the
    caller. The caller saves the fields named in `DERIVED`.
    """
    if pauses is None:
        pauses = list(case.pauses.all()) if case.pk else []
    received = timezone.localtime(case.received_at).date()
    calendar = Calendar.around(received, timezone.localdate())
    return _put(case, due_dates(case, pauses, TermBook.read(), calendar))


def _put(case: Complaint, due: DueDates) -> dict[str, dict[str, Any]]:
    values = {
        "verify_due_at": due.verify,
        "respond_due_at": due.respond,
        "resolve_due_at": due.resolve,
    }
    changes = {
        name: activity.changed(LABELS[name], last_day_of(getattr(case, name)), last_day_of(value))
        for name, value in values.items()
        if getattr(case, name) != value
    }
    for name, value in values.items():
        setattr(case, name, value)
    case.answer_days = due.answer_days
    return changes


@transaction.atomic
def begin_pause(*, case: Complaint, now: datetime, answer_until: datetime, reason: str) -> Pause:
    """The clock stands still while the reporter is asked; part of the caller's move."""
    return Pause.objects.create(
        complaint=case, began_at=now, answer_until=answer_until, reason=reason
    )


@transaction.atomic
def end_pause(*, case: Complaint, now: datetime) -> None:
    """The reporter has answered: the time in between does not count; part of the caller's move."""
    case.pauses.filter(ended_at=None).update(ended_at=now)


@transaction.atomic
def recount_open(*, by: User | None, why: str) -> int:
    """Due dates of every open report anew, after holidays or terms have changed; how many moved.

    Each that moved has a line in its history. Reports that ended keep theirs.
    """
    rows = Complaint.objects.open().order_by("pk")
    first = rows.order_by("received_at").values_list("received_at", flat=True).first()
    if first is None:
        return 0
    book = TermBook.read()
    calendar = Calendar.around(timezone.localtime(first).date(), timezone.localdate())
    return sum(
        _recount(batch, book, calendar, by=by, why=why)
        for batch in in_batches(list(rows.values_list("pk", flat=True)))
    )


def _recount(
    keys: Sequence[int], book: TermBook, calendar: Calendar, *, by: User | None, why: str
) -> int:
    open_now = Complaint.objects.select_for_update(of=("self",)).filter(
        pk__in=keys, state__in=ComplaintState.open()
    )
    moved = []
    for case in open_now.prefetch_related("pauses"):
        changes = _put(case, due_dates(case, case.pauses.all(), book, calendar))
        if changes:
            moved.append((case, changes))
    Complaint.objects.bulk_update([case for case, _ in moved], list(DERIVED))
    for case, changes in moved:
        activity.record(
            obj=case,
            verb="complaints.complaint.recount",
            summary=f"Tenggat {case} dihitung ulang",
            by=by,
            organization=case.unit,
            changes=changes,
            reason=why,
        )
    return len(moved)
