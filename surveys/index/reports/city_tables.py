"""The tables of units together: of an OPD, of the city, by both methods.

A unit that too few answered for is a dot with the reason; the sums hold it.
"""

from __future__ import annotations

from dataclasses import replace

from reports.definitions import Column, Table
from surveys.choices import PeriodState
from surveys.index.queries.consolidated import (
    HOW_POOLED,
    HOW_SIMPLE,
    POOLED,
    SIMPLE,
    Consolidated,
    UnitFigure,
)  # fmt: skip
from surveys.index.reports.tables import (
    COUNT,
    GRADE,
    KEPT,
    LABEL,
    NAME,
    NO_DATA,
    NOBODY_ANSWERED,
    VALUE,
    WHY,
    Row,
    dot_notes,
    dots,
    element_table,
    figure_cells,
    fixed,
    named,
)  # fmt: skip

PROVISIONAL = "sementara"


def method_table(found: Consolidated) -> Table:
    """Both methods, each with what it is."""
    rows: list[Row] = [
        {
            "nama": name,
            "responden": found.respondents,
            **_shown(found.why_not_shown, figure_cells(figure), "nilai", "mutu", "kinerja"),
        }
        for name, figure in ((POOLED, found.pooled), (SIMPLE, found.simple))
    ]
    notes = [
        f"{POOLED}: {HOW_POOLED}. {SIMPLE}: {HOW_SIMPLE}.",
        f"{len(found.assessed)} dari {len(found.units)} unit layanan ada jawabannya.",
        *dot_notes(rows),
    ]
    title = f"Indeks {found.name}"
    return Table("metode", title, [NAME, COUNT, VALUE, GRADE, LABEL], rows, notes)


def _shown(why: str, cells: Row, *names: str) -> Row:
    """Cells of a row, or dots with the reason."""
    return dots(*names) | {WHY.name: why} if why else cells


def part_table(found: Consolidated) -> Table:
    """Each OPD by both methods."""
    columns = [
        named("Perangkat daerah"),
        Column("unit", "Unit dinilai", "integer", share=9),
        COUNT,
        Column("tertimbang", POOLED, "quantity", share=12),
        Column("rata_rata", SIMPLE, "quantity", share=12),
        GRADE,
    ]
    rows = [_part(part) for part in found.parts]
    notes = [f"Mutu dari nilai “{POOLED.lower()}”.", *dot_notes(rows)]
    return Table("opd", "Indeks setiap perangkat daerah", columns, rows, notes)


def _part(part: Consolidated) -> Row:
    grade = part.pooled.grade
    row: Row = {"nama": part.name, "unit": len(part.assessed), "responden": part.respondents}
    for name, figure in (("tertimbang", part.pooled), ("rata_rata", part.simple)):
        row |= fixed(name, figure.index) if figure.respondents else {f"_{name}": NO_DATA}
    row["mutu"] = grade.letter if grade else None
    return row | _shown(part.why_part_not_shown, {}, "tertimbang", "rata_rata", "mutu")


def unit_table(found: Consolidated) -> Table:
    columns = [
        Column("nama", "Unit layanan", width=44, share=29),
        Column("opd", "Perangkat daerah", width=30, share=27),
        COUNT, replace(VALUE, share=16), GRADE, KEPT,
    ]  # fmt: skip
    rows = [_unit(one) for one in found.units]
    return Table("unit", "Indeks setiap unit layanan", columns, rows, dot_notes(rows))


def _unit(one: UnitFigure) -> Row:
    return {
        "nama": one.unit.name,
        "opd": one.unit.organization.name,
        "responden": one.figure.respondents,
        **_shown(one.why_not_shown, figure_cells(one.figure), "nilai", "mutu"),
        "status": _state(one),
    }


def _state(one: UnitFigure) -> str:
    if one.is_provisional:
        return PROVISIONAL
    if not one.periods:
        return "tidak ada periode"
    told = all(period.state == PeriodState.PUBLISHED for period in one.periods)
    said = "diumumkan" if told else "ditutup, belum diumumkan"
    return said if one.figure.respondents else f"{said}; {NOBODY_ANSWERED}"


def consolidated_tables(found: Consolidated) -> list[Table]:
    parts = [part_table(found)] if len(found.parts) > 1 else []
    elements = [element_table(found.elements, "Nilai setiap unsur, semua jawaban")]
    return [
        method_table(found), *parts, unit_table(found), *([] if found.why_not_shown else elements),
    ]  # fmt: skip
