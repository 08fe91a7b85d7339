"""The kecamatan and kelurahan of the city, for whoever counts by them."""

from __future__ import annotations

from django.db.models import F, QuerySet

from complaints.models import Area


def areas_in_use() -> QuerySet[Area]:
    """Kecamatan with their kelurahan after them."""
    rows = Area.objects.filter(is_active=True).select_related("parent")
    return rows.order_by(F("parent__name").asc(nulls_first=True), "name")


def districts_in_use() -> QuerySet[Area]:
    """The kecamatan, by name."""
    return Area.objects.filter(is_active=True, parent=None).order_by("name")
