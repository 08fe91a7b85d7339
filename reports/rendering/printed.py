"""A `Table` as it is printed: Indonesian figures, column widths, header rows.

HTML pages, WeasyPrint and the writer of PDF read the same `PrintedTable`, so a figure looks the
same wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice

from organizations.formatting import format_figure, format_number
from reports.definitions import ABOVE, Cell, Column, Table

PLACES = {"rupiah": 0, "integer": 0, "percent": 2}
NUMERIC = ("quantity", "rupiah", "percent", "integer")
# Figures with many decimals are set smaller, so that they stay in a column made for "1.234,5".
LENGTHS = ((11, "longest"), (10, "longer"), (8, "long"))


@dataclass(frozen=True)
class Head:
    """One cell of the upper header row."""

    text: str
    columns: int
    rows: int  # 2: a column without a group spans both header rows
    weight: str = ""


@dataclass(frozen=True)
class PrintedCell:
    text: str
    is_number: bool
    columns: int = 1  # more where the label of a closing row leads up to its first figure
    length: str = ""  # of a quantity that is long for its column

    @property
    def is_words(self) -> bool:
        """Words take lines of the usual size, in a column of figures too; a figure keeps to one."""
        return " " in self.text and any(sign.isalpha() for sign in self.text)

    @property
    def manner(self) -> str:
        """What a cell of a column of figures is in the page's stylesheet, behind `n`."""
        return " words" if self.is_words else f" {self.length}" if self.length else ""


@dataclass(frozen=True)
class PrintedRow:
    style: str
    cells: tuple[PrintedCell, ...]
    again: tuple[PrintedCell, ...] = ()  # the cells where the row begins a page, if others
    label: str = ""  # of a story: what the long text is
    text: str = ""

    @property
    def is_closing(self) -> bool:
        return self.style in CLOSING


@dataclass(frozen=True)
class PrintedTable:
    name: str
    title: str
    columns: tuple[Column, ...]
    upper: tuple[Head, ...]
    lower: tuple[str, ...]
    numbers: tuple[str, ...]
    widths: tuple[float, ...]  # percent of the page width, adding up to 100
    notes: tuple[str, ...]
    label_at: int  # the column that heads a row
    table: Table
    part: int = 1
    is_last: bool = True  # closing rows and notes stand under the last part

    @property
    def has_groups(self) -> bool:
        return any(column.group for column in self.columns)

    @property
    def has_numbers(self) -> bool:
        return any(self.numbers)

    @property
    def number_heads(self) -> list[tuple[str, int]]:
        """The form's column numbers; neighbours under one number share it."""
        found: list[tuple[str, int]] = []
        for number in self.numbers:
            if number and found and found[-1][0] == number:
                found[-1] = (number, found[-1][1] + 1)
            else:
                found.append((number, 1))
        return found

    @property
    def width_rules(self) -> str:
        """Column widths as a stylesheet: the print engine knows no width on <col>."""
        return "".join(
            f".form-{self.name} col:nth-child({place}){{width:{width}%}}"
            for place, width in enumerate(self.widths, start=1)
        )

    @property
    def story_split(self) -> int:
        """Columns a story's label spans: about a fifth of the width."""
        reached = 0.0
        for place, width in enumerate(self.widths):
            reached += width
            if reached >= STORY_LABEL:
                return min(place + 1, len(self.widths) - 1)
        return 1

    @property
    def story_rest(self) -> int:
        return len(self.columns) - self.story_split

    def rows(self) -> Iterator[PrintedRow]:
        for row in self.table.rows:
            if self.is_last or row.get("_style") not in CLOSING:
                yield self._row(row)

    def first_rows(self) -> list[PrintedRow]:
        """What a page on the screen shows of a very long form."""
        return list(islice(self.rows(), SCREEN_ROWS))

    @property
    def left_out(self) -> int:
        return max(0, len(rows_of(self.table)) - SCREEN_ROWS)

    def _row(self, row: Mapping[str, Cell]) -> PrintedRow:
        get = row.get
        style = str(get("_style") or "")
        if style == "story":
            label = str(get(self.columns[self.label_at].name) or get("nama") or "")
            told = str(get("keterangan") or "") or "Belum diisi"
            return PrintedRow(style, (), label=label, text=told)
        cells = [
            _sized(print_cell(get(f"_{column.name}", get(column.name)), column), column)
            for column in self.columns
        ]
        if style == "total":
            cells = _leading(cells, self.label_at)
        return PrintedRow(style, tuple(cells), tuple(self._again(row, cells)))

    def _again(
        self, row: Mapping[str, Cell], cells: Sequence[PrintedCell]
    ) -> Iterator[PrintedCell]:
        """The cells with what was left blank because the row above says it; nothing without."""
        above = str(row.get(ABOVE) or "").split()
        for column, cell in zip(self.columns, cells, strict=True) if above else ():
            is_blank = column.name in above
            yield print_cell(row.get(column.name), column) if is_blank else cell


