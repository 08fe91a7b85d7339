"""Read delimited text as Excel and people write it: its separator and its letters are found."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Sequence

from organizations.spreadsheets.table import Cell, ImportProblem, Layout, Table, header_place

MAX_ROWS = 10_000
MAX_COLUMNS = 60
TOO_MANY = (
    f"Berkas berisi lebih dari {MAX_ROWS:,} baris.".replace(",", ".")
    + " Bagi menjadi beberapa berkas, misalnya satu berkas per perangkat daerah."
)
NAMES = {";": "titik koma", ",": "koma", "\t": "tab", "|": "garis tegak"}
WINDOWS = "Huruf berkas dibaca sebagai Windows-1252. Periksa nama yang memakai huruf khusus."
ARMED = tuple(f"'{sign}" for sign in "=+-@\t\r\0")
_SEP = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
Lines = list[tuple[int, list[str]]]


def read_csv(content: bytes, layouts: Sequence[Layout] = ()) -> Table:
    text, warnings = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise ImportProblem("Berkas kosong. Pakai templat dari halaman Impor.")
    delimiter, lines, start = _chosen(text, first, layouts)
    number, titles = lines[start]
    if len(titles) > MAX_COLUMNS:
        raise ImportProblem(
            f"Berkas berisi lebih dari {MAX_COLUMNS} kolom. Pakai templat dari halaman Impor."
        )
    _require_titled(titles, lines[start + 1 :])
    return Table(
        titles,
        [(row, [Cell(cell) for cell in cells]) for row, cells in lines[start + 1 :]],
        warnings=warnings,
        above=[cells for _, cells in lines[:start]],
        notes=(
            f"Teks dengan pemisah {NAMES.get(delimiter, delimiter)}, judul kolom di baris {number}.",
        ),
    )


def _require_titled(titles: Sequence[str], lines: Lines) -> None:
    """A row longer than its titles has been cut in the wrong place: every figure may be another's."""
    for number, cells in lines:
        if any(cell.strip() for cell in cells[len(titles) :]):
            raise ImportProblem(
                f"Baris {number} berisi {len(cells)} sel, sedangkan judulnya {len(titles)}. Mungkin koma "
                "desimal terbaca sebagai pemisah: simpan sebagai XLSX atau CSV dengan titik koma, "
                "atau hapus sel yang tidak berjudul."
            )


def _chosen(text: str, first: str, layouts: Sequence[Layout]) -> tuple[str, Lines, int]:
    """The separator under which a row of titles is seen; one that the file names comes first."""
    named = _SEP.match(text)
    likely = sorted(NAMES, key=lambda sign: -first.count(sign))
    for delimiter in dict.fromkeys([*(named.groups() if named else ()), *likely]):
        try:
            lines = _lines(text, delimiter, has_name=bool(named))
        except ImportProblem:
            if delimiter == likely[0] or named:
                raise
            continue
        place = header_place([cells for _, cells in lines], layouts)
        if place is not None:
            return delimiter, lines, place
    delimiter = named[1] if named else likely[0]
    return delimiter, _lines(text, delimiter, has_name=bool(named)), 0


def _lines(text: str, delimiter: str, *, has_name: bool) -> Lines:
    """Filled rows with their numbers in the file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: Lines = []
    number = 0
    try:
        for cells in reader:
            number += 1
            if not any(cell.strip() for cell in cells) or (has_name and number == 1):
                continue
            if len(lines) > MAX_ROWS:
                raise ImportProblem(TOO_MANY)
            lines.append((number, [_disarmed(cell) for cell in cells]))
    except csv.Error:
        raise ImportProblem(
            f"Baris {number + 1} tidak terbaca sebagai CSV: periksa tanda kutip yang tidak berpasangan."
        ) from None
    if not lines:
        raise ImportProblem("Berkas kosong. Pakai templat dari halaman Impor.")
    return lines


def _disarmed(cell: str) -> str:
    """Without the mark that keeps a spreadsheet from running a text; our own exports carry it."""
    return cell[1:] if cell.startswith(ARMED) else cell


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-8, the "Unicode text" of Excel, or the letters of older Windows programs."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode("utf-16"), ()
        except UnicodeDecodeError:
            pass
    if b"\x00" in content[:4096]:
        raise ImportProblem(
            "Isi berkas bukan teks CSV. Simpan sebagai “CSV UTF-8” atau unggah berkas XLSX."
        )
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return content.decode("cp1252"), (WINDOWS,)
    except UnicodeDecodeError:
        raise ImportProblem(
            "Huruf di dalam berkas bukan UTF-8. Simpan ulang sebagai “CSV UTF-8”."
        ) from None
