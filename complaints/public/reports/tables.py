"""The tables of the report on complaints; what is too small is a dot, and said why."""

from __future__ import annotations

from decimal import Decimal

from complaints.public.queries.cards import OUTCOMES, PARTS, Card, Cards
from complaints.public.queries.statistics import Breakdown
from organizations.exact import plain, rounded
from reports.definitions import Cell, Column, Figure, Table

DOT = "•"
WHY_HIDDEN = (
    "Tanda • berarti tidak ditampilkan: jumlahnya 1 sampai 4, atau dapat dihitung dari jumlah lain; angka sekecil "
    "itu dapat menunjuk seseorang."
)
COUNTED = (
    "Dihitung laporan yang ditayangkan. Laporan rahasia, yang belum atau tidak ditayangkan, digabung "
    "ke laporan lain, dan diarsipkan tidak dihitung."
)
SUMS = (
    "Tepat waktu, terlambat, berjalan, lewat tenggat, dan ditutup tanpa jawaban berjumlah sama "
    "dengan yang diterima. Persen dihitung dari yang diterima dan tidak dipaksa berjumlah 100."
)
TIME_TITLES = {
    "received": ("diterima", "Diterima"),
    "in_time": ("tepat_waktu", "Dijawab tepat waktu"),
    "late": ("terlambat", "Dijawab terlambat"),
    "running": ("berjalan", "Masih berjalan"),
    "overdue": ("lewat_tenggat", "Lewat tenggat"),
    "other": ("tanpa_jawaban", "Ditutup tanpa jawaban"),
    "median": ("nilai_tengah", "Nilai tengah (hari kerja)"),
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
    rows = [_line(card, TIME_TITLES, with_share=True) for card in found.lines]
    rows[-1]["_style"] = "total"
    notes = [SUMS, COUNTED, *([WHY_HIDDEN] if found.is_hidden else [])]
    return Table("waktu", "Ketepatan waktu", columns, rows, notes)


def outcome_table(found: Cards) -> Table:
    columns = [
        Column("opd", "Perangkat daerah", width=44, share=20),
        *(Column(*titles, "integer", share=10) for titles in OUTCOME_TITLES.values()),
    ]
    rows = [_line(card, OUTCOME_TITLES) for card in found.lines]
    rows[-1]["_style"] = "total"
    notes = ["Tiga hasil dihitung terpisah.", *([WHY_HIDDEN] if found.is_hidden else [])]
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
            **_cell("persen", rounded(group.share), is_hidden=group.count is None),
        }
        for group in found.groups
    ]
    title = f"Laporan menurut {found.title.lower()}"
    return Table(found.name, title, columns, rows, [WHY_HIDDEN] if found.is_hidden else [])


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
        row |= _cell(column, getattr(card, name))
    if with_share:
        share, is_hidden = rounded(card.in_time_share), None in (card.in_time, card.received)
        row |= _cell("persen_tepat_waktu", share, is_hidden=is_hidden)
    return row


def _cell(column: str, value: Decimal | int | None, *, is_hidden: bool = True) -> dict[str, Cell]:
    """A figure; on paper a dot where there is one that is not shown."""
    if value is not None or not is_hidden:
        return {column: value}
    return {column: None, f"_{column}": DOT}
