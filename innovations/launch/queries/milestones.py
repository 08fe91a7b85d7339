"""Milestones of one innovation, and those of many on the board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from innovations.choices import InnovationState
from innovations.choices.launch import MilestoneState, Term
from innovations.models import Innovation, Milestone
from innovations.permissions import visible_innovations
from organizations.models import Activity

SOON = timedelta(days=90)
TERMS = {term.value: place for place, term in enumerate(Term)}


@dataclass(frozen=True)
class Step:
    """A milestone as it stands on a day."""

    milestone: Milestone
    label: str
    tone: str


def step_of(milestone: Milestone, today: date) -> Step:
    if milestone.is_overdue(today):
        return Step(milestone, "Lewat target tanpa bukti", "danger")
    return Step(milestone, milestone.get_state_display(), milestone.tone)


def steps_of(innovation: Innovation, today: date) -> list[Step]:
    """By term, then by day."""
    rows = Milestone.objects.filter(innovation=innovation).order_by("due_on", "pk")
    found = sorted(rows, key=lambda row: TERMS[row.term])
    return [step_of(row, today) for row in found]


@dataclass(frozen=True)
class Board:
    """What the person sees of the milestones of innovations that go on, by tab."""

    parts: dict[str, QuerySet[Milestone]]
    counts: dict[str, int]


LABELS = {
    "": "Lewat target",
    "segera": "Jatuh tempo 90 hari ini",
    "periksa": "Menunggu diperiksa",
    "tercapai": "Tercapai",
}


def board(user: Any, today: date) -> Board:
    rows = of_going().filter(innovation__in=_seen(user))
    planned = rows.filter(state=MilestoneState.PLANNED)
    parts = {
        "": planned.filter(due_on__lt=today),
        "segera": planned.filter(due_on__range=(today, today + SOON)),
        "periksa": rows.filter(state=MilestoneState.REPORTED),
        "tercapai": rows.filter(state=MilestoneState.VERIFIED).order_by("-done_on", "-pk"),
    }
    return Board(parts, {name: part.count() for name, part in parts.items()})


def of_going() -> QuerySet[Milestone]:
    """Of innovations that the head has seen and that go on, the earliest day first."""
    going = Innovation.objects.owned().going().filter(state__in=InnovationState.settled())
    rows = Milestone.objects.filter(innovation__in=going)
    return rows.select_related("innovation__organization").order_by("due_on", "pk")


def _seen(user: Any) -> QuerySet[Innovation]:
    return Innovation.objects.filter(visible_innovations(user))


def history_of(innovation: Innovation) -> Sequence[Activity]:
    """Lines about its milestones, the newest first."""
    keys = Milestone.objects.filter(innovation=innovation).values("pk")
    kind = Milestone._meta.label_lower
    rows = Activity.objects.filter(object_type=kind, object_id__in=keys)
    return list(rows.order_by("-pk")[:20])
