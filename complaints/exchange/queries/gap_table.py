"""The list of differences as a table of a file."""

from __future__ import annotations

from collections.abc import Sequence

from complaints.exchange.queries.gaps import Gap
from complaints.models import Sp4nBatch
from organizations.formatting import format_datetime
from reports.definitions import Column, ReportData, Table

COLUMNS = (
    Column("perbedaan", "Perbedaan", width=34),
    Column("tracking_id", "Nomor SP4N-LAPOR!", width=18),
    Column("nomor_portal", "Nomor di portal", width=16),
    Column("di_sp4n", "Di SP4N-LAPOR!", width=30),
    Column("di_portal", "Di portal", width=30),
    Column("langkah", "Langkah berikutnya", width=44),
    Column("keadaan", "Keadaan sekarang", width=16),
)
NOW = {True: "masih berbeda", False: "sudah sama"}


def gap_data(batch: Sp4nBatch, gaps: Sequence[Gap]) -> ReportData:
    rows = [
        {
            "perbedaan": gap.label,
            "tracking_id": gap.number,
            "nomor_portal": gap.case.number if gap.case else "",
            "di_sp4n": gap.there,
            "di_portal": gap.here,
            "langkah": gap.step if gap.is_still else "",
            "keadaan": NOW[gap.is_still],
        }
        for gap in gaps
    ]
    title = "Daftar cocokan dengan SP4N-LAPOR!"
    return ReportData(
        title=title,
        values={},
        tables=[Table("cocokan", title, COLUMNS, rows)],
        figures=[],
        stamp="",
        file_stem=f"cocokan-sp4n-{batch.pk}",
        subtitle=f"{batch.file_name}, disimpan {format_datetime(batch.saved_at)}",
    )
