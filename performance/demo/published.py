"""The published figures of 2025 that the demonstration planning agency carries."""

from __future__ import annotations

from pathlib import Path

from organizations.models import Organization
from performance.transfer.actions.transfer import import_file

FILE = Path(__file__).parent / "evaluasi_renja_2025.csv"
REASON = "Memuat kota demonstrasi"


def import_published_year(unit: Organization, year: int) -> None:
    """Import the workbook's rows through the same importer an operator uses."""
    import_file(
        organization=unit, year=year, name=FILE.name, content=FILE.read_bytes(), reason=REASON
    )
