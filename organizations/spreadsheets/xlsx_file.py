"""Read an XLSX file: look at its envelope first, then let a limited child process open it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Collection
from typing import Any

from organizations import child
from organizations.files import BUSY
from organizations.spreadsheets.csv_file import MAX_COLUMNS, MAX_ROWS, TOO_MANY
from organizations.spreadsheets.table import Cell, ImportProblem, Table

SCRIPT = child.HERE / "sheets.py"
MAX_ENTRIES = 100
MAX_UNPACKED = 60 * 1024 * 1024
MAX_RATIO = 100
SMALL_ENTRY = 1024 * 1024  # below this a high ratio is harmless (XML packs well)
LIMITS = child.Limits(memory_mb=512, cpu_seconds=60, wall_seconds=90, answer_bytes=MAX_UNPACKED)

OLE = b"\xd0\xcf\x11\xe0"
NOT_XLSX = "Berkas ini bukan XLSX. Buka di aplikasi lembar kerja, lalu simpan sebagai .xlsx."
DAMAGED = (
    "Berkas XLSX rusak atau terpotong. Simpan ulang dari aplikasi lembar kerja, lalu unggah lagi."
)
BOMB = "Isi berkas setelah dibuka terlalu besar. Hapus lembar, gambar, dan format yang tidak perlu."
ANSWERS = {
    "too-many-rows": TOO_MANY,
    "too-many-columns": f"Lembar berisi lebih dari {MAX_COLUMNS} kolom. Hapus kolom di sebelah kanan data.",
    "no-data-sheet": "Tidak ada lembar data. Pakai templat dari halaman Impor dan isi lembar “Data”.",
}
TROUBLES = {
    "f": "berisi rumus; salin lalu tempel sebagai nilai",
    "d": "berisi tanggal; ubah format sel menjadi angka atau teks, lalu ketik ulang",
    "b": "berisi nilai benar/salah; isi dengan angka atau teks",
}


def read_xlsx(content: bytes, header: Collection[str]) -> Table:
    """The first data sheet; `header` are titles of which the row of titles has at least one."""
    inspect_envelope(content)
    answer = _ask_child(content)
    if "error" in answer:
        raise ImportProblem(ANSWERS.get(answer["error"], DAMAGED))
    return _table(answer, header)


def inspect_envelope(content: bytes) -> None:
    """Everything that can be refused without opening a single part."""
    if content.startswith(OLE):
        raise ImportProblem(
            "Berkas dikunci kata sandi atau berformat lama (.xls). Hapus kata sandinya dan simpan sebagai .xlsx."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise ImportProblem(DAMAGED if content.startswith(b"PK") else NOT_XLSX) from None
    _judge_entries(entries)


def _judge_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = {entry.filename for entry in entries}
    unpacked = sum(entry.file_size for entry in entries)
    is_dense = any(
        entry.file_size > SMALL_ENTRY and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED or is_dense:
        raise ImportProblem(BOMB)
    if any(entry.flag_bits & 1 for entry in entries):
        raise ImportProblem("Berkas dikunci kata sandi. Hapus kata sandinya lalu unggah lagi.")
    if "[Content_Types].xml" not in names or not any(n.startswith("xl/") for n in names):
        raise ImportProblem(NOT_XLSX)
    lowered = {name.casefold() for name in names}
    if any("vbaproject" in name or name.startswith("xl/macrosheets") for name in lowered):
        raise ImportProblem("Berkas berisi makro. Simpan sebagai .xlsx tanpa makro.")
    if any(name.startswith("xl/externallinks") for name in lowered):
        raise ImportProblem(
            "Berkas terhubung ke berkas lain. Putuskan tautannya (Data › Edit Tautan), lalu unggah lagi."
        )


def _ask_child(content: bytes) -> dict[str, Any]:
    try:
        return json.loads(child.ask(SCRIPT, content, LIMITS, str(MAX_ROWS), str(MAX_COLUMNS)))
    except child.TooMuch:
        raise ImportProblem(BOMB) from None
    except child.Busy:
        raise ImportProblem(BUSY) from None
    except (child.ChildTrouble, ValueError):
        raise ImportProblem(DAMAGED) from None


def _table(answer: dict[str, Any], header: Collection[str]) -> Table:
    rows = answer["rows"]
    if not rows:
        raise ImportProblem(f"Lembar “{answer['sheet']}” kosong. Pakai templat dari halaman Impor.")
    start = _header_place(rows, header)
    titles = [text for _, text in rows[start][1]]
    body = [
        (number, [_cell(k, t, number, i) for i, (k, t) in enumerate(line)])
        for number, line in rows[start + 1 :]
    ]
    return Table(titles, body, answer["meta"], has_merged=answer["merged"])


def _header_place(rows: list[Any], header: Collection[str]) -> int:
    """The first row with a title that is looked for; rows above it may be merged cells."""
    for place, (_, line) in enumerate(rows[:10]):
        texts = {text.strip().casefold() for _, text in line}
        if not texts.isdisjoint(header):
            return place
    return 0


def _cell(kind: str, text: str, row: int, column: int) -> Cell:
    where = f"sel {column_letter(column)}{row} "
    if kind == "d":
        return Cell(text[:10], trouble=where + TROUBLES[kind], is_day=True)
    if kind in TROUBLES:
        return Cell(text, trouble=where + TROUBLES[kind])
    if kind == "e":
        return Cell(text, trouble=f"{where}berisi “{text}”; isi dengan angka, atau kosongkan")
    if kind == "n" and text.endswith(".0"):
        text = text[:-2]
    return Cell(text, is_numeric=kind == "n")


def column_letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