def _sized(cell: PrintedCell, column: Column) -> PrintedCell:
    if column.kind != "quantity" or len(cell.text) < LENGTHS[-1][0] or cell.is_words:
        return cell
    return replace(cell, length=next(word for least, word in LENGTHS if len(cell.text) >= least))


def _leading(cells: list[PrintedCell], label_at: int) -> list[PrintedCell]:
    """A closing row whose label reaches from the first column to the first figure."""
    filled = [place for place, cell in enumerate(cells) if cell.text]
    if not filled or filled[0] != label_at:
        return cells
    end = filled[1] if len(filled) > 1 else len(cells)
    return [replace(cells[label_at], columns=end), *cells[end:]]


CLOSING = ("total", "story")
SCREEN_ROWS = 400
STORY_LABEL = 18.0  # percent


def rows_of(table: Table) -> Sequence:
    """The rows of a table of a large form, which are a list."""
    return table.rows if isinstance(table.rows, (list, tuple)) else list(table.rows)


def printed_tables(table: Table) -> list[PrintedTable]:
    """The table as it is printed, or its parts one after the other; none without columns."""
    columns = [column for column in table.columns if column.share]
    parts = sorted({column.part for column in columns if column.part}) or [0]
    return [
        _printed(table, tuple(c for c in columns if c.part in (0, part)), place, len(parts))
        for place, part in enumerate(parts, start=1)
        if columns
    ]


def _printed(table: Table, columns: tuple[Column, ...], part: int, parts: int) -> PrintedTable:
    whole = sum(column.share for column in columns)
    label = next((i for i, c in enumerate(columns) if c.name == "nama"), 0)
    return PrintedTable(
        name=table.name if parts == 1 else f"{table.name}-{part}",
        title=table.title if parts == 1 else f"{table.title}, bagian {part} dari {parts}",
        columns=columns,
        upper=tuple(_upper(columns)),
        lower=tuple(c.title for c in columns if c.group),
        numbers=tuple(column.number for column in columns),
        widths=tuple(round(column.share / whole * 100, 3) for column in columns),
        notes=tuple(table.notes) if part == parts else (),
        label_at=label,
        table=table,
        part=part,
        is_last=part == parts,
    )


def _upper(columns: Sequence[Column]) -> Iterator[Head]:
    has_groups = any(column.group for column in columns)
    for group, members in groupby(columns, key=lambda c: c.group):
        found = list(members)
        if group:
            yield Head(group, len(found), 1)
        else:
            yield from (Head(c.title, 1, 2 if has_groups else 1) for c in found)


def print_cell(value: Cell, column: Column) -> PrintedCell:
    """The text of a cell by its kind; a word in a numeric column stays a word.

    >>> from decimal import Decimal
    >>> print_cell(Decimal("1234.567"), Column("x", "X", "quantity")).text
    '1.234,567'
    """
    is_number = column.kind in NUMERIC
    if value is None or value == "":
        return PrintedCell("", is_number)
    if isinstance(value, str):
        return PrintedCell(value, is_number)
    if column.kind in PLACES:
        return PrintedCell(format_number(value, PLACES[column.kind]), True)
    if column.kind == "quantity":
        return PrintedCell(format_figure(value), True)
    return PrintedCell(str(value), is_number)
