"""The outlines of the kelurahan as one GeoJSON, for maps without a tile server."""

from __future__ import annotations

from typing import Any

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
