"""Read an XLSX file: look at its envelope first, then let a limited child process open it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from organizations import child
from organizations.files import BUSY
from organizations.formatting import first_of
from organizations.spreadsheets.csv_file import MAX_COLUMNS, MAX_ROWS, TOO_MANY
from organizations.spreadsheets.formats import meaning_of
from organizations.spreadsheets.table import Cell, ImportProblem, Layout, Table, header_place
from organizations.values import NumberError, read_sheet_number

RESULTS_SHOWN, HIDDEN_SHOWN = 8, 20
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
DATA_NAMES = ("data", "isian")
TROUBLES = {
    "f": "berisi rumus; salin lalu tempel sebagai nilai",
    "shortened": "memakai format angka yang menyembunyikan ribuan atau juta; ubah format sel menjadi angka biasa",
    "d": "berisi tanggal; ubah format sel menjadi angka atau teks, lalu ketik ulang",
    "t": "berisi jam; ubah format sel menjadi angka atau teks, lalu ketik ulang",
    "b": "berisi nilai benar/salah; isi dengan angka atau teks",
}


def read_xlsx(content: bytes, layouts: Sequence[Layout]) -> Table:
    """The one visible sheet with titles of one of the layouts, else the first visible one."""
    inspect_envelope(content)
    answer = _ask_child(content)
    if "error" in answer:
        raise ImportProblem(ANSWERS.get(answer["error"], DAMAGED))
    sheet, start = _chosen(answer["sheets"], layouts)
    table = _table(sheet, start, answer["meta"])
    told = (
        *_told_hidden(sheet, start, answer["sheets"]),
        *_told_others(sheet, answer["sheets"], layouts),
    )
    return replace(table, warnings=(*told, *table.warnings))


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


def _chosen(sheets: Sequence[dict[str, Any]], layouts: Sequence[Layout]) -> tuple[Any, int]:
    """The sheet and the place of its titles; never one of several, and none that is hidden."""
    places = {at: _titles_at(sheet, layouts) for at, sheet in enumerate(sheets)}
    fits = [at for at, place in places.items() if place is not None]
    seen = [at for at in fits if not sheets[at]["hidden"]]
    named = [at for at in seen if sheets[at]["name"].casefold() in DATA_NAMES]
    if len(seen) > 1 and len(named) != 1:
        names = ", ".join(f"“{sheets[at]['name']}”" for at in seen)
        raise ImportProblem(
            f"Berkas berisi beberapa lembar data: {names}. Simpan satu lembar saja, atau namai "
            "lembar yang dipakai “Data”."
        )
    if seen:
        at = named[0] if named else seen[0]
        return _readable(sheets[at]), places[at] or 0
    if fits:
        raise ImportProblem(
            f"Data berada di lembar tersembunyi “{sheets[fits[0]]['name']}”. Tampilkan lembarnya, lalu unggah lagi."
        )
    visible = [sheet for sheet in sheets if not sheet["hidden"]]
    if not visible:
        raise ImportProblem(ANSWERS["no-data-sheet"])
    filled = [sheet for sheet in visible if sheet["rows"] or "error" in sheet]
    if not filled:
        name = visible[0]["name"]
        raise ImportProblem(f"Lembar “{name}” kosong. Pakai templat dari halaman Impor.")
    return _readable(filled[0]), 0


def _titles_at(sheet: dict[str, Any], layouts: Sequence[Layout]) -> int | None:
    return header_place([[cell[1] for cell in line] for _, line in sheet["rows"]], layouts)


def _readable(sheet: dict[str, Any]) -> dict[str, Any]:
    if "error" in sheet:
        raise ImportProblem(ANSWERS.get(sheet["error"], DAMAGED))
    return sheet


def _table(sheet: dict[str, Any], start: int, meta: dict[str, str]) -> Table:
    rows = sheet["rows"]
    number, titles = rows[start]
    body = [
        (row, [_cell(cell, f"{column_letter(place)}{row}") for place, cell in enumerate(line)])
        for row, line in rows[start + 1 :]
    ]
    results = [
        f"{column_letter(place)}{row} = {cell[3]}"
        for row, line in rows[start + 1 :]
        for place, cell in enumerate(line)
        if cell[0] == "f" and len(cell) > 2
    ]
    return Table(
        [cell[1] for cell in titles],
        body,
        meta,
        warnings=(_told_results(results),) if results else (),
        above=[[cell[1] for cell in line] for _, line in rows[:start]],
        notes=(f"Lembar “{sheet['name']}”, judul kolom di baris {number}.",),
        sheet=sheet["name"],
    )


def _told_hidden(sheet: Any, start: int, sheets: Sequence[Any]) -> Iterator[str]:
    """What nobody sees in the file: rows and columns that are read, sheets that are not."""
    first = sheet["rows"][start][0]
    rows = [str(number) for number in sheet["hidden_rows"] if number > first]
    if rows:
        yield f"{len(rows)} baris tersembunyi ikut dibaca: {_shown(rows)}."
    if columns := [column_letter(place) for place in sheet["hidden_columns"]]:
        yield f"{len(columns)} kolom tersembunyi ikut dibaca: {_shown(columns)}."
    if names := [f"“{one['name']}”" for one in sheets if one["hidden"] and one["rows"]]:
        yield f"{len(names)} lembar tersembunyi tidak dibaca: {_shown(names)}."


def _told_others(sheet: Any, sheets: Sequence[Any], layouts: Sequence[Layout]) -> Iterator[str]:
    """Visible sheets that could have been read as well."""
    names = [
        f"“{one['name']}”"
        for one in sheets
        if one is not sheet and not one["hidden"] and _titles_at(one, layouts) is not None
    ]
    if names:
        yield f"{len(names)} lembar data lain tidak dibaca: {_shown(names)}."


def _shown(names: Sequence[str]) -> str:
    return first_of(names, HIDDEN_SHOWN)


def _told_results(results: Sequence[str]) -> str:
    return (
        f"{len(results)} sel berisi rumus; yang dipakai adalah hasil yang tersimpan di berkas: "
        f"{first_of(results, RESULTS_SHOWN)}."
    )


def _cell(given: Sequence[str], name: str) -> Cell:
    kind, text = given[:2]
    where = f"sel {name} "
    if kind == "f" and len(given) > 2:
        kind, text, *more = given[2:]
    else:
        more = list(given[2:])
    if kind == "m":
        return Cell("", is_covered=True)
    if kind == "r":
        return replace(_cell(given[2:], name), is_repeated=True)
    if kind == "d":
        return Cell(text[:10], trouble=where + TROUBLES[kind], is_day=True)
    if kind in TROUBLES:
        return Cell(text, trouble=where + TROUBLES[kind])
    if kind == "e":
        return Cell(text, trouble=f"{where}berisi “{text}”; isi dengan angka, atau kosongkan")
    if kind == "n":
        return _number(text, more[0] if more else "", where)
    return Cell(text)


def _number(text: str, number_format: str, where: str) -> Cell:
    meaning = meaning_of(number_format)
    if meaning.is_shortened:
        return Cell(text, is_numeric=True, trouble=where + TROUBLES["shortened"])
    if meaning.is_scaled:
        try:
            text = f"{read_sheet_number(text) * 100:f}"
        except NumberError as error:
            return Cell(text, is_numeric=True, trouble=where + error.why)
    text = text.removesuffix(".0")
    return Cell(text, is_numeric=True, mark=meaning.mark)


def column_letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
