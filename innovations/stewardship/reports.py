"""The yearly list as a table of a file."""

from __future__ import annotations

from collections.abc import Sequence

from innovations.stewardship.queries.sustainability import Fate
from reports.definitions import Column, Table


def sustainability_table(found: Sequence[Fate], year: int) -> Table:
    columns = (
        Column("tahun", "Tahun", kind="integer"),
        Column("nama", "Inovasi"),
        Column("kode_opd", "Kode perangkat daerah"),
        Column("nama_opd", "Perangkat daerah"),
        Column("status", "Status keberlanjutan"),
        Column("berhenti_sejak", "Berhenti sejak"),
        Column("sumber", "Sumber"),
    )
    rows = [
        {
            "tahun": year,
            "nama": fate.innovation.name,
            "kode_opd": fate.innovation.organization.code if fate.innovation.organization else "",
            "nama_opd": fate.innovation.organization.name if fate.innovation.organization else "",
            "status": fate.label,
            "berhenti_sejak": fate.stopped_on.isoformat() if fate.stopped_on else None,
            "sumber": fate.source,
        }
        for fate in found
    ]
    return Table("keberlanjutan", f"Keberlanjutan inovasi {year}", columns, rows)
