"""What the front page and the feed tell of innovations."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from innovations.choices import Stage
from innovations.models import Award, Innovation

NEWEST = 3


@dataclass(frozen=True)
class Front:
    count: int
    implemented: int
    units: int
    awards: int
    newest: list[Innovation]


def newest(most: int) -> list[Innovation]:
    rows = Innovation.objects.listed().select_related("organization")
    return list(rows.order_by("-published_at", "-pk")[:most])


def front() -> Front | None:
    """The city's own innovations that go on; None where there is none."""
    own = Innovation.objects.listed().owned().going()
    rows = list(own.select_related("organization").order_by("-published_at", "-pk")[:NEWEST])
    if not rows:
        return None
    counts = own.order_by().aggregate(
        count=Count("pk"),
        implemented=Count("pk", filter=Q(stage=Stage.IMPLEMENTED)),
        units=Count("organization", distinct=True),
    )
    won = Award.objects.filter(innovation__in=own).count()
    return Front(awards=won, newest=rows, **counts)
