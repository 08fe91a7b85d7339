"""In a limited child: the sheets of an XLSX, as JSON.

Options: the most rows and the most columns. The answer holds `meta` and `sheets`, each with its
`name`, whether it is `hidden`, its `rows`, which of them and of the columns are hidden, and an
`error` in one word; or an `error` of the file.
"""

import datetime as dt
import io
import json
import re
import zipfile
from bisect import bisect_left, bisect_right

import openpyxl
from openpyxl.utils import range_boundaries

SHEETS_NOT_DATA = ("petunjuk", "_meta")
PLAIN_FORMATS = ("General", "0", "0.00", "#,##0", "#,##0.00", "@")
HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="(\d+)"')
HIDDEN_COLUMNS = re.compile(rb'<(?:\w+:)?col\b(?=[^>]*\bhidden="(?:1|true)")([^>]*)>')
SPAN = re.compile(rb'\b(min|max)="(\d+)"')
MERGED = re.compile(rb'<mergeCell\s[^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"')
MOST_SHEETS, MOST_MERGED = 20, 50_000


class Refused(Exception):
    """One word: what is wrong with the file or the sheet."""


def prepare(*_: str) -> None:
    """Load what the library loads only when it meets a file."""
    sample = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.save(sample)
    read(sample.getvalue(), 10, 10)


def answer(content: bytes, max_rows: str, max_columns: str) -> bytes:
    try:
        found = read(content, int(max_rows), int(max_columns))
    except Refused as reason:
        found = {"error": str(reason)}
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - any trouble with the file is one sentence
        found = {"error": f"unreadable {type(error).__name__}"}
    return json.dumps(found).encode()


def cell_of(cell: object) -> list:
    """[kind, text]: n number, s text, f formula, d date, t hour, b yes/no, e error value.

    A number with a format that may mean something has the format as a third part.
    """
    value = cell.value
    if value is None:
        return ["s", ""]
    kind = cell.data_type
    if kind in ("f", "e", "b"):
        return [kind, str(value)[:80]]
    if isinstance(value, (dt.time, dt.timedelta)):
        return ["t", str(value)[:40]]
    if kind == "d" or cell.is_date:
        return ["d", str(value)[:40]]
    if kind == "n":
        shown = cell.number_format
        return ["n", repr(value)] if shown in PLAIN_FORMATS else ["n", repr(value), shown[:120]]
    return ["s", str(value)[:4000]]


def sheet_rows(sheet: object, max_rows: int, max_columns: int) -> list:
    """Filled rows with their numbers; formatted but empty ones cost nothing and do not count."""
    sheet.reset_dimensions()
    rows = []
    gap: object = None  # the library gives one and the same row for all that a file leaves out
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if cells is gap:
            continue
        line = [cell_of(cell) if cell.value is not None else ["s", ""] for cell in cells]
        while line and not line[-1][1].strip():
            line.pop()
        if not line:
            gap = cells
            continue
        if len(line) > max_columns:
            raise Refused("too-many-columns")
        if len(rows) > max_rows:
            raise Refused("too-many-rows")
        rows.append([number, line])
    return rows


def take_results(rows: list, content: bytes, name: str, max_columns: int) -> None:
    """Put the stored result of a formula behind it: [f, formula, kind, text, format]."""
    wanted = {number: line for number, line in rows if any(cell[0] == "f" for cell in line)}
    if not wanted:
        return
    book = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False
    )
    sheet = book[name]
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(max_col=max_columns), start=1):
        if number > rows[-1][0]:
            break
        for place, cell in enumerate(wanted.get(number, ())):
            if cell[0] == "f" and place < len(cells) and cells[place].value is not None:
                cell.extend(cell_of(cells[place]))


def spread_merged(rows: list, areas: list, max_columns: int) -> None:
    """A merged value belongs to every row it covers: [r, text, …the cell]; in other columns it is marked `m`."""
    lines = dict(rows)
    numbers = [number for number, _ in rows]
    for left, top, right, bottom in areas:
        first = lines.get(top, ())
        if left > len(first) or not first[left - 1][1]:
            continue
        source = first[left - 1]
        for number in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
            line = lines[number]
            for place in range(left - 1, min(right, max_columns)):
                if (number, place) == (top, left - 1):
                    continue
                line += [["s", ""] for _ in range(place + 1 - len(line))]
                is_own = place == left - 1
                line[place] = ["r", source[1], *source] if is_own else ["m", source[1]]


def part_of(content: bytes, path: str) -> bytes:
    """A sheet as it is stored, for what the library does not tell while it only reads."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return parts.read(path.lstrip("/"))


def merged_areas(part: bytes) -> list:
    return [range_boundaries(area.decode()) for area in MERGED.findall(part)[:MOST_MERGED]]


def hidden_in(part: bytes, rows: list, max_columns: int) -> dict:
    """Filled rows and columns (counted from 0) that are read although nobody sees them."""
    numbers = {int(number) for number in HIDDEN_ROW.findall(part)}
    filled = {place for _, line in rows for place, cell in enumerate(line) if cell[1].strip()}
    columns = set()
    for found in HIDDEN_COLUMNS.findall(part):
        ends = {name: int(number) for name, number in SPAN.findall(found)}
        last = min(ends.get(b"max", 0), max_columns)
        columns |= filled & set(range(ends.get(b"min", 1) - 1, last))
    return {
        "hidden_rows": [number for number, _ in rows if number in numbers],
        "hidden_columns": sorted(columns),
    }


def meta_of(book: object) -> dict:
    if "_meta" not in book.sheetnames:
        return {}
    rows = book["_meta"].iter_rows(max_row=10, max_col=2, values_only=True)
    return {str(row[0]): str(row[1]) for row in rows if len(row) > 1 and row[0] is not None}


def sheet_of(sheet: object, content: bytes, max_rows: int, max_columns: int) -> dict:
    found = {"name": sheet.title, "hidden": sheet.sheet_state != "visible", "rows": []}
    try:
        rows = sheet_rows(sheet, max_rows, max_columns)
        take_results(rows, content, sheet.title, max_columns)
        path = sheet._worksheet_path  # noqa: SLF001 - the part of the file; told by no other name
        part = part_of(content, path)
        spread_merged(rows, merged_areas(part), max_columns)
    except Refused as reason:
        return {**found, "error": str(reason)}
    return {**found, "rows": rows, **hidden_in(part, rows, max_columns)}


def read(content: bytes, max_rows: int, max_columns: int) -> dict:
    book = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, data_only=False, keep_links=False
    )
    sheets = [
        sheet
        for sheet in book.worksheets[:MOST_SHEETS]
        if sheet.title.casefold() not in SHEETS_NOT_DATA
    ]
    if not sheets:
        raise Refused("no-data-sheet")
    found = [sheet_of(sheet, content, max_rows, max_columns) for sheet in sheets]
    return {"meta": meta_of(book), "sheets": found}
