"""The tables of a result: pages, CSV, XLSX and documents show these and no others.

A group too small to show is a dot, and said why; a unit nobody answered for says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from organizations.exact import percent, rounded
from organizations.formatting import format_number
from reports.definitions import Cell, Column, Table
from surveys.choices import PeriodState
from surveys.formulas import ELEMENTS
from surveys.index.queries.figures import ElementFigure, Figure, Group
from surveys.index.queries.hiding import OR_FOLLOWS, TOO_FEW
from surveys.index.queries.results import GROUP_LABELS, Result
from surveys.index.queries.trend import TrendPoint
from surveys.instrument.queries.periods import formula_name
from surveys.models import Period

DOT = "•"
NO_DATA = "belum ada data"
NOBODY_ANSWERED = "tanpa jawaban"
Row = dict[str, Cell]
NAME = Column("nama", "Uraian", width=44, share=30)
COUNT = Column("responden", "Responden", "integer", share=11)
MEAN = Column("nrr", "NRR", "quantity", 3, share=9)
VALUE = Column("nilai", "Nilai (25–100)", "quantity", share=12)
GRADE = Column("mutu", "Mutu", share=8)
LABEL = Column("kinerja", "Kinerja", width=16, share=14)
INDEX_COLUMNS = [NAME, COUNT, VALUE, GRADE, LABEL]
SHARE = Column("bagian", "Bagian (%)", "quantity", share=11)
KEPT = Column("status", "Keadaan", width=18, share=14)
WHY = Column("keterangan", "Keterangan", width=60, share=70)  # why figures are not there


def dots(*names: str) -> Row:
    """Hidden cells: a dot on paper and in files."""
    return {f"{kind}{name}": DOT for name in names for kind in ("", "_")}


def dot_notes(rows: Iterable[Row]) -> list[str]:
    """What the dots of a table mean, each reason once; a note has a bullet of its own."""
    reasons = sorted({str(row[WHY.name]) for row in rows if WHY.name in row})
    return [f"Angka yang ditulis {DOT} {why[:1].lower()}{why[1:]}." for why in reasons]


def named(title: str) -> Column:
    return Column("nama", title, width=44, share=34)


def fixed(name: str, value: Decimal | None, decimals: int = 2) -> Row:
    """A figure rounded once, and on paper with all its places."""
    kept = rounded(value, decimals)
    return {name: kept} if kept is None else {name: kept, f"_{name}": format_number(kept, decimals)}


def figure_cells(figure: Figure) -> Row:
    """The index with its grade; nobody has none, never 0."""
    if figure.index is None:
        return {"nilai": None, "_nilai": NO_DATA, "mutu": None, "kinerja": None}
    grade = figure.grade
    words = {"mutu": grade.letter, "kinerja": grade.label} if grade else {}
    return {**fixed("nilai", figure.index), **words}


def element_table(elements: Sequence[ElementFigure], title: str = "Nilai setiap unsur") -> Table:
    columns = [Column("unsur", "Unsur", share=8), named("Nama unsur"), MEAN, VALUE, GRADE, LABEL]
    rows = [
        {
            "unsur": f"U{one.number}",
            "nama": one.element.label,
            **fixed("nrr", one.mean, 3),
            **figure_cells(one.figure),
        }
        for one in elements
    ]
    notes = ["NRR: nilai rata-rata unsur, 1 sampai 4. Nilai: NRR × 25, dibulatkan sekali."]
    return Table("unsur", title, columns, rows, notes)


def processing_table(result: Result) -> Table:
    """How the index follows from the sums: an annex anybody can reckon again."""
    columns = [
        Column("unsur", "Unsur", share=8),
        named("Nama unsur"),
        Column("jumlah", "Jumlah nilai", "quantity", share=13),
        COUNT,
        MEAN,
        Column("tertimbang", "NRR tertimbang", "quantity", 4, share=13),
    ]
    rows: list[Row] = [
        {
            "unsur": f"U{one.number}",
            "nama": one.element.label,
            "jumlah": None if one.mean is None else rounded(one.mean * result.respondents, 2),
            "responden": result.respondents,
            **fixed("nrr", one.mean, 3),
            **fixed("tertimbang", None if one.mean is None else one.mean / ELEMENTS, 4),
        }
        for one in result.elements
    ]
    exact = result.figure.exact
    total: Row = {"nama": "IKM = jumlah NRR tertimbang × 25", "_style": "total"}
    rows.append(total | (fixed("tertimbang", exact) if exact is not None else {}))
    notes = [
        (
            "Bobot setiap unsur tepat 1/9. NRR dan NRR tertimbang dibulatkan hanya untuk dibaca; indeks "
            "dihitung dari jumlah nilai dan dibulatkan satu kali."
        ),
        f"Rumus yang tersimpan pada periode ini: {formula_name(result.period.formula)}.",
    ]
    return Table("pengolahan", "Pengolahan data", columns, rows, notes)


def group_table(name: str, title: str, groups: Iterable[Group], whole: int) -> Table:
    found = list(groups)
    rows = [_group(group, whole) for group in found]
    columns = [named(title), COUNT, SHARE, VALUE, GRADE]
    return Table(name, title, columns, rows, dot_notes(rows))


def _group(group: Group, whole: int) -> Row:
    if group.respondents is None or group.figure is None:
        cells = dots("responden", "bagian", "nilai", "mutu")
        return {"nama": group.label, **cells, WHY.name: OR_FOLLOWS}
    return {
        "nama": group.label,
        "responden": group.respondents,
        **fixed("bagian", percent(group.respondents, whole)),
        **figure_cells(group.figure),
    }


def respondent_tables(result: Result) -> list[Table]:
    return [
        group_table(f"responden-{column}", label, result.groups(column), result.respondents)
        for column, (label, _) in GROUP_LABELS.items()
    ]


def place_tables(result: Result) -> list[Table]:
    """Services and points, where the unit has more than one way to tell answers apart."""
    services = group_table("layanan", "Jenis layanan", result.services, result.respondents)
    points = group_table("titik", "Titik layanan", result.points, result.respondents)
    return [table for table in (services, points) if table.rows]


def index_table(result: Result) -> Table:
    """The index alone, as everybody may read it."""
    return Table("indeks", "Indeks dan mutu", INDEX_COLUMNS, [_whole_row(result)])


def reason_table(why: str) -> Table:
    """In the place of figures that are not for everybody: why they are not."""
    row: Row = {"nama": "Semua jawaban lengkap", WHY.name: why}
    return Table("indeks", "Indeks dan mutu", [NAME, WHY], [row])


def _whole_row(result: Result) -> Row:
    whole = {"nama": "Semua jawaban lengkap", "responden": result.respondents, "_style": "strong"}
    return whole | figure_cells(result.figure)


def whole_table(result: Result) -> Table:
    """The index with all answers and without those that bear a sign."""
    rows: list[Row] = [
        _whole_row(result),
        {"nama": "Tanpa jawaban bertanda", **_unflagged(result)},
        *({"nama": f"Bertanda: {label}", **_count(count)} for label, count in result.flags),
        {"nama": "Tidak lengkap, tidak dihitung", **_incomplete(result)},
    ]
    notes = [
        (
            "Tanda hanya penanda kejanggalan. Jawaban bertanda tetap dihitung; satu jawaban dapat "
            "memiliki beberapa tanda."
        ),
        *dot_notes(rows),
    ]
    return Table("indeks", "Indeks dan mutu data", INDEX_COLUMNS, rows, notes)


def _unflagged(result: Result) -> Row:
    if result.hides_flagged:
        return dots("responden", "nilai", "mutu", "kinerja") | {WHY.name: OR_FOLLOWS}
    return {"responden": result.unflagged.respondents, **figure_cells(result.unflagged)}


def _count(count: int | None) -> Row:
    return dots("responden") | {WHY.name: OR_FOLLOWS} if count is None else {"responden": count}


def _incomplete(result: Result) -> Row:
    return _count(None if result.hides_incomplete else result.incomplete)


def trend_table(points: Sequence[TrendPoint], period: Period) -> Table:
    """Up to a period; of the others those that too few answered are hidden."""
    margin = Column("galat", "Selang ±", "quantity", share=10)
    rows = [
        {
            "nama": point.label,
            "responden": point.figure.respondents,
            **(
                dots("nilai", "mutu", "galat") | {WHY.name: TOO_FEW}
                if point.is_hidden_from(period)
                else {**figure_cells(point.figure), **fixed("galat", point.margin)}
            ),
            "status": _state(point),
        }
        for point in points
    ]
    columns = [named("Periode"), COUNT, VALUE, GRADE, margin, KEPT]
    return Table("tren", "Indeks setiap periode", columns, rows, dot_notes(rows))


def _state(point: TrendPoint) -> str:
    said = point.period.get_state_display()
    is_empty = point.period.state in PeriodState.frozen() and not point.figure.respondents
    return f"{said}; {NOBODY_ANSWERED}" if is_empty else said


def result_tables(result: Result, trend: Sequence[TrendPoint]) -> list[Table]:
    return [
        whole_table(result),
        element_table(result.elements),
        *place_tables(result),
        *respondent_tables(result),
        trend_table(trend, result.period),
    ]
