"""Who would usually handle a report: a suggestion for the desk, never a decision."""

from __future__ import annotations

from django.db.models import Q

from complaints.models import Area, Category, Route
from organizations.models import Organization


def suggested_unit(category: Category | None, area: Area | None) -> Organization | None:
    """The unit of the rule for this kelurahan, then its kecamatan, then everywhere, then the category's."""
    if category is None:
        return None
    areas = [found for found in (area and area.pk, area and area.parent_id) if found]
    rules = Route.objects.filter(Q(area__in=areas) | Q(area=None), category=category)
    found = {rule.area_id: rule.unit for rule in rules.select_related("unit")}
    for key in (*areas, None):
        if key in found:
            return found[key]
    return category.unit
