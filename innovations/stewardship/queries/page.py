"""What the page of stewardship of one innovation shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from innovations.models import CheckIn, Handover, Innovation, Steward
from innovations.stewardship.queries.health import Life, health_of_many
from innovations.stewardship.queries.stewards import Holding, holding_of, waiting_of
from organizations import activity
from organizations.models import Activity

SHOWN = 20
VERBS = ("offer", "steward", "judge", "keep", "merge", "retire")


@dataclass(frozen=True)
class StewardPage:
    holding: Holding
    life: Life | None  # None: a reference from elsewhere
    waiting: Handover | None
    former: Sequence[Steward]
    check_ins: Sequence[CheckIn]
    history: Sequence[Activity]


def steward_page(innovation: Innovation, today: date) -> StewardPage:
    rows = innovation.stewards.select_related("assignment__user")
    holding = holding_of(innovation, today)
    former = rows.exclude(pk=holding.steward.pk) if holding.steward else rows
    return StewardPage(
        holding=holding,
        life=health_of_many([innovation], today).get(innovation.pk),
        waiting=waiting_of(innovation),
        former=list(former[:SHOWN]),
        check_ins=list(innovation.check_ins.select_related("answered_by")[:SHOWN]),
        history=list(history_of(innovation)[:SHOWN]),
    )


def history_of(innovation: Innovation) -> QuerySet[Activity]:
    """Lines about its stewards and decisions, newest first."""
    handovers = innovation.handovers.values("pk")
    return Activity.objects.filter(
        Q(
            object_type=Innovation._meta.label_lower,
            object_id=innovation.pk,
            verb__in=[activity.verb_of(Innovation, verb) for verb in VERBS],
        )
        | Q(object_type=Handover._meta.label_lower, object_id__in=handovers)
    ).order_by("-pk")
