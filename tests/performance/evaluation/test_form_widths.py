"""Figures stay inside their columns on paper: trillions of a city, whole codes, shares."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest

from performance.evaluation.reports import action_plan, cascade_tables, e58, e60, e80, e81
from reports.definitions import Column, Table
from reports.pdf.sheet import MM
from reports.rendering.forms.look import AREA, SIZE, SIZES, look_of
from reports.rendering.printed import PrintedTable, printed_tables
from reports.rendering.static import static_root
from reports.rendering.typeface import portal_typeface

PERIOD = SimpleNamespace(years=list(range(2021, 2027)), year=2026)
FORMS = {
    "e81": e81.columns_of(2026),
    "e60": e60.COLUMNS,
    "e80": e80.columns_of(PERIOD),  # type: ignore[arg-type]
    "e58": e58.columns_of(PERIOD),  # type: ignore[arg-type]
    "rencana-aksi": action_plan.COLUMNS,
}
WIDEST = {"rupiah": "1.234.567.890.123", "percent": "100,00", "quantity": "1.234,5"}
LONG = ("0.123456", "12.345678", "123.456789", "1234.567891", "98765.43")
CODE = "1.02.02.2.01.0001"
RULE = re.compile(r"([^{}]+)\{([^}]*)\}")
BORDER = 0.3


def css() -> str:
    text = (static_root() / "css/document-forms.css").read_text()
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def type_size(name: str) -> float:
    """The last rule for the form counts; wide pages have one of their own."""
    found = 0.0
    for selectors, body in RULE.findall(css()):
        names = {one.strip() for one in selectors.split(",")}
        size = re.search(r"font-size: ([\d.]+)pt", body)
        if size and names & {"body.wide table.form", f"body.wide table.form-{name}"}:
            found = float(size[1])
    return found


def padding(selector: str) -> float:
    bodies = [body for selectors, body in RULE.findall(css()) if selector in selectors]
    found = [m for body in bodies for m in re.findall(r"padding-inline: ([\d.]+)mm", body)]
    return float(found[-1]) * MM


def widest(column: Column) -> str:
    if column.kind in WIDEST:
        return WIDEST[column.kind]
    known = {"kode_lengkap": CODE, "satuan": "Dokumen"}
    return known.get(column.name) or max(re.split(r"[ /]", column.title), key=len)


def parts() -> list[PrintedTable]:
    return [
        part
        for name, columns in FORMS.items()
        for part in printed_tables(Table(name, "", columns, []))
    ]


def wide(text: str, size: float) -> float:
    """In the strong face, in points."""
    return portal_typeface().bold.width(text, size)


def test_no_unit_of_the_tree_is_broken():
    """WeasyPrint breaks a word too long for its column anywhere, without a hyphen."""
    printed = next(iter(printed_tables(Table("pohon", "", cascade_tables.TREE, []))))
    place = [column.name for column in printed.columns].index("satuan")
    room = AREA.width * printed.widths[place] / 100
    room -= 2 * padding("body.wide table.form td") + BORDER
    for word in ("Kemasyarakatan", "Instansi/Lembaga", "Perdasus/Perkada"):
        assert wide(word, SIZE) <= room, word


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.name)
def test_the_widest_figures_fit_their_columns(part):
    size = type_size(part.name)
    tight, loose = padding("table.form td.n"), padding("body.wide table.form td")
    for column, width in zip(part.columns, part.widths, strict=True):
        text = widest(column)
        room = AREA.width * width / 100 - 2 * (loose if text == CODE else tight) - BORDER
        assert wide(text, size) <= room, column.name


def test_a_figure_with_six_decimals_is_set_smaller_and_stays_inside():
    tight = padding("table.form td.n")
    for part in parts():
        for column, width in zip(part.columns, part.widths, strict=True):
            for figure in LONG if column.kind == "quantity" else ():
                row = {column.name: Decimal(figure)}
                table = replace(part, table=replace(part.table, rows=[row]))
                cell = next(cell for cell in next(table.rows()).cells if cell.text)
                room = AREA.width * width / 100 - 2 * tight - BORDER
                size = type_size(part.name) * shrunk(cell.length)
                assert wide(cell.text, size) <= room, (part.name, column.name, cell.text)


def shrunk(length: str) -> float:
    found = re.search(rf"table.form td.{length} {{\s*font-size: ([\d.]+)em", css())
    return float(found[1]) if length and found else 1.0


def test_a_form_is_drawn_in_the_size_it_is_laid_out_in():
    assert {name: type_size(name) for name in SIZES} == SIZES
    assert type_size("lain") == SIZE


def test_a_drawn_form_cuts_no_code_and_no_common_word():
    """Numbers are drawn smaller where they must; a word would be cut."""
    for part in parts():
        look = look_of(part.name)
        for column, width in zip(part.columns, part.widths, strict=True):
            if text := widest(column) if column.kind == "text" else "":
                room = AREA.width * width / 100 - 2 * look.side
                assert wide(text, look.size) <= room, (part.name, column.name)
