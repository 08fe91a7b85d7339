"""Closing a period freezes its figures; publishing shows them."""

from __future__ import annotations

import json
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from organizations import moment
from organizations.models import User
from organizations.workflow import perform
from surveys import states
from surveys.index.queries.results import Result, as_json, live_result
from surveys.instrument.actions.periods import period_for_answers
from surveys.models import Period, Snapshot


@transaction.atomic
def close_period(*, period: Period, by: User) -> Period:
    """Freeze what the answers say; later answers belong to the next period.

    The period's row is locked first: an answer that is just being saved comes before the figures
    are taken, or is refused and saved into the next period. Closed before its last day, it ends
    today and the next one takes over.
    """
    now = moment.now()
    today = timezone.localdate(now)
    ends_on = max(min(period.ends_on, today), period.starts_on)
    moved = perform(
        period,
        states.CLOSE,
        by=by,
        updates={"closed_at": now, "closed_by": by, "ends_on": ends_on},
        organization=period.unit.organization,
    )
    freeze(live_result(moved))
    if moved.unit.is_active:
        period_for_answers(moved.unit, today)
    return moved


def publish_period(*, period: Period, by: User) -> Period:
    """Show the frozen figures to everybody."""
    return perform(
        period,
        states.PUBLISH,
        by=by,
        updates={"published_at": moment.now(), "published_by": by},
        organization=period.unit.organization,
    )


def withdraw_period(*, period: Period, by: User, note: str) -> Period:
    """Take the publication back with a reason; the figures stay frozen."""
    return perform(
        period,
        states.WITHDRAW,
        by=by,
        note=note,
        updates={"published_at": None, "published_by": None},
        organization=period.unit.organization,
    )


def freeze(result: Result) -> Snapshot:
    """Keep the tallies and names; the digest shows later that nobody changed them."""
    figures = as_json(result)
    text = json.dumps(figures, sort_keys=True, separators=(",", ":"))
    grade = result.figure.grade
    return Snapshot.objects.create(
        period=result.period,
        respondents=result.respondents,
        index=result.figure.index,
        grade=grade.letter if grade else "",
        figures=figures,
        digest=sha256(text.encode()).hexdigest(),
        made_at=moment.now(),
    )
