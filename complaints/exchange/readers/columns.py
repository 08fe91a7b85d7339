"""What the cells of a file of reports may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from complaints.choices import Channel, ComplaintClass, ComplaintState, Outcome
from complaints.staff.queries.tracking import tracking_number
from organizations.spreadsheets import columns
from organizations.spreadsheets.columns import Column, NotRead
from organizations.spreadsheets.table import Cell

S = ComplaintState
CLASSES = {
    "pengaduan": ComplaintClass.ORDINARY,
    "aspirasi": ComplaintClass.ASPIRATION,
    "permintaan informasi": ComplaintClass.INFORMATION,
    "informasi": ComplaintClass.INFORMATION,
    "pengawasan": ComplaintClass.SUPERVISORY,
    "pengaduan berkadar pengawasan": ComplaintClass.SUPERVISORY,
}
STATES = {
    "masuk": (S.RECEIVED, ""),
    "diterima": (S.RECEIVED, ""),
    "belum terverifikasi": (S.RECEIVED, ""),
    "tertunda": (S.INCOMPLETE, ""),
    "perlu dilengkapi": (S.INCOMPLETE, ""),
    "terdisposisi": (S.ROUTED, ""),
    "belum ditindaklanjuti": (S.ROUTED, ""),
    "diproses": (S.IN_PROGRESS, ""),
    "proses": (S.IN_PROGRESS, ""),
    "sedang proses": (S.IN_PROGRESS, ""),
    "ditanggapi": (S.ANSWERED, ""),
    "selesai": (S.CLOSED, Outcome.SOLVED),
    "tidak terselesaikan": (S.CLOSED, Outcome.UNSOLVED),
    "bukan kewenangan": (S.CLOSED, Outcome.NOT_OURS),
    "diarsipkan": (S.ARCHIVED, ""),
}
WANTED = ", ".join(STATES)  # those an error names; the others are understood as well
STATES |= {
    "menunggu": STATES["masuk"],
    "menunggu verifikasi": STATES["masuk"],
    "terverifikasi": STATES["masuk"],
    "belum diverifikasi": STATES["masuk"],
    "belum terdisposisi": STATES["masuk"],
    "disposisi": STATES["terdisposisi"],
    "diteruskan": STATES["terdisposisi"],
    "dalam proses": STATES["diproses"],
    "sedang diproses": STATES["diproses"],
    "ditindaklanjuti": STATES["diproses"],
    "sudah ditanggapi": STATES["ditanggapi"],
    "ditutup": STATES["selesai"],
    "tutup": STATES["selesai"],
    "arsip": STATES["diarsipkan"],
    "ditolak": STATES["diarsipkan"],
}
_FLAGS = re.compile(r"\(([^)]*)\)")
_NUMBER = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_-]*")
_TIME = re.compile(
    r"[T,\s]+(pukul\s*)?\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?\s*(WIB|WITA|WIT|Z|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"^(senin|selasa|rabu|kamis|jum.?at|sabtu|minggu)\s*,\s*", re.IGNORECASE)
SHUT = ("ya", "y", "1", "benar", "true", "rahasia", "private", "privat", "tertutup", "anonim")
OPEN = (
    "tidak", "t", "0", "bukan", "salah", "false", "publik", "public", "umum", "terbuka", "tidak rahasia",
    "tidak anonim", "-",
)  # fmt: skip


@dataclass(frozen=True)
class Klass:
    kind: str
    is_anonymous: bool
    is_secret: bool


def class_of(text: str) -> Klass | None:
    """A class with its flags: “pengaduan (rahasia)”; None for what is none."""
    flags = {flag.strip() for found in _FLAGS.findall(text.casefold()) for flag in found.split(",")}
    kind = CLASSES.get(" ".join(_FLAGS.sub("", text.casefold()).split()))
    if kind is None or flags - {"anonim", "rahasia"}:
        return None
    return Klass(kind, "anonim" in flags, "rahasia" in flags)


def _class(cell: Cell) -> str:
    found = columns.clean(cell)
    if class_of(found) is None:
        raise NotRead(
            "tidak dikenal. Isi pengaduan, aspirasi, permintaan informasi, atau pengawasan; bila "
            "perlu diikuti (anonim) atau (rahasia)"
        )
    return found


def _state(cell: Cell) -> str:
    found = " ".join(columns.clean(cell).casefold().replace("_", " ").split())
    if found not in STATES:
        raise NotRead(f"tidak dikenal. Isi salah satu: {WANTED}")
    return found


def number(cell: Cell) -> str:
    """A tracking number of SP4N-LAPOR!, without the sign people write before it."""
    plain = tracking_number(columns.digits(40)(cell))
    if not _NUMBER.fullmatch(plain):
        raise NotRead("bukan nomor SP4N-LAPOR!. Isi angka dan huruf saja")
    return plain


def moment(cell: Cell) -> str:
    """A day; the hour and the weekday beside it are left aside."""
    if cell.is_day:
        return columns.day(cell)
    text = _TIME.sub("", _WEEKDAY.sub("", columns.clean(cell)))
    return columns.day(replace(cell, text=text))


def hidden(cell: Cell) -> bool:
    """Yes or no, in the words SP4N-LAPOR! and people use for what is secret or anonymous."""
    found = columns.clean(cell).casefold()
    if found not in (*SHUT, *OPEN):
        raise NotRead("tidak dikenal. Isi ya atau tidak")
    return found in SHUT


COLUMNS = (
    Column("isi", columns.text(10_000), "isi laporan", True, width=60),
    Column("judul", columns.text(140), "judul singkat", width=30),
    Column("kategori", columns.text(160), "kategori kota atau SP4N-LAPOR!"),
    Column("sub_kategori", columns.text(160), "sub kategori SP4N-LAPOR!"),
    Column("klasifikasi", _class, "pengaduan, aspirasi, permintaan informasi, atau pengawasan"),
    Column("opd", columns.text(200), "nama, singkatan, atau kode perangkat daerah"),
    Column("opd_penjawab", columns.text(200), "sama dengan kolom opd"),
    Column("kelurahan", columns.text(120), "nama kelurahan"),
    Column("alamat", columns.text(300), "alamat atau patokan"),
    Column(
        "saluran", columns.choice(Channel.choices), "salah satu dari daftar",
        choices=tuple(Channel.labels),
    ),
    Column("tanggal", moment, "tanggal diterima, misalnya 27/3/2026"),
    Column("status", _state, "status laporan", choices=tuple(STATES)),
    Column("tanggal_disposisi", moment, "tanggal diteruskan ke perangkat daerah"),
    Column("tanggal_tanggapan", moment, "tanggal jawaban"),
    Column("tanggal_selesai", moment, "tanggal ditutup"),
    Column("sp4n_id", number, "nomor di SP4N-LAPOR!"),
    Column("nama", columns.text(120), "nama pelapor"),
    Column("surel", columns.email, "surel pelapor"),
    Column("telepon", columns.text(40), "telepon pelapor"),
)  # fmt: skip
