"""Kelurahan of the demonstration city, and a spot in each that is only plausible."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

from complaints.intake.actions.coming import Place
from complaints.models import Area
from organizations.demo.chance import between

HERE = Path(__file__).parent
# South-west and north-east corner of the part of each kecamatan in which spots are drawn.
CORNERS = {
    "33.75.01": (("-6.910", "109.643"), ("-6.880", "109.665")),
    "33.75.02": (("-6.910", "109.680"), ("-6.882", "109.705")),
    "33.75.03": (("-6.876", "109.662"), ("-6.853", "109.698")),
    "33.75.04": (("-6.940", "109.660"), ("-6.915", "109.692")),
}
WIDTH = Decimal("0.0025")
ROADS = (
    "Jalan Melati", "Jalan Kenanga", "Gang Mawar", "Jalan Sawo", "Jalan Merpati", "Gang Kutilang",
    "Jalan Delima", "Jalan Cempaka", "Gang Teratai", "Jalan Rambutan",
)  # fmt: skip


def create_areas() -> list[Area]:
    """The kelurahan, each below its kecamatan."""
    with (HERE / "areas.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    above = {row["above_code"]: row["above"] for row in rows}
    parents = {
        code: Area.objects.get_or_create(code=code, defaults={"name": name})[0]
        for code, name in above.items()
    }
    return [
        Area.objects.get_or_create(
            code=row["code"], defaults={"name": row["name"], "parent": parents[row["above_code"]]}
        )[0]
        for row in rows
    ]


def spot(area: Area, number: int) -> Place:
    """A spot in the kelurahan; every seventh report has none but its kelurahan."""
    street = ROADS[number * 7 % len(ROADS)]
    address = f"{street}, RT {number % 6 + 1:02d} RW {number % 9 + 1:02d}"
    if number % 7 == 6:
        return Place(area=area, address=address)
    low, high = CORNERS[area.code[:8]]
    latitude, longitude = (
        between(low[axis], high[axis], "centre", area.code, axis)
        + between(-WIDTH, WIDTH, "spot", number, axis)
        for axis in (0, 1)
    )
    return Place(area, address, round(latitude, 6), round(longitude, 6))
