"""An export file of SP4N-LAPOR!: its table, which column is which, its rows."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from complaints.exchange.readers import columns as ours
from organizations.spreadsheets import columns
from organizations.spreadsheets.columns import Column, FileRows, read_rows
from organizations.spreadsheets.files import read_table
from organizations.spreadsheets.table import Cell, ImportProblem, Table, plain_title

ID, STATE, TEXT = "sp4n_id", "status", "isi"
TEMPLATE = " Pakai templat dari halaman Impor."
NO_ROWS = "Berkas tidak berisi baris laporan di bawah baris judul kolom."
NO_TITLES = (
    "Baris judul kolom tidak ditemukan. Simpan berkas dengan satu baris judul di atas datanya."
)
# The row of titles: it names the number, the state, and something of the report.
LAYOUTS = (
    (
        r"(track|nomor|^no_|_no$|kode|ticket|tiket|^id$|^id_|_id$)",
        r"status",
        r"(isi|judul|uraian|kategori|tanggal|laporan|aduan)",
    ),
)


@dataclass(frozen=True)
class Field:
    """What the portal knows of a report: its question on the page, and titles it is known by."""

    column: Column
    label: str
    titles: tuple[str, ...]
    hint: str = ""

    @property
    def name(self) -> str:
        return self.column.name


def _field(name: str, label: str, *titles: str, hint: str = "", read: Any = None) -> Field:
    known = {column.name: column for column in ours.COLUMNS}
    found = known.get(name) or Column(name, read, label)
    is_needed = name in (ID, STATE)
    return Field(Column(name, found.read, found.hint, is_needed), label, (name, *titles), hint)


FIELDS = (
    _field(
        ID, "Nomor di SP4N-LAPOR! (tracking ID)", "tracking_id", "trackingid", "id_tracking",
        "tracking_id_sp4n_lapor", "nomor_tracking", "no_tracking", "kode_tracking", "nomor_laporan",
        "no_laporan", "id_laporan", "kode_laporan", "nomor_tiket", "no_tiket", "ticket_id",
        "nomor_aduan", "id_aduan", "id",
        hint="Kunci setiap laporan; harus ada",
    ),
    _field(
        STATE, "Status", "status_laporan", "status_aduan", "status_tindak_lanjut",
        "status_terakhir", hint="Harus ada",
    ),
    _field(
        TEXT, "Isi laporan", "isi_laporan", "isi_aduan", "uraian", "uraian_laporan", "laporan",
        "aduan", "deskripsi", "isi_pengaduan", hint="Diperlukan untuk laporan yang belum ada di sini",
    ),
    _field("judul", "Judul", "judul_laporan", "judul_aduan", "perihal", "topik"),
    _field(
        "kategori", "Kategori utama", "kategori_utama", "kategori_laporan", "kategori_induk",
        "main_category",
    ),
    _field("sub_kategori", "Sub kategori", "subkategori", "sub_kategori_laporan", "sub_category"),
    _field(
        "klasifikasi", "Klasifikasi", "klasifikasi_laporan", "jenis_laporan", "jenis", "tipe_laporan"
    ),
    _field(
        "opd", "Perangkat daerah", "instansi", "instansi_terdisposisi", "instansi_penanganan",
        "disposisi", "terdisposisi_ke", "tujuan_disposisi", "instansi_tujuan", "perangkat_daerah",
        "instansi_terlapor", "opd_penjawab", "unit_kerja",
    ),
    _field(
        "tanggal", "Tanggal laporan masuk", "tanggal_laporan", "tanggal_laporan_masuk",
        "tanggal_masuk", "tgl_laporan", "tanggal_aduan", "waktu_laporan", "tanggal_dibuat",
        "tgl_masuk", "tanggal_diterima",
    ),
    _field("tanggal_disposisi", "Tanggal disposisi", "tgl_disposisi", "tanggal_terdisposisi"),
    _field(
        "tanggal_tanggapan", "Tanggal tanggapan", "tgl_tanggapan", "tanggal_tindak_lanjut",
        "tanggal_respon", "tanggal_tanggapan_terakhir",
    ),
    _field("tanggal_selesai", "Tanggal selesai", "tgl_selesai", "tanggal_penutupan", "tanggal_tutup"),
    _field("kelurahan", "Kelurahan", "desa_kelurahan", "kelurahan_desa", "desa"),
    _field("alamat", "Alamat atau lokasi", "lokasi", "lokasi_kejadian", "alamat_kejadian"),
    _field("nama", "Nama pelapor", "nama_pelapor", "pelapor"),
    _field("surel", "Surel pelapor", "email", "email_pelapor", "e_mail", "surel_pelapor"),
    _field(
        "telepon", "Telepon pelapor", "no_hp", "nomor_hp", "hp", "no_telepon", "nomor_telepon",
        "telepon_pelapor", "no_telp",
    ),
    _field("anonim", "Anonim", "is_anonim", "pelapor_anonim", read=ours.hidden),
    _field(
        "rahasia", "Rahasia", "is_rahasia", "kerahasiaan", "sifat", "sifat_laporan", "privasi",
        read=ours.hidden,
    ),
)  # fmt: skip
BY_NAME = {field.name: field for field in FIELDS}
PERSONAL = frozenset({TEXT, "judul", "alamat", "nama", "surel", "telepon"})


@dataclass(frozen=True)
class Given:
    """The file as it came: titles that differ from each other, rows with their numbers."""

    titles: tuple[str, ...]
    rows: list[tuple[int, list[Cell]]]

    def packed(self) -> str:
        rows = [
            [number, [[cell.text, cell.is_numeric, cell.trouble, cell.is_day] for cell in cells]]
            for number, cells in self.rows
        ]
        return json.dumps({"titles": self.titles, "rows": rows})

    @classmethod
    def unpacked(cls, text: str) -> Given:
        held = json.loads(text)
        rows = [
            (number, [Cell(said, numeric, trouble, day) for said, numeric, trouble, day in cells])
            for number, cells in held["rows"]
        ]
        return cls(tuple(held["titles"]), rows)


def read_file(name: str, content: bytes) -> Given:
    """Raises ImportProblem with a sentence about what is wrong with the file."""
    try:
        table = read_table(name, content, LAYOUTS)
    except ImportProblem as problem:
        raise ImportProblem([said.replace(TEMPLATE, "") for said in problem.messages]) from problem
    rows = [
        (number, cells)
        for number, cells in table.rows
        if any(cell.text.strip() or cell.trouble for cell in cells)
    ]
    titles = _apart(table.titles)
    if not rows:
        raise ImportProblem(NO_ROWS)
    return Given(titles, rows)


def _apart(titles: Sequence[str]) -> tuple[str, ...]:
    """Titles by which each column is found: a second one of the same name gets its number."""
    found: list[str] = []
    for title in titles:
        plain = columns.clean_text(title)[:80]
        same = sum(one == plain or one.startswith(f"{plain} (") for one in found)
        found.append(f"{plain} ({same + 1})" if plain and same else plain)
    return tuple(found)


def guessed(titles: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """Name of a field → title of the column: as it was last time, else by the titles it is known by."""
    by_title = {plain_title(title): title for title in titles if title}
    found: dict[str, str] = {}
    for field in FIELDS:
        before = remembered.get(field.name)
        names = field.titles if before is None else (plain_title(before), *field.titles)
        if before == "" and field.name not in (ID, STATE):
            continue  # the officer left it out, though a title looked like it
        title = next((by_title[name] for name in names if name in by_title), "")
        if title and title not in found.values():
            found[field.name] = title
    return found


def rows_of(given: Given, mapping: Mapping[str, str]) -> FileRows:
    """The rows under the names of the portal's fields; a field without a column is empty."""
    at = {title: place for place, title in enumerate(given.titles) if title}
    places = [(name, at[title]) for name, title in mapping.items() if title in at]
    titles = [name for name, _ in places]
    rows = [
        (number, [cells[place] if place < len(cells) else Cell("") for _, place in places])
        for number, cells in given.rows
    ]
    used = [field.column for field in FIELDS]
    return read_rows(Table(titles, rows), used)


def in_their_words(sentence: str, mapping: Mapping[str, str]) -> str:
    """An error with the title of the column as it stands in the file."""
    for name, title in mapping.items():
        sentence = sentence.replace(
            f", kolom {name}: ", f", kolom {title or BY_NAME[name].label}: ", 1
        )
    return sentence


def samples(given: Given) -> dict[str, str]:
    """What stands first in each column, so that the officer sees what it holds."""
    found: dict[str, str] = {}
    for place, title in enumerate(given.titles):
        texts = (cells[place].text.strip() for _, cells in given.rows if place < len(cells))
        found[title] = next((text for text in texts if text), "")[:30]
    return found


def without(given: Given, numbers: frozenset[int], kept: Sequence[str]) -> Given:
    """The same file with nothing but the `kept` columns in these rows."""
    at = [place for place, title in enumerate(given.titles) if title in kept]
    rows = [
        (
            number,
            [cell if place in at else Cell("") for place, cell in enumerate(cells)]
            if number in numbers
            else cells,
        )
        for number, cells in given.rows
    ]
    return Given(given.titles, rows)
