"""Reference data of this app: the national holidays and cuti bersama shipped with the project."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from organizations.choices import HolidayKind
from organizations.models import Holiday

FILE = Path(__file__).parent / "holidays.csv"
SOURCE = "Paket holidays 0.109; cocokkan dengan SKB"
# The package marks these as estimates: the moon decides.
ESTIMATED_YEAR, ESTIMATED_WORDS = 2027, ("Idul Fitri", "Idul Adha", "Idulfitri", "Iduladha")


def load() -> None:
    """Add the holidays that are missing; days an officer has changed stay as they are."""
    rows = [
        Holiday(
            date=date.fromisoformat(row["tanggal"]),
            name=row["nama"],
            kind=HolidayKind(row["jenis"]),
            source=SOURCE,
            is_estimate=_is_estimate(row),
        )
        for row in _shipped()
    ]
    Holiday.objects.bulk_create(rows, ignore_conflicts=True)


def shipped_holidays() -> frozenset[date]:
    """The calendar as shipped, whatever a city has changed in its own."""
    return frozenset(date.fromisoformat(row["tanggal"]) for row in _shipped())


def _shipped() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _is_estimate(row: dict[str, str]) -> bool:
    late = row["tanggal"].startswith(str(ESTIMATED_YEAR))
    return late and any(word in row["nama"] for word in ESTIMATED_WORDS)
