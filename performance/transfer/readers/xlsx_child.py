"""Runs in a process of its own: read one XLSX with hard limits, print it as JSON.

Started with `python -I xlsx_child.py FILE MAX_ROWS MAX_COLUMNS MEMORY_MB CPU_SECONDS`. It
imports nothing of the project. What kills this process does not touch the portal.
"""

import json
import resource
import sys

SHEETS_NOT_DATA = ("petunjuk", "_meta")


def limit(memory_mb: int, cpu_seconds: int) -> None:
    size = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def fail(sentence: str) -> None:
    print(json.dumps({"error": sentence}))
    raise SystemExit(0)


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
    for number, cells in enumerate(sheet.iter_rows(max_col=max_columns + 1), start=1):
        if number > 20 * max_rows:
            fail("too-many-rows")
        line = [cell_of(cell) for cell in cells]
        while line and not line[-1][1]:
            line.pop()
        if not line:
            continue
        if len(line) > max_columns:
            fail("too-many-columns")
        filled += 1
        if filled > max_rows + 1:
            fail("too-many-rows")
        rows.append([number, line])
    return rows


def meta_of(book: object) -> dict:
    if "_meta" not in book.sheetnames:
        return {}
    rows = book["_meta"].iter_rows(max_row=10, max_col=2, values_only=True)
    return {str(row[0]): str(row[1]) for row in rows if len(row) > 1 and row[0] is not None}


def read(path: str, max_rows: int, max_columns: int) -> dict:
    import openpyxl  # noqa: PLC0415 - only after the limits are set

    book = openpyxl.load_workbook(path, read_only=True, data_only=False, keep_links=False)
    names = [n for n in book.sheetnames if n.casefold() not in SHEETS_NOT_DATA]
    if not names:
        fail("no-data-sheet")
    chosen = next((n for n in names if n.casefold() in ("data", "isian")), names[0])
    sheet = book[chosen]
    if not hasattr(sheet, "iter_rows"):
        fail("no-data-sheet")
    sheet.reset_dimensions()
    return {
        "sheet": chosen,
        "meta": meta_of(book),
        "rows": sheet_rows(sheet, max_rows, max_columns),
    }


def main() -> None:
    path, *numbers = sys.argv[1:]
    max_rows, max_columns, memory_mb, cpu_seconds = (int(n) for n in numbers)
    limit(memory_mb, cpu_seconds)
    try:
        answer = read(path, max_rows, max_columns)
    except MemoryError:
        fail("memory")
    except Exception as error:  # noqa: BLE001 - any trouble with the file is one sentence
        fail(f"unreadable {type(error).__name__}")
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
