"""Read a CSV file with comma or semicolon, UTF-8 with or without a byte order mark."""

from __future__ import annotations

import csv
import io

from organizations.spreadsheets.table import Cell, ImportProblem, Table

MAX_ROWS = 10_000
MAX_COLUMNS = 60
TOO_MANY = (
    f"Berkas berisi lebih dari {MAX_ROWS:,} baris.".replace(",", ".")
    + " Bagi menjadi beberapa berkas, misalnya satu berkas per perangkat daerah."
)


def read_csv(content: bytes) -> Table:
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise ImportProblem("Berkas kosong. Pakai templat dari halaman Impor.")
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    titles: list[str] = []
    rows: list[tuple[int, list[Cell]]] = []
    number = 0
    try:
        for cells in reader:
            number += 1
            if not any(cell.strip() for cell in cells):
                continue
            if not titles:
                titles = cells
                continue
            if len(rows) >= MAX_ROWS:
                raise ImportProblem(TOO_MANY)
            rows.append((number, [Cell(cell) for cell in cells]))
    except csv.Error:
        raise ImportProblem(
            f"Baris {number + 1} tidak terbaca sebagai CSV: periksa tanda kutip yang tidak berpasangan."
        ) from None
    if len(titles) > MAX_COLUMNS:
        raise ImportProblem(
            f"Berkas berisi lebih dari {MAX_COLUMNS} kolom. Pakai templat dari halaman Impor."
        )
    return Table(titles, rows)


def _decoded(content: bytes) -> str:
    if b"\x00" in content[:4096]:
        raise ImportProblem(
            "Isi berkas bukan teks CSV. Simpan sebagai “CSV UTF-8” atau unggah berkas XLSX."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ImportProblem(
            "Huruf di dalam berkas bukan UTF-8. Simpan ulang sebagai “CSV UTF-8”."
        ) from None
