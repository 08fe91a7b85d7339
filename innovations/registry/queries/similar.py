"""Entries of any year whose name or purpose is much like this one: told, never a hindrance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Greatest

from innovations.choices import InnovationState
from innovations.models import Innovation
from innovations.permissions import visible_innovations

MOST = 5
ALIKE = 0.45  # of two names or expansions
SAME_PURPOSE = 0.5


def similar_to(innovation: Innovation, user: Any) -> Sequence[Innovation]:
    """At most five, the nearest first, of those the person may see; one statement."""
    named: Any = [TrigramSimilarity("name", innovation.name)]
    near = Q(name__trigram_similar=innovation.name)
    if innovation.expansion:
        named.append(TrigramSimilarity("expansion", innovation.expansion))
        near |= Q(expansion__trigram_similar=innovation.expansion)
    if innovation.purpose:
        near |= Q(purpose__trigram_similar=innovation.purpose)
    rows = _readable(user).filter(near).exclude(pk=innovation.pk)
    found = rows.annotate(
        named=Greatest(*named, Value(0.0)),
        aimed=TrigramSimilarity("purpose", innovation.purpose),
    )
    alike = found.filter(Q(named__gte=ALIKE) | Q(aimed__gte=SAME_PURPOSE))
    return list(alike.select_related("organization").order_by("-named", "-aimed", "pk")[:MOST])


def _readable(user: Any) -> QuerySet[Innovation]:
    return Innovation.objects.filter(visible_innovations(user) | Q(state=InnovationState.PUBLISHED))
