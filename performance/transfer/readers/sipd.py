"""A SIPD export as rows of the portal's own template.

SIPD writes one line for each account with the codes of all levels beside each other. The
lines of one sub kegiatan become one row with the sum of their pagu; program and kegiatan get
a row of their own without money, which the portal adds up itself. Realisations in such
exports run cumulatively and say no quarter, so they are left out, and the reader is told.
"""

from __future__ import annotations

import re
from decimal import Decimal

from organizations.spreadsheets.cells import CellError, read_rp
from organizations.spreadsheets.table import Cell, ImportProblem, Table

LEVELS = ("program", "kegiatan", "sub_kegiatan")
TARGET = {"program": "program", "kegiatan": "kegiatan", "sub_kegiatan": "subkegiatan"}
TITLES = ["level", "kode", "nama", "indikator", "satuan", "pagu_rp"]
MONEY = ("pagu", "nilai_anggaran", "anggaran", "total_pagu", "nilai_rincian")
SPENT = "realisasi"
LEFT_OUT = (
    "Kolom {names} tidak dipakai: realisasi SIPD berjalan kumulatif tanpa triwulan. Isi realisasi "
    "tiap triwulan di halaman pengisian."
)


def is_sipd(titles: list[str]) -> bool:
    names = {_name(title) for title in titles}
    return {"kode_sub_kegiatan", "nama_sub_kegiatan"} <= names


def from_sipd(table: Table) -> Table:
    """The same plan as a table of the template. ImportProblem names every pagu that is no number."""
    places = {_name(title): place for place, title in enumerate(table.titles)}
    money = next((places[name] for name in MONEY if name in places), None)
    rows: dict[tuple[str, str], list] = {}
    errors = []
    for number, cells in table.rows:
        for level in LEVELS:
            code, name = (_at(cells, places.get(f"{part}_{level}")) for part in ("kode", "nama"))
            if not code:
                continue
            row = rows.setdefault((level, code), [number, code, name, None])
            if level == LEVELS[-1] and money is not None:
                try:
                    row[3] = _added(row[3], cells[money] if money < len(cells) else Cell(""))
                except CellError as error:
                    shown, title = _at(cells, money), table.titles[money]
                    errors.append(f"Baris {number}, kolom {title}: “{shown}” {error}.")
    if errors:
        raise ImportProblem(errors)
    left_out = [title for title in table.titles if SPENT in _name(title)]
    return Table(
        TITLES,
        [_line(level, row) for (level, _), row in rows.items()],
        table.meta,
        (LEFT_OUT.format(names=", ".join(f"“{t}”" for t in left_out)),) if left_out else (),
    )


def _name(title: str) -> str:
    return re.sub(r"[\s_\-./]+", "_", title.strip().casefold()).strip("_")


def _at(cells: list[Cell], place: int | None) -> str:
    return cells[place].text.strip() if place is not None and place < len(cells) else ""


def _added(known: Decimal | None, cell: Cell) -> Decimal | None:
    text = cell.text.strip()
    if cell.trouble:
        raise CellError(cell.trouble)
    if not text:
        return known
    return (known or Decimal(0)) + read_rp(text, is_numeric=cell.is_numeric)


def _line(level: str, row: list) -> tuple[int, list[Cell]]:
    number, code, name, pagu = row
    texts = [TARGET[level], code, name, "", "", "" if pagu is None else f"{pagu:f}"]
    return number, [Cell(text) for text in texts]
