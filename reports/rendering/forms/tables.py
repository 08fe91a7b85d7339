"""The tables of a form: `PrintedTable` as rows of the writer."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from reports.definitions import Column, Table
from reports.pdf.cells import Cell, Row
from reports.pdf.flow import Flow
from reports.pdf.outline import Entry
from reports.pdf.sheet import MM
from reports.pdf.table import TableWriter
from reports.rendering.forms.look import (
    CAPTION,
    HEAD_FILL,
    HEADING,
    NUMBERS,
    SOFT_FILL,
    STORY,
    look_of,
)
from reports.rendering.forms.words import lines_of, paragraph
from reports.rendering.printed import PrintedCell, PrintedRow, PrintedTable, printed_tables

FILLS = {"heading": HEAD_FILL, "strong": SOFT_FILL, "total": HEAD_FILL}
BOLD = ("heading", "strong", "total")
UNDER_HEADING = 24 * MM  # room for headings below it and a first row
TAIL = 3  # rows that the signatures stand with, closing ones among them
MOST_COLUMNS = 32  # side by side; what is wider is printed in parts of so many
EMPTY = "Belum ada data"
COUNTED = "no"  # running numbers stand in the middle, away from the words beside them


class Ready(NamedTuple):
    """A row as it is drawn, and how where it begins a page, if otherwise."""

    row: Row
    again: Row | None = None


def printed_parts(table: Table) -> list[PrintedTable]:
    """A table as it is printed; one of very many columns in parts that repeat the first ones."""
    columns = [column for column in table.columns if column.share]
    if len(columns) > MOST_COLUMNS and not any(column.part for column in columns):
        table = replace(table, columns=_parted(columns))
    return printed_tables(table)


def _parted(columns: list[Column]) -> list[Column]:
    """Every column with the part that prints it; those up to the name stand in all."""
    label = next((at for at, column in enumerate(columns) if column.name == "nama"), 0)
    first = min(label, 3) + 1
    per_part = MOST_COLUMNS - first
    rest = columns[first:]
    return columns[:first] + [
        replace(column, part=1 + at // per_part) for at, column in enumerate(rest)
    ]


def draw_table(flow: Flow, printed: PrintedTable, *, is_one: bool, below: float) -> None:
    """One printed table. `is_one`: it has a caption, for no heading stands above it; `below`
    points have to stand on its last page under it.
    """
    look = look_of(printed.name)
    widths = [flow.area.width * share / 100 for share in printed.widths]
    if not is_one:
        flow.y -= 3 * MM
        paragraph(flow, printed.title, HEADING, kind="H2")
        flow.y -= 1 * MM
    flow.document.outline.append(Entry(printed.title, flow.sheet.ref, flow.y + 12))
    table = TableWriter(flow, look, widths, _head(printed))
    if is_one:
        flow.y -= 1 * MM
        table.caption(lines_of(flow, printed.title, CAPTION, flow.area.width), CAPTION)
        flow.y -= 1.2 * MM
    table.begin()
    sheet = flow.sheet
    for row, told in _rows(table, printed, below):
        if again := row.again:
            is_first = flow.sheet is not sheet or table.turns(row.row)
            table.row(again if is_first else row.row)
        else:
            table.row(row.row)
        sheet = flow.sheet
        if told:
            title = told.cells[printed.label_at].text or told.cells[0].text
            entry = Entry(title[:90] or printed.title, flow.sheet.ref, flow.y + look.height(1), 1)
            flow.document.outline.append(entry)
    table.end()


def _rows(
    table: TableWriter, printed: PrintedTable, below: float
) -> Iterator[tuple[Ready, PrintedRow | None]]:
    """Rows in order, with what a heading says; the page is turned before the last ones where
    what follows them would not stand on it."""
    held: deque[PrintedRow] = deque()
    for row in printed.rows():
        held.append(row)
        if len(held) > TAIL:
            yield _told(held.popleft(), printed)
    if not held:
        yield Ready(Row([Cell(EMPTY, columns=len(printed.columns))])), None
        return
    last = [_told(row, printed) for row in held]
    height = sum(table.height(ready.row) for ready, _ in last)
    if not _together(table, height + below):
        _together(table, height)
    yield from last


def _together(table: TableWriter, height: float) -> bool:
    """Turn the page where this does not stand on it but on a new one; says whether it stands."""
    if height <= table.flow.room:
        return True
    if height > table.whole:
        return False
    table.turn()
    return True


def _told(row: PrintedRow, printed: PrintedTable) -> tuple[Ready, PrintedRow | None]:
    is_heading = row.style == "heading" and bool(row.cells)
    again = _row(replace(row, cells=row.again), printed) if row.again else None
    return Ready(_row(row, printed), again), row if is_heading else None


def _row(row: PrintedRow, printed: PrintedTable) -> Row:
    if row.style == "story":
        size = max(STORY, look_of(printed.name).size)
        label = Cell(row.label, printed.story_split, bold=True, scope="Row", fill=SOFT_FILL)
        return Row([label, Cell(row.text, printed.story_rest)], size=size)
    is_bold = row.style in BOLD
    label_at = 0 if row.style == "total" and row.cells[0].columns > 1 else printed.label_at
    counted = 0 if printed.columns[0].name == COUNTED and row.style != "total" else None
    cells = [
        _cell(
            cell,
            is_label=at == label_at,
            is_bold=is_bold or (named and at == label_at),
            is_counted=at == counted,
        )
        for named in (row.style == "named",)
        for at, cell in enumerate(row.cells)
    ]
    keep = UNDER_HEADING if row.style == "heading" else 0
    return Row(cells, FILLS.get(row.style), keep)


def _cell(cell: PrintedCell, *, is_label: bool, is_bold: bool, is_counted: bool) -> Cell:
    return Cell(
        cell.text,
        cell.columns,
        align="middle" if is_counted else "right" if cell.is_number else "left",
        bold=is_bold,
        scope="Row" if is_label and cell.text else "",
        is_figure=cell.is_number and not cell.is_words,
    )


def _head(printed: PrintedTable) -> list[Row]:
    """Groups above, titles below, the form's numbers last."""
    rows = [
        Row(
            [
                Cell(head.text, head.columns, head.rows, "middle", bold=True, scope="Column")
                for head in printed.upper
            ],
            HEAD_FILL,
        )
    ]
    if printed.has_groups:
        lower = [Cell(text, align="middle", bold=True, scope="Column") for text in printed.lower]
        rows.append(Row(lower, HEAD_FILL))
    if printed.has_numbers:
        numbers = [Cell(text, columns, align="middle") for text, columns in printed.number_heads]
        rows.append(Row(numbers, SOFT_FILL, size=NUMBERS))
    return rows
