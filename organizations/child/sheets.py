"""In a limited child: the first data sheet of an XLSX, as JSON.

Options: the most rows and the most columns. The answer holds `sheet`, `meta`, `merged` and `rows`, or an
`error` in one word.
"""

import io
import json
import zipfile

import openpyxl

SHEETS_NOT_DATA = ("petunjuk", "_meta")


class Refused(Exception):
    """One word: what is wrong with the file."""


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
    """[kind, text]: n number, s text, f formula, d date, b yes/no, e error value."""
    value = cell.value
    if value is None:
        return ["s", ""]
    kind = cell.data_type
    if kind in ("f", "e", "b"):
        return [kind, str(value)[:80]]
    if kind == "d" or cell.is_date:
        return ["d", str(value)[:40]]
    if kind == "n":
        return ["n", repr(value)]
    return ["s", str(value)[:4000]]


def sheet_rows(sheet: object, max_rows: int, max_columns: int) -> list:
    rows = []
    filled = 0
    gap: object = None  # the library gives one and the same row for all that a file leaves out
    for number, cells in enumerate(sheet.iter_rows(max_col=max_columns + 1), start=1):
        if number > 20 * max_rows:
            raise Refused("too-many-rows")
        if cells is gap:
            continue
        line = [cell_of(cell) for cell in cells]
        while line and not line[-1][1]:
            line.pop()
        if not line:
            gap = cells
            continue
        if len(line) > max_columns:
            raise Refused("too-many-columns")
        filled += 1
        if filled > max_rows + 1:
            raise Refused("too-many-rows")
        rows.append([number, line])
    return rows


def meta_of(book: object) -> dict:
    if "_meta" not in book.sheetnames:
        return {}
    rows = book["_meta"].iter_rows(max_row=10, max_col=2, values_only=True)
    return {str(row[0]): str(row[1]) for row in rows if len(row) > 1 and row[0] is not None}


def has_merged(content: bytes) -> bool:
    """Whether any sheet has merged cells; the library does not tell while it only reads."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        return any(b"<mergeCell " in parts.read(name) for name in sheets)


def read(content: bytes, max_rows: int, max_columns: int) -> dict:
    file = io.BytesIO(content)
    book = openpyxl.load_workbook(file, read_only=True, data_only=False, keep_links=False)
    names = [n for n in book.sheetnames if n.casefold() not in SHEETS_NOT_DATA]
    if not names:
        raise Refused("no-data-sheet")
    chosen = next((n for n in names if n.casefold() in ("data", "isian")), names[0])
    sheet = book[chosen]
    if not hasattr(sheet, "iter_rows"):
        raise Refused("no-data-sheet")
    sheet.reset_dimensions()
    return {
        "sheet": chosen,
        "meta": meta_of(book),
        "merged": has_merged(content),
        "rows": sheet_rows(sheet, max_rows, max_columns),
    }
