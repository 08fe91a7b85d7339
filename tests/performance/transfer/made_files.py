"""Files made for tests of the import: delimited text and workbooks of every kind people send."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import openpyxl
import xlsxwriter

from performance.transfer.readers.facts import Target

BAPPEDA, DINAS = "5.01.5.05.0.00.01.0000", "1.02.0.00.0.00.01.0000"
TARGET = Target(BAPPEDA, "Badan Perencanaan", 2026, ("Dinas Kesehatan",))
SUB, OTHER = "5.01.02.2.01.0006", "5.01.02.2.01.0002"
HEAD = ("level", "kode", "nama", "indikator", "satuan", "target_k", "pagu_rp", "tw3_k", "tw3_rp")
ROW = ("subkegiatan", SUB, "Penyiapan Bahan", "Jumlah Usulan", "Usulan")
SIPD_HEAD = (
    *("TAHUN", "KODE SKPD", "NAMA SKPD", "KODE PROGRAM", "NAMA PROGRAM", "KODE KEGIATAN"),
    *("NAMA KEGIATAN", "KODE SUB KEGIATAN", "NAMA SUB KEGIATAN", "KODE REKENING", "PAGU"),
)
Sheet = Sequence[Sequence[Any]]


def text(*rows: Sequence[str], sign: str = ";", encoding: str = "utf-8-sig") -> bytes:
    return "".join(sign.join(row) + "\r\n" for row in rows).encode(encoding)


def filled(target: Any = "", pagu: Any = "", k: Any = "", rp: Any = "") -> tuple[Any, ...]:
    return (*ROW, target, pagu, k, rp)


def sheets(
    made: Mapping[str, Sheet],
    *,
    hidden: Sequence[str] = (),
    merged: Sequence[str] = (),
    formats: Mapping[str, str] | None = None,
) -> bytes:
    """A workbook; merged areas and number formats are those of its last sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in made.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    for area in merged:
        sheet.merge_cells(area)
    for cell, number_format in (formats or {}).items():
        sheet[cell].number_format = number_format
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_results(write: Callable[[Any], None]) -> bytes:
    """A workbook whose formulas carry their results, as a spreadsheet saves it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    write(book.add_worksheet("Data"))
    book.close()
    return out.getvalue()


def sipd_line(code: str, pagu: Any, owner: str = BAPPEDA, year: Any = 2026) -> tuple[Any, ...]:
    program, kegiatan = ".".join(code.split(".")[:3]), ".".join(code.split(".")[:5])
    names = ("Program", kegiatan, "Kegiatan", code, "Sub kegiatan", "5.1.02")
    return (year, owner, f"SKPD {owner}", program, *names, pagu)


OFFICIAL = (
    ("EVALUASI TERHADAP HASIL RENJA PERANGKAT DAERAH",),
    ("Tahun 2026",),
    (
        *(
            "No",
            "Sasaran",
            "Program/Kegiatan",
            "Indikator Kinerja Program (outcome)/Kegiatan (output)",
        ),
        *("Target Renstra Perangkat Daerah pada Tahun 2026", ""),
        *("Realisasi Capaian Kinerja Renstra Perangkat Daerah s/d Tahun Lalu (n-2)", ""),
        *("Target Kinerja dan Anggaran Renja Tahun Berjalan yang Dievaluasi", ""),
        *("Realisasi Kinerja Pada Triwulan", "", "", "", "", "", "", ""),
        *("Realisasi Capaian Kinerja dan Anggaran Renja", ""),
        "Unit Penanggung Jawab",
    ),
    (*([""] * 10), "I", "", "II", "", "III", "", "IV", "", "", "", ""),
    (*([""] * 4), *(["K", "Rp"] * 8), ""),
    tuple(str(number) for number in range(1, 22)),
)
