"""Units from a file, parents in the same file included."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from organizations.actions.units import save_unit
from organizations.choices import OrganizationKind
from organizations.imports.kinds import NEW, THERE, Kind, Line, WrongRow, refuse_doubles
from organizations.models import Organization, User
from organizations.spreadsheets import columns
from organizations.spreadsheets.columns import Column, FileRow

NO_PARENT = "tidak ditemukan. Isi kode unit yang sudah ada atau yang ada di berkas ini"
CIRCLE = "membuat lingkaran: induknya berada di bawah unit ini sendiri"
COLUMNS = (
    Column("kode", columns.code(40), "kode SIPD, misalnya 5.01.5.05.0.00.01.0000", True, width=26),
    Column("nama", columns.text(200), "nama lengkap unit", True, width=44),
    Column("singkatan", columns.text(60), "singkatan, misalnya Dinkes", True),
    Column(
        "jenis",
        columns.choice(OrganizationKind.choices),
        "salah satu dari daftar",
        True,
        choices=tuple(OrganizationKind.labels),
    ),
    Column("induk", columns.code(40), "kode unit induknya", width=26),
    Column(
        "mengisi_evaluasi",
        columns.yes_no,
        "ya bila menyusun Renja dan LKjIP sendiri",
        True,
        choices=("ya", "tidak"),
    ),
    Column("berlaku_sejak", columns.day, "tanggal, misalnya 1/1/2021", True),
    Column("berlaku_sampai", columns.day, "tanggal terakhir, bila unitnya sudah berakhir"),
    Column("alamat", columns.text(240), "alamat kantor", width=40),
    Column("telepon", columns.text(60), "nomor telepon"),
    Column("surel", columns.email, "surel kantor", width=30),
    Column("laman", columns.text(120), "alamat laman", width=30),
)


def _ordered(rows: Sequence[FileRow], errors: list[str]) -> list[FileRow]:
    """Parents before children; a circle of parents is an error of its rows."""
    waiting = {_own(row): row for row in refuse_doubles(rows, "kode", errors)}
    done: list[FileRow] = []
    broken: set[str] = set()
    while waiting:
        free = [row for row in waiting.values() if _above(row) not in waiting]
        if not free:
            errors += [str(WrongRow.cell(row, "induk", CIRCLE)) for row in waiting.values()]
            break
        broken |= {_own(row) for row in free if not row.is_whole or _above(row) in broken}
        done += [row for row in free if _own(row) not in broken]
        for row in free:
            del waiting[_own(row)]
    return done


def _own(row: FileRow) -> str:
    return row["kode"].casefold()


def _above(row: FileRow) -> str:
    return row["induk"].casefold()


def _save(row: FileRow, by: User | None) -> Line:
    there = Organization.objects.filter(code__iexact=row["kode"]).first()
    if there is not None:
        note = f"di portal: {there.name}" if there.name != row["nama"] else ""
        return Line(row.number, THERE, row["nama"], row["kode"], note)
    parent = _parent(row)
    unit = save_unit(unit=None, by=by, parent=parent, **_fields(row))
    text = f"{unit.code}, {unit.get_kind_display()}" + (f", di bawah {parent}" if parent else "")
    return Line(row.number, NEW, unit.name, text)


def _parent(row: FileRow) -> Organization | None:
    if not row["induk"]:
        return None
    found = Organization.objects.filter(code__iexact=row["induk"]).first()
    if found is None:
        raise WrongRow.cell(row, "induk", NO_PARENT)
    return found


def _fields(row: FileRow) -> dict[str, Any]:
    ends = row["berlaku_sampai"]
    return {
        "code": row["kode"],
        "name": row["nama"],
        "short_name": row["singkatan"],
        "kind": row["jenis"],
        "is_reporting": row["mengisi_evaluasi"],
        "valid_from": date.fromisoformat(row["berlaku_sejak"]),
        "valid_to": date.fromisoformat(ends) if ends else None,
        "address": row["alamat"],
        "phone": row["telepon"],
        "email": row["surel"],
        "website": row["laman"],
    }


UNITS = Kind(
    name="units",
    title="Impor unit",
    right="organizations.manage_units",
    columns=COLUMNS,
    key="kode",
    guide=(
        "Satu baris satu unit. Urutan baris bebas; induk boleh ada di berkas yang sama.",
        "Unit yang kodenya sudah ada di portal tidak diubah.",
        "Jangan memakai rumus atau sel gabungan.",
    ),
    ordered=_ordered,
    save=_save,
)
