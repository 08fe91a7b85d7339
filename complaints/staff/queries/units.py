"""Units as staff pages of complaints offer them, and who would handle a report."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from complaints import formulas
from complaints.intake.queries.routing import suggested_unit
from complaints.models import Category, Complaint
from organizations.access import access_of
from organizations.models import Organization

READS = "complaints.view"


def units_to_filter(user: Any) -> QuerySet[Organization]:
    """Units whose cases the person reads; none for whoever reads one unit only."""
    access = access_of(user)
    rows = Organization.objects.reporting().valid(timezone.localdate())
    if READS not in access.everywhere and len(access.units.get(READS, ())) < 2:
        return rows.none()
    return rows.filter(access.organizations(READS)).order_by("name")


def unit_for(case: Complaint) -> Organization | None:
    """Who handles it by the rules of category and area; never the unit the report is about."""
    unit = suggested_unit(case.category, case.area)
    return None if unit is None or unit.pk == case.accused_id else unit


def suggested_categories(case: Complaint) -> list[Category]:
    """What the words of the report speak of, the likeliest first; at most three."""
    rows = {str(row.pk): row for row in Category.objects.filter(is_active=True)}
    text = f"{case.subject} {case.text}"
    names = formulas.suggested(text, [(pk, row.keywords) for pk, row in rows.items()])
    return [rows[pk] for pk in names[:3]]
