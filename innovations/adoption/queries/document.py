"""The lists a document or an indicator is made of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from innovations.adoption.queries.progress import facts_of_many
from innovations.models import AdoptionChecklist, Innovation
from organizations.formulas import end_of_quarter
from organizations.models import Organization


def public_checklists(slug: str = "") -> QuerySet[AdoptionChecklist]:
    """Of innovations that everybody may see, by name; with a slug, of that one."""
    shown = Innovation.objects.listed()
    if slug:
        shown = shown.filter(slug=slug)
    rows = AdoptionChecklist.objects.filter(innovation__in=shown)
    return rows.select_related("innovation").order_by("innovation__name", "pk")


def adopted_share(unit: Organization | None, year: int, quarter: int) -> Decimal | None:
    """The mean share of the public lists of a unit (None: the city) on the quarter's last day,
    unrounded; None where none of them had units and items by then."""
    rows = public_checklists()
    if unit is not None:
        rows = rows.filter(innovation__organization=unit)
    day: date = end_of_quarter(year, quarter)
    found = [facts.exact_on(day) for facts in facts_of_many(rows).values()]
    shares = [share for share in found if share is not None]
    return sum(shares, Decimal(0)) / len(shares) if shares else None
