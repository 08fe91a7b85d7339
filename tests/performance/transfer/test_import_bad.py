"""Files that must not get in: each is one sentence, nothing is written."""

from __future__ import annotations

import io
import resource
import zipfile

import openpyxl
import pytest
import xlsxwriter

from organizations.spreadsheets.table import ImportProblem
from performance.transfer.readers.files import read_file
from performance.transfer.readers.rows import parse_table

TITLES = ["level", "kode", "nama", "indikator", "satuan", "tw1_k", "tw1_rp"]
ROW = ["program", "1.02.02", "Program", "Indeks", "Nilai", 5, 1000]


def workbook(*rows, sheet="Data", titles=TITLES) -> bytes:
    out = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.title = sheet
    if titles:
        book.active.append(titles)
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def repacked(content: bytes, extra: dict[str, bytes], method=zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", method) as new:
        for name in old.namelist():
            if name not in extra:
                new.writestr(name, old.read(name))
        for name, data in extra.items():
            new.writestr(name, data)
    return out.getvalue()


def refused(name: str, content: bytes) -> str:
    with pytest.raises(ImportProblem) as caught:
        read_file(name, content)
    assert len(caught.value.messages) == 1
    return caught.value.messages[0]


def test_a_good_file_is_read_with_its_line_numbers():
    parsed = parse_table(read_file("a.xlsx", workbook(ROW)))

    assert parsed.errors == []
    assert parsed.rows[0].number == 2
    assert parsed.rows[0].values["tw1_rp"] == 1000


def test_wrong_kinds_of_file():
    assert "kosong" in refused("a.csv", b"")
    assert "kosong" in refused("a.xlsx", b"  ")
    assert "5 MB" in refused("a.csv", b"x" * (5 * 1024 * 1024 + 1))
    assert "XLSX atau CSV" in refused("a.pdf", b"%PDF-1.7")
    assert "bukan XLSX" in refused("a.xlsx", b"level,kode\n1,2\n")
    assert "bukan XLSX" in refused("a.xlsx", b"MZ\x90\x00")
    assert "namanya CSV" in refused("a.csv", workbook(ROW))
    assert "rusak" in refused("a.xlsx", workbook(ROW)[:900])
    assert "kata sandi" in refused("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    assert "makro" in refused("a.xlsm", workbook(ROW))


def test_a_zip_that_is_no_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "halo")

    assert "bukan XLSX" in refused("a.xlsx", out.getvalue())


def test_macros_and_external_links():
    good = workbook(ROW)

    assert "makro" in refused("a.xlsx", repacked(good, {"xl/vbaProject.bin": b"x"}))
    link = {"xl/externalLinks/externalLink1.xml": b"<a/>"}
    assert "terhubung ke berkas lain" in refused("a.xlsx", repacked(good, link))


def test_bombs_are_stopped_before_they_are_opened():
    good = workbook(ROW)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert "terlalu besar" in refused("a.xlsx", repacked(good, {"xl/x.xml": b"0" * 70_000_000}))
    assert "terlalu besar" in refused("a.xlsx", repacked(good, {"xl/x.xml": b"0" * 5_000_000}))
    many = {f"xl/media/{n}.png": b"x" for n in range(120)}
    assert "terlalu besar" in refused("a.xlsx", repacked(good, many))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024


def test_an_entity_bomb_is_refused():
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    sheet = b'<?xml version="1.0"?>' + entities + b"<worksheet><sheetData/></worksheet>"

    assert "rusak" in refused(
        "a.xlsx", repacked(workbook(ROW), {"xl/worksheets/sheet1.xml": sheet})
    )


def test_a_cell_at_the_far_corner_does_no_harm():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, TITLES)
    sheet.write_row(1, 0, ROW)
    sheet.write_string(1_048_575, 16_383, "x")
    book.close()

    told = refused("a.xlsx", out.getvalue())

    assert "baris" in told or "kolom" in told


def test_too_many_rows_and_columns():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, TITLES)
    for number in range(1, 50_001):
        sheet.write_row(number, 0, ["program", "1.02.02", "P", "I", "N"])
    book.close()
    csv = "level,kode,nama,indikator,satuan\n" + "program,1.02.02,P,I,N\n" * 50_000

    assert "10.000 baris" in refused("a.xlsx", out.getvalue())
    assert "10.000 baris" in refused("a.csv", csv.encode())
    assert "60 kolom" in refused("a.xlsx", workbook([*ROW, *["x"] * 60]))
    assert "60 kolom" in refused("a.csv", b"a," * 61 + b"\n")


def test_wrong_or_empty_sheets():
    assert "lembar data" in refused("a.xlsx", workbook(ROW, sheet="Petunjuk"))
    assert "kosong" in refused("a.xlsx", workbook(titles=None))
    parsed = parse_table(read_file("a.xlsx", workbook(["a", "b"], titles=["apa", "saja"])))
    assert "Kolom level, kode, nama, indikator, satuan tidak ada" in parsed.errors[0]


def test_formulas_dates_and_error_values_name_their_cell():
    import datetime as dt

    rows = [
        [*ROW[:5], "=1+1", 1000],
        [*ROW[:4], "Unit", dt.date(2025, 3, 1), 1000],
        [*ROW[:5], "#DIV/0!", True],
    ]
    parsed = parse_table(read_file("a.xlsx", workbook(*rows)))
    told = "\n".join(parsed.errors)

    assert "sel F2 berisi rumus; salin lalu tempel sebagai nilai" in told
    assert "sel F3 berisi tanggal" in told
    assert "sel F4 berisi “#DIV/0!”" in told
    assert "sel G4 berisi nilai benar/salah" in told
    assert parsed.rows == []


def test_a_merged_title_above_the_header_is_passed_over():
    out = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Evaluasi Renja 2025"])
    sheet.merge_cells("A1:G1")
    sheet.append(TITLES)
    sheet.append(ROW)
    book.save(out)

    parsed = parse_table(read_file("a.xlsx", out.getvalue()))

    assert parsed.errors == []
    assert parsed.rows[0].number == 3
