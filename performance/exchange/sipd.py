"""A SIPD export as rows of the portal's own template.

SIPD writes one line for each account with the codes of all levels beside each other. The
lines of one sub kegiatan become one row with the sum of their pagu; program and kegiatan get
a row of their own without money, which the portal adds up itself. Realisations in such
exports run cumulatively and say no quarter, so they are left out, and the reader is told.
"""

from __future__ import annotations

import re
from decimal import Decimal

from performance.exchange.cells import CellError, read_rp
from performance.exchange.rows import Cell, ImportProblem, Table

LEVELS = ("program", "kegiatan", "sub_kegiatan")
TARGET = {"program": "program", "kegiatan": "kegiatan", "sub_kegiatan": "subkegiatan"}
TITLES = ["level", "kode", "nama", "indikator", "satuan", "pagu_rp"]
MONEY = ("pagu", "nilai_anggaran", "anggaran", "total_pagu", "nilai_rincian")


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
                    row[3] = _added(row[3], _at(cells, money))
                except CellError as error:
                    errors.append(f"Baris {number}, kolom pagu: “{_at(cells, money)}” {error}.")
    if errors:
        raise ImportProblem(errors)
    return Table(TITLES, [_line(level, row) for (level, _), row in rows.items()], table.meta)


def _name(title: str) -> str:
    return re.sub(r"[\s_\-./]+", "_", title.strip().casefold()).strip("_")


def _at(cells: list[Cell], place: int | None) -> str:
    return cells[place].text.strip() if place is not None and place < len(cells) else ""


def _added(known: Decimal | None, text: str) -> Decimal | None:
    return known if not text else (known or Decimal(0)) + read_rp(text, is_numeric=True)


def _line(level: str, row: list) -> tuple[int, list[Cell]]:
    number, code, name, pagu = row
    texts = [TARGET[level], code, name, "", "", "" if pagu is None else f"{pagu:f}"]
    return number, [Cell(text) for text in texts]
