"""The outlines of the kelurahan as one GeoJSON, for maps without a tile server."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from complaints.formulas import is_inside
from complaints.models import Area


def outlines() -> dict[str, Any]:
    rows = Area.objects.filter(is_active=True, parent__isnull=False, outline__isnull=False)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"id": row.pk, "name": row.name},
                "geometry": row.outline,
            }
            for row in rows
        ],
    }


def area_at(latitude: Decimal, longitude: Decimal) -> Area | None:
    """The kelurahan whose outline holds the place; None outside the city or without outlines."""
    rows = Area.objects.filter(is_active=True, parent__isnull=False, outline__isnull=False)
    place = latitude, longitude
    return next((row for row in rows if any(map(partial(is_inside, place), _polygons(row)))), None)


def _polygons(area: Area) -> list[Any]:
    """The rings of each part; what is no polygon has none."""
    shape = area.outline or {}
    if shape.get("type") == "Polygon":
        return [shape["coordinates"]]
    return shape["coordinates"] if shape.get("type") == "MultiPolygon" else []
