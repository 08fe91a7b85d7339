"""Once a week: what is due soon or late for those who do it, what waits for those who judge it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from organizations.actions.mail import remind
from organizations.formatting import format_date
from organizations.models import Organization, User
from organizations.queries.holders import holders_inside
from surveys.choices import FollowUpState
from surveys.models import FollowUp

FROM_HOUR = 7  # the city's morning
NEAR = timedelta(days=14)
DESK = "/kerja/survei/tindak-lanjut/"
MOST = 50


def remind_of_follow_ups(*, now: datetime | None = None) -> int:
    """One mail a week for each person of an OPD, from the first morning of the week on.

    Whoever manages the survey reads what is due within two weeks or late; whoever confirms, what
    is reported done. Returns how many mails were written.
    """
    now = timezone.localtime(now or timezone.now())
    if now.hour < FROM_HOUR:
        return 0
    year, week, _ = now.date().isocalendar()
    plans = FollowUp.objects.select_related("unit__organization").order_by("due_on", "pk")
    due = plans.filter(state=FollowUpState.PLANNED, due_on__lte=now.date() + NEAR)
    waiting = plans.filter(state=FollowUpState.DONE)
    key = f"survei-tindak-lanjut:{year}{week:02}"
    return _send(
        due, "surveys.manage", "tindak lanjut survei perlu dikerjakan", f"{key}:kerja", now.date()
    ) + _send(
        waiting, "surveys.publish", "tindak lanjut survei menunggu diperiksa", f"{key}:periksa",
        now.date(),
    )  # fmt: skip


def _send(rows: Iterable[FollowUp], right: str, what: str, key: str, today: date) -> int:
    found: dict[Organization, list[FollowUp]] = defaultdict(list)
    for plan in rows:
        found[plan.unit.organization].append(plan)
    mine: dict[User, list[FollowUp]] = defaultdict(list)
    for organization, listed in found.items():
        for user in holders_inside(right, organization):
            mine[user] += listed
    return sum(
        remind([user], f"{len(listed)} {what}", _text(listed, today), DESK, key=key)
        for user, listed in mine.items()
    )


def _text(plans: list[FollowUp], today: date) -> str:
    lines = [_line(plan, today) for plan in plans[:MOST]]
    if len(plans) > MOST:
        lines.append(f"- dan {len(plans) - MOST} lagi")
    return "\n".join(lines)


def _line(plan: FollowUp, today: date) -> str:
    is_late = plan.state == FollowUpState.PLANNED and plan.due_on < today
    late = ", lewat batas" if is_late else ""
    return f"- {plan.unit}: {plan} (paling lambat {format_date(plan.due_on)}{late})"
