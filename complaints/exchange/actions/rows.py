"""One row of a file of reports: what its cells mean, and the report it becomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.utils import timezone

from complaints.choices import Channel, ComplaintClass, ComplaintState
from complaints.exchange.actions.catching_up import REACHED, Past, bring_to
from complaints.exchange.queries.names import Names, is_of_children
from complaints.exchange.readers.columns import STATES, Klass, class_of
from complaints.intake.actions.coming import Coming, ContactGiven, Place, prepare
from complaints.intake.actions.filing import Filed
from complaints.intake.actions.filing_many import file_many
from organizations.imports.kinds import WrongRow
from organizations.models import User
from organizations.spreadsheets.columns import FileRow, wrong_cell

OFFICE_OPENS = time(8)
DATES = ("tanggal", "tanggal_disposisi", "tanggal_tanggapan", "tanggal_selesai")
ORDINARY = Klass(ComplaintClass.ORDINARY, is_anonymous=False, is_secret=False)
TO_THE_TEAM = (
    "menyangkut perlindungan anak, jadi tidak masuk lewat berkas. Catat lewat Perlindungan anak › "
    "Catat laporan"
)


def ordered(rows: Sequence[FileRow], errors: list[str]) -> list[FileRow]:
    """Whole rows; a number of SP4N-LAPOR! stands in a file once."""
    seen: dict[str, int] = {}
    kept = []
    for row in rows:
        number = row["sp4n_id"].casefold()
        first = seen.setdefault(number, row.number) if number else row.number
        if first != row.number:
            wanted = f"sudah tertulis di baris {first}. Hapus salah satunya"
            errors.append(wrong_cell(row.number, "sp4n_id", row["sp4n_id"], wanted))
        elif row.is_whole:
            kept.append(row)
    return kept


def is_about_a_child(row: FileRow) -> bool:
    """Such a report is for the team that protects children; nothing of it is kept here."""
    return is_of_children(row["kategori"], row["sub_kategori"])


class Values:
    """The cells of a row as what they mean. Raises WrongRow."""

    def __init__(self, row: FileRow, names: Names) -> None:
        self.row, self.names = row, names
        said = class_of(row["klasifikasi"] or "pengaduan") or ORDINARY
        self.kind = said.kind
        self.is_secret = said.is_secret or row.values.get("rahasia") is True
        self.is_anonymous = said.is_anonymous or row.values.get("anonim") is True
        self.category = self._category()
        self.area = self._found("kelurahan", names.area, names.near_area)
        self.days = self._days()
        self.received_at = self._moment("tanggal") or timezone.now()
        self.past = self._past()

    def _category(self) -> Any:
        main, sub = self.row["kategori"], self.row["sub_kategori"]
        column = "sub_kategori" if sub else "kategori"

        def find(text: str) -> Any:
            return self.names.category(text, main if sub else "")

        return self._found(column, find, self.names.near_category)

    def _found(self, column: str, find: Callable[[str], Any], near: Callable[[str], str]) -> Any:
        text = self.row[column]
        if not text:
            return None
        found = find(text)
        if found is None:
            close = near(text)
            hint = f". Yang mirip: {close}" if close else ""
            raise WrongRow.cell(self.row, column, f"tidak ada di portal{hint}")
        return found

    def _days(self) -> dict[str, date]:
        """The dates that are filled; none comes before the one it follows, none is still to come."""
        days = {
            name: date.fromisoformat(self.row[name]) for name in DATES if self.row.values.get(name)
        }
        before = None
        for name, day in days.items():
            if day > timezone.localdate():
                raise WrongRow.cell(self.row, name, "belum terjadi. Periksa tanggalnya")
            if before is not None and day < days[before]:
                raise WrongRow.cell(self.row, name, f"lebih awal dari {before}. Periksa tanggalnya")
            before = name
        return days

    def _moment(self, name: str) -> datetime | None:
        if name not in self.days:
            return None
        at = timezone.make_aware(datetime.combine(self.days[name], OFFICE_OPENS))
        return min(at, timezone.now())

    def _past(self) -> Past:
        state, outcome = STATES[self.row["status"] or "masuk"]
        is_own = self.row["opd"] or "opd_penjawab" not in self.row.values
        column = "opd" if is_own else "opd_penjawab"
        unit = self._found(column, self.names.unit, self.names.near_unit)
        if unit is None and self.category is not None and state in REACHED:
            unit = self.category.unit
        if unit is None and state in REACHED and state != ComplaintState.CLOSED:
            raise WrongRow.cell(self.row, "opd", "kosong. Isi perangkat daerah yang menangani")
        routed, answered, closed = (self._moment(name) for name in DATES[1:])
        return Past(state, outcome, unit, routed, answered, closed)


def file_rows(rows: Sequence[tuple[FileRow, Values]], by: User | None) -> list[Filed]:
    """File them with their own dates and bring each to where it stands; part of the caller's
    transaction, in as many statements for a thousand as for one.

    The same row again gives the report it made before.
    """
    filed = file_many([_coming(row, values, by) for row, values in rows], by=by)
    pasts = [values.past for _, values in rows]
    bring_to(
        come=[(one.case, past) for one, past in zip(filed, pasts, strict=True) if one.is_new],
        by=by,
    )
    return filed


def _coming(row: FileRow, values: Values, by: User | None) -> Coming:
    channel = row.values.get("saluran") or (Channel.SP4N if row["sp4n_id"] else Channel.WEB)
    return prepare(
        kind=values.kind,
        category=values.category,
        text=row["isi"],
        subject=row["judul"],
        place=Place(area=values.area, address=row["alamat"]),
        is_anonymous=values.is_anonymous,
        is_secret=values.is_secret,
        channel=channel,
        received_at=values.received_at,
        contact=ContactGiven(name=row["nama"], email=row["surel"], phone=row["telepon"]),
        client_key=uuid5(NAMESPACE_OID, f"{row.number}|{sorted(row.values.items())}"),
        sp4n_id=row["sp4n_id"] or None,
        by=by,
    )
