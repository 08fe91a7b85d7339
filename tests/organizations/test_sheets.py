"""Reading a sheet in the child costs what it holds, not how far apart it stands."""

import io
import zipfile

import openpyxl

from organizations.child import sheets

FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def far_away() -> bytes:
    """A workbook of one cell in the very last corner."""
    plain, moved = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(moved, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                start, end = content.index(b"<sheetData>") + 11, content.index(b"</sheetData>")
                content = content[:start] + FAR + content[end:]
            new.writestr(name, content)
    return moved.getvalue()


def test_a_cell_in_the_last_corner_is_refused_without_looking_at_all_before(monkeypatch):
    looked: list[object] = []
    cell_of = sheets.cell_of
    monkeypatch.setattr(sheets, "cell_of", lambda cell: looked.append(cell) or cell_of(cell))

    found = sheets.read(far_away(), 10_000, 60)

    assert found["sheets"][0]["error"] == "too-many-columns"

    assert len(looked) < 1_000
