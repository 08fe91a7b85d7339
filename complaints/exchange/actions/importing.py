"""Reports of before from a file: filed with their own dates and brought to where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from uuid import NAMESPACE_OID, uuid5

from django.utils import timezone

from complaints.choices import Channel, ComplaintClass, ComplaintState
from complaints.exchange.actions.catching_up import REACHED, Past, bring_to
from complaints.exchange.queries.names import Names, folded
from complaints.exchange.readers.columns import COLUMNS, STATES, Klass, class_of
from complaints.intake.actions.filing import ContactGiven, Place, file_complaint
from complaints.models import Complaint
from organizations.imports.kinds import NEW, THERE, Kind, Line, WrongRow
from organizations.models import User
from organizations.spreadsheets.columns import FileRow, wrong_cell

OFFICE_OPENS = time(8)
DATES = ("tanggal", "tanggal_disposisi", "tanggal_tanggapan", "tanggal_selesai")
# Such a report belongs to the team that protects children; from a file it comes as secret as it can.
OF_CHILDREN = "perlindungan anak"
LOOK = "Menyangkut anak: serahkan kepada tim perlindungan anak"


def ordered(rows: Sequence[FileRow], errors: list[str]) -> list[FileRow]:
    """Whole rows; a number of SP4N-LAPOR! stands in a file once."""
    seen: dict[str, int] = {}
    kept = []
    for row in rows:
        number = row["sp4n_id"]
        first = seen.setdefault(number, row.number) if number else row.number
        if first != row.number:
            wanted = f"sudah tertulis di baris {first}. Hapus salah satunya"
            errors.append(wrong_cell(row.number, "sp4n_id", number, wanted))
        elif row.is_whole:
            kept.append(row)
    return kept


def save(row: FileRow, by: User | None) -> Line:
    names = Names.read()
    values = _Read(row, names)
    filed = file_complaint(
        kind=values.klass.kind,
        category=values.category,
        text=row["isi"],
        subject=row["judul"],
        place=Place(area=values.area, address=row["alamat"]),
        is_anonymous=values.klass.is_anonymous,
        is_secret=values.klass.is_secret or values.is_of_children,
        channel=row["saluran"] or (Channel.SP4N if row["sp4n_id"] else Channel.WEB),
        received_at=values.received_at,
        contact=ContactGiven(name=row["nama"], email=row["surel"], phone=row["telepon"]),
        client_key=uuid5(NAMESPACE_OID, f"{row.number}|{sorted(row.values.items())}"),
        look_first=LOOK if values.is_of_children else "",
        sp4n_id=row["sp4n_id"] or None,
        by=by,
    ) if not values.known else None  # fmt: skip
    if filed is None or not filed.is_new:
        known = values.known or (filed and filed.case)
        return Line(row.number, THERE, str(known), _shown(row, values))
    bring_to(case=filed.case, past=values.past, by=by)
    return Line(row.number, NEW, "laporan", _shown(row, values))


def _shown(row: FileRow, values: _Read) -> str:
    """What the preview says of it: no word of a secret report."""
    if values.klass.is_secret or values.is_of_children:
        return "(rahasia)"
    return row["judul"] or row["isi"][:60]


class _Read:
    """The cells of a row as what they mean. Raises WrongRow."""

    def __init__(self, row: FileRow, names: Names) -> None:
        self.row, self.names = row, names
        self.known = _known(row)
        self.is_of_children = folded(row["kategori"]) == OF_CHILDREN
        self.klass = class_of(row["klasifikasi"] or "pengaduan") or Klass(
            ComplaintClass.ORDINARY, is_anonymous=False, is_secret=False
        )
        self.category = self._category()
        self.area = self._found("kelurahan", names.area, names.near_area)
        self.days = self._days()
        self.received_at = self._moment("tanggal") or timezone.now()
        self.past = self._past()

    def _category(self):  # type: ignore[no-untyped-def]
        if self.is_of_children:
            return self.names.category("lainnya")
        return self._found("kategori", self.names.category, self.names.near_category)

    def _found(self, column, find, near):  # type: ignore[no-untyped-def]
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
        days = {name: date.fromisoformat(self.row[name]) for name in DATES if self.row[name]}
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
        column = "opd" if self.row["opd"] else "opd_penjawab"
        unit = self._found(column, self.names.unit, self.names.near_unit)
        if unit is None and self.category is not None and state in REACHED:
            unit = self.category.unit
        if unit is None and state in REACHED and state != ComplaintState.CLOSED:
            raise WrongRow.cell(self.row, "opd", "kosong. Isi perangkat daerah yang menangani")
        routed, answered, closed = (self._moment(name) for name in DATES[1:])
        return Past(state, outcome, unit, routed, answered, closed)


def _known(row: FileRow) -> Complaint | None:
    number = row["sp4n_id"]
    return Complaint.objects.filter(sp4n_id=number).first() if number else None


REPORTS = Kind(
    name="complaints",
    title="Impor pengaduan",
    right="complaints.exchange",
    columns=COLUMNS,
    key="isi",
    guide=("Satu baris satu laporan. Berkas diterima seluruhnya atau tidak sama sekali.",),
    ordered=ordered,
    save=save,
)
