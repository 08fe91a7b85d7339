"""What the front page tells of competitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from innovations.award.queries.announced import announced
from innovations.choices.competition import EditionState, PhaseKind
from innovations.models import Phase, Result
from organizations import moment


@dataclass(frozen=True)
class Front:
    calls: Sequence[Phase]  # registrations that are open now
    newest: Result | None  # announced last


def front() -> Front | None:
    """Two statements; None while no call is open and nothing was announced."""
    now = moment.now()
    calls = Phase.objects.filter(
        kind=PhaseKind.REGISTRATION, opens_at__lte=now, closes_at__gt=now,
        edition__state=EditionState.OPEN,
    )  # fmt: skip
    open_now = list(calls.select_related("edition").order_by("closes_at", "pk"))
    newest = announced().defer("content").select_related("edition").first()
    return Front(open_now, newest) if open_now or newest else None
