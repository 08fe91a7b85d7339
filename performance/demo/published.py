"""The published figures of 2025 that the demonstration planning agency carries."""

from __future__ import annotations

from pathlib import Path

from organizations.models import Organization
from performance.demo.figures import Known
from performance.models import ImportBatch, Pagu, PeriodTarget, YearTarget
from performance.transfer.actions.transfer import import_file

FILE = Path(__file__).parent / "evaluasi_renja_2025.csv"
REASON = "Memuat kota demonstrasi"


def import_published_year(unit: Organization, year: int) -> None:
    """Import the workbook's rows through the same importer an operator uses."""
    import_file(
        organization=unit, year=year, name=FILE.name, content=FILE.read_bytes(), reason=REASON
    )


def published_figures(unit: Organization, year: int) -> Known:
    """Targets and pagu of that year; where nothing was planned for it, the target of the period."""
    ends = PeriodTarget.objects.filter(indicator__node__organization=unit)
    years = YearTarget.objects.filter(indicator__node__organization=unit, year=year)
    pagus = Pagu.objects.filter(node__organization=unit, year=year)
    found = dict(ends.values_list("indicator", "end_target"))
    found |= dict(years.filter(target__gt=0).values_list("indicator", "target"))
    return Known(
        {key: target for key, target in found.items() if target is not None},
        dict(pagus.values_list("node", "amount")),
    )


def real_imports() -> list[str]:
    """Files that came in by the command line and are not the published one."""
    count = ImportBatch.objects.filter(uploaded_by=None).exclude(file_name=FILE.name).count()
    return [f"{count} berkas kinerja yang diimpor lewat baris perintah"] if count else []
