"""The clock of milestones: tells of the day before it comes, and when it passed without evidence."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from innovations.choices.launch import MilestoneState, Term
from innovations.launch.actions.milestones import page_of
from innovations.launch.queries.milestones import of_going
from innovations.models import Innovation, Milestone
from innovations.stewardship.actions.asking import FROM_HOUR
from innovations.stewardship.queries.check_ins import HEAD, STEWARD, told
from organizations import moment
from organizations.actions.mail import remind
from organizations.each import each
from organizations.formatting import format_date

NEAR = timedelta(days=14)
CHASED = (Term.MEDIUM, Term.LONG)  # those that are forgotten once the training is over


def run_milestones(*, now: datetime | None = None) -> None:
    """Every morning, each step of each milestone once; another day begins anew."""
    now = timezone.localtime(now or moment.now())
    if now.hour < FROM_HOUR:
        return
    keys = list(_due(now.date()).values_list("pk", flat=True))
    each(keys, lambda pk: _one(pk, now), work="milestones")


def _due(today: date) -> QuerySet[Milestone]:
    coming = Q(due_on__range=(today, today + NEAR), reminded_at=None)
    passed = Q(due_on__lt=today, term__in=CHASED, overdue_told_at=None)
    return of_going().filter(coming | passed, state=MilestoneState.PLANNED)


def _one(pk: int, now: datetime) -> int:
    today = now.date()
    row = _due(today).select_for_update(of=("self",)).filter(pk=pk).first()
    if row is None:
        return 0
    if row.is_overdue(today):
        _tell(row, "lewat", today)
        Milestone.objects.filter(pk=pk).update(overdue_told_at=now)
    else:
        _tell(row, "ingat", today)
        Milestone.objects.filter(pk=pk).update(reminded_at=now)
    return 1


def _tell(row: Milestone, step: str, today: date) -> None:
    """To the steward; once the day has passed to the head as well. Whom nothing reaches is passed
    over for the next."""
    innovation: Innovation = row.innovation
    people, _ = told(innovation, STEWARD, today)
    last = format_date(row.due_on)
    subject = f"Tonggak {innovation} jatuh tempo {last}"
    text = f"Tonggak {innovation}: {row}. Targetnya {last}. Laporkan dengan bukti bila tercapai."
    if step == "lewat":
        people += [one for one in told(innovation, HEAD, today)[0] if one not in people]
        subject = f"Tonggak {innovation} lewat target tanpa bukti"
        text = (
            f"Tonggak {innovation}: {row}. Targetnya {last} sudah lewat dan belum ada bukti. "
            "Laporkan dengan bukti, atau tulis target barunya."
        )
    if not moment.is_past():
        key = f"inovasi-tonggak:{row.pk}:{step}:{row.due_on}"
        remind(people, subject, text, page_of(innovation), key=key)
