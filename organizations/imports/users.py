"""People from a file, each with one assignment; the invitation goes out when they are saved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from organizations.actions.assignments import give_assignment
from organizations.actions.users import create_user
from organizations.choices import AppointmentKind, Role
from organizations.imports.kinds import NEW, THERE, Kind, Line, WrongRow, refuse_doubles
from organizations.models import Assignment, Organization, User
from organizations.spreadsheets import columns
from organizations.spreadsheets.columns import Column, FileRow

NO_UNIT = "tidak ditemukan. Isi kode atau singkatan seperti di halaman Unit"
TWO_UNITS = "dipakai beberapa unit. Isi kodenya"
OTHER_WORK = "penugasan di berkas tidak ditambahkan; atur di halaman penggunanya"
COLUMNS = (
    Column("surel", columns.email, "surel untuk masuk dan menerima undangan", True, width=32),
    Column("nama", columns.text(160), "nama lengkap dengan gelar", True, width=36),
    Column("nip", columns.digits(30), "NIP, sel berformat teks", width=24),
    Column("pangkat", columns.text(80), "pangkat/golongan"),
    Column("telepon", columns.text(40), "nomor telepon"),
    Column("unit", columns.text(60), "kode atau singkatan unit", True, width=26),
    Column(
        "peran",
        columns.choice(Role.choices),
        "salah satu dari daftar",
        True,
        choices=tuple(Role.labels),
        width=28,
    ),
    Column("jabatan", columns.text(160), "jabatan seperti dicetak, tanpa Plt.", True, width=36),
    Column(
        "status_jabatan",
        columns.choice(AppointmentKind.choices),
        "kosong berarti definitif",
        choices=tuple(AppointmentKind.labels),
    ),
    Column(
        "menandatangani", columns.yes_no, "ya bila menandatangani dokumen", choices=("ya", "tidak")
    ),
    Column("dasar", columns.text(160), "nomor dan tanggal surat penugasan", width=30),
    Column("berlaku_sejak", columns.day, "tanggal, misalnya 1/1/2026", True),
    Column("berlaku_sampai", columns.day, "tanggal terakhir penugasan"),
)


def _ordered(rows: Sequence[FileRow], errors: list[str]) -> list[FileRow]:
    return [row for row in refuse_doubles(rows, "surel", errors) if row.is_whole]


def _save(row: FileRow, by: User | None) -> Line:
    unit = _unit(row)
    work = f"{Role(row['peran']).label}, {unit.short_name}"
    there = User.objects.filter(email=row["surel"]).first()
    if there is not None:
        has_it = Assignment.objects.filter(user=there, organization=unit, role=row["peran"])
        note = "" if has_it.exists() else OTHER_WORK
        return Line(row.number, THERE, there.full_name, f"{there.email}; {work}", note)
    user = create_user(by=by, **_person(row))
    give_assignment(user=user, by=by, organization=unit, **_assignment(row))
    return Line(row.number, NEW, user.full_name, f"{user.email}; {work}")


def _unit(row: FileRow) -> Organization:
    units = Organization.objects.filter(code__iexact="".join(row["unit"].split()))
    units = units or Organization.objects.filter(short_name__iexact=row["unit"])
    if len(units) == 1:
        return units[0]
    raise WrongRow.cell(row, "unit", TWO_UNITS if units else NO_UNIT)


def _person(row: FileRow) -> dict[str, str]:
    return {
        "email": row["surel"],
        "full_name": row["nama"],
        "employee_number": row["nip"],
        "rank": row["pangkat"],
        "phone": row["telepon"],
    }


def _assignment(row: FileRow) -> dict[str, Any]:
    ends = row["berlaku_sampai"]
    return {
        "role": row["peran"],
        "position": row["jabatan"],
        "appointment": row["status_jabatan"] or AppointmentKind.DEFINITIF,
        "signs_documents": row["menandatangani"] is True,
        "decree": row["dasar"],
        "valid_from": date.fromisoformat(row["berlaku_sejak"]),
        "valid_to": date.fromisoformat(ends) if ends else None,
    }


USERS = Kind(
    name="users",
    title="Impor pengguna",
    right="organizations.manage_users",
    columns=COLUMNS,
    key="surel",
    guide=(
        "Satu baris satu orang dengan satu penugasan. Unitnya harus sudah ada di portal.",
        "Orang yang surelnya sudah ada di portal tidak diubah.",
        "Undangan dikirim lewat surel setelah impor disimpan, bukan saat diperiksa.",
        "Jangan memakai rumus atau sel gabungan. NIP ditulis sebagai teks.",
    ),
    ordered=_ordered,
    save=_save,
)
