"""Export files of SP4N-LAPOR! as tests need them."""

from __future__ import annotations

import csv
import io
from typing import Any

from complaints.exchange.actions.batches import (
    confirm,
    keep_file,
    map_columns,
    proposed_mapping,
)
from complaints.models import Sp4nBatch
from organizations.models import User

ROW = {
    "Tracking ID": "8100001",
    "Tanggal Laporan": "3/9/2024",
    "Judul Laporan": "Lampu padam",
    "Isi Laporan": "Lampu jalan di gang dua padam sejak Senin.",
    "Kategori Utama": "PEKERJAAN UMUM DAN PENATAAN RUANG",
    "Sub Kategori": "PENERANGAN JALAN",
    "Instansi Terdisposisi": "DPUPR",
    "Status": "Sedang proses",
    "Rahasia": "Tidak",
}


def row(number: int = 1, **cells: Any) -> dict[str, Any]:
    """A row of the file; names of cells with underscores for spaces."""
    named = {name.replace("_", " "): value for name, value in cells.items()}
    return {**ROW, "Tracking ID": f"81{number:05d}", **named}


def as_csv(rows: list[dict[str, Any]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(dict.fromkeys(name for one in rows for name in one)))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_xlsx(rows: list[list[Any]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def looked(
    by: User, rows: list[dict[str, Any]], mapping: dict[str, str] | None = None
) -> Sp4nBatch:
    """The file up to its preview, with the columns as guessed."""
    batch = keep_file(name="ekspor.csv", content=as_csv(rows), by=by)
    return map_columns(batch=batch, mapping=mapping or proposed_mapping(batch), by=by)


def saved(by: User, rows: list[dict[str, Any]]) -> Sp4nBatch:
    return confirm(batch=looked(by, rows), by=by)
