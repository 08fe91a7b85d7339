"""The tables of the report on complaints; what is too small is a dot, and said why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from complaints.public.queries.cards import OUTCOMES, PARTS, Card, Cards
from complaints.public.queries.statistics import Breakdown
from organizations.exact import plain, rounded
from reports.definitions import Cell, Column, Figure, Table

DOT, NOTHING = "•", "–"
DAYS_TAKEN = ("median", "p90")
WHY = (
    "jumlahnya 1 sampai 4, atau dapat dihitung dari jumlah lain, dan angka sekecil itu dapat "
    "menunjuk seseorang"
)
WHY_HIDDEN = f"Tanda {DOT} berarti tidak ditampilkan: {WHY}."
NO_LINE = "Tidak diberi baris sendiri: {}. Sebabnya: " + WHY + "."
AS_ABOVE = "Yang tidak diberi baris sendiri sama dengan tabel Ketepatan waktu."
UNTOLD = "Tidak dirinci"
COUNTED = (
    "Dihitung laporan yang ditayangkan. Laporan rahasia, yang belum atau tidak ditayangkan, digabung "
    "ke laporan lain, dan diarsipkan tidak dihitung."
)
SUMS = (
    "Tepat waktu, terlambat, berjalan, lewat tenggat, dan ditutup tanpa jawaban berjumlah sama "
    "dengan yang diterima. Persen dihitung dari yang diterima dan tidak dipaksa berjumlah 100."
)
DAYS = (
    "Lama jawaban dihitung dalam hari kerja: separuh laporan yang dijawab, dan 90 persennya, tidak "
    "lebih lama dari angka ini."
)
ENDS = (
    "Selesai, tidak terselesaikan, dan bukan kewenangan kota adalah tiga hasil yang berbeda; bersama "
    "yang belum ditutup berjumlah sama dengan yang diterima."
)
TIME_TITLES = {
    "received": ("diterima", "Diterima"),
    "in_time": ("tepat_waktu", "Dijawab tepat waktu"),
    "late": ("terlambat", "Dijawab terlambat"),
    "running": ("berjalan", "Masih berjalan"),
    "overdue": ("lewat_tenggat", "Lewat tenggat"),
    "other": ("tanpa_jawaban", "Ditutup tanpa jawaban"),
    "median": ("nilai_tengah", "Separuh dijawab dalam (hari kerja)"),
    "p90": ("persen_90", "90 persen dijawab dalam (hari kerja)"),
}
OUTCOME_TITLES = {
    "received": ("diterima", "Diterima"),
    "solved": ("selesai", "Selesai"),
    "unsolved": ("tidak_terselesaikan", "Tidak terselesaikan"),
    "not_ours": ("bukan_kewenangan", "Bukan kewenangan kota"),
    "unfinished": ("belum_ditutup", "Belum ditutup"),
}


def time_table(found: Cards) -> Table:
    columns = [
        Column("opd", "Perangkat daerah", width=44, share=20),
        *(Column(*titles, "integer", share=8) for titles in TIME_TITLES.values()),
    ]
    share = Column("persen_tepat_waktu", "Tepat waktu dari diterima (%)", "percent", share=9)
    columns.insert(3, share)
    rows = [_line(card, TIME_TITLES, with_share=True) for card in _told(found)]
    rows[-1]["_style"] = "total"
    untold = [card.name for card in found.lines[:-1] if card.received is None]
    notes = [SUMS, COUNTED, DAYS, *_unlisted(untold), *_dotted(rows)]
    return Table("waktu", "Ketepatan waktu", columns, rows, notes)


def outcome_table(found: Cards) -> Table:
    columns = [
        Column("opd", "Perangkat daerah", width=44, share=20),
        *(Column(*titles, "integer", share=10) for titles in OUTCOME_TITLES.values()),
    ]
    rows = [_line(card, OUTCOME_TITLES) for card in _told(found)]
    rows[-1]["_style"] = "total"
    as_above = [AS_ABOVE] if len(rows) < len(found.lines) else []
    notes = [ENDS, *as_above, *_dotted(rows)]
    return Table("hasil", "Hasil laporan", columns, rows, notes)


def group_table(found: Breakdown) -> Table:
    columns = [
        Column(found.name, found.title, width=36, share=20),
        Column("jumlah", "Laporan", "integer", share=8),
        Column("dari", "Dari", "integer", share=8),
        Column("persen", "Bagian (%)", "percent", share=8),
    ]
    rows: list[dict[str, Cell]] = [
        {
            found.name: group.label,
            **_cell("jumlah", group.count),
            **_cell("dari", found.whole),
            "persen": rounded(group.share),
        }
        for group in found.groups
        if group.count is not None
    ]
    untold = [group.label for group in found.groups if group.count is None]
    if not rows and found.is_hidden:
        rows = [{found.name: UNTOLD, **{f"_{name}": DOT for name in ("jumlah", "persen")}}]
        rows[0] |= _cell("dari", found.whole)
    title = f"Laporan menurut {found.title.lower()}"
    return Table(found.name, title, columns, rows, [*_unlisted(untold), *_dotted(rows)])


def _told(found: Cards) -> list[Card]:
    """The lines that say something, the last one always: a row of nothing but dots helps nobody."""
    *lines, whole = found.lines
    return [*(card for card in lines if card.received is not None), whole]


def _unlisted(names: Sequence[str]) -> list[str]:
    return [NO_LINE.format("; ".join(names))] if names else []


def _dotted(rows: Sequence[Mapping[str, Cell]]) -> list[str]:
    return [WHY_HIDDEN] if any(DOT in row.values() for row in rows) else []


def figures(found: Cards) -> list[Figure]:
    """Every number of the time and outcome tables."""
    titles = {**TIME_TITLES, **OUTCOME_TITLES}
    return [
        Figure(
            f"pengaduan:{card.code or 'kota'}:{name}",
            f"{card.name}: {titles[name][1].lower()}",
            _plain(card, name),
        )
        for card in found.lines
        for name in ("received", *PARTS, *OUTCOMES)
    ]


def _plain(card: Card, name: str) -> str:
    return plain(getattr(card, name)) or ""


def _line(
    card: Card, titles: dict[str, tuple[str, str]], *, with_share: bool = False
) -> dict[str, Cell]:
    row: dict[str, Cell] = {"opd": card.name}
    for name, (column, _) in titles.items():
        is_hidden = not (name in DAYS_TAKEN and card.is_unanswered)
        row |= _cell(column, getattr(card, name), is_hidden=is_hidden)
    if with_share:
        share, is_hidden = rounded(card.in_time_share), None in (card.in_time, card.received)
        row |= _cell("persen_tepat_waktu", share, is_hidden=is_hidden)
    return row


def _cell(column: str, value: Decimal | int | None, *, is_hidden: bool = True) -> dict[str, Cell]:
    """A figure; on paper a dot where there is one that is not shown, a dash where there is none."""
    if value is not None:
        return {column: value}
    return {column: None, f"_{column}": DOT if is_hidden else NOTHING}
