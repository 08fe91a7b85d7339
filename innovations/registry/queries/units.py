"""Who took over from a unit."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Max, Q

from organizations.models import Organization, Succession


def heir_of(unit: int | None, today: date) -> Organization | None:
    """At the end of the chain of single successors, however often it was reorganised."""
    found, passed = None, set[int | None]()
    while unit not in passed:
        passed.add(unit)
        out = Succession.objects.filter(predecessor=unit).aggregate(
            due=Count("pk", filter=Q(effective_on__lte=today)), all=Count("pk"), to=Max("successor")
        )
        if out["due"] != 1 or out["all"] != 1:
            break
        unit = found = out["to"]
    return Organization.objects.filter(pk=found).first() if found else None
