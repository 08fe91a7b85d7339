"""XLSX and CSV as people open them: numbers, days, words and names of sheets."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from reports.definitions import Column, ReportData, Table
from reports.rendering.delimited import PLAIN, SPREADSHEETS, render_csv
from reports.rendering.workbook import render_xlsx
from surveys.index.reports.annexes import publication_table
from tests.factories.organizations import make_city
from tests.factories.surveys import make_period, make_service_unit
from tests.reports.test_jobs import done

COLUMNS = (
    Column("level", "Tingkat", words=(("subkegiatan", "Sub kegiatan"),)),
    Column("k", "K", "quantity"),
    Column("rp", "Rp", "rupiah"),
    Column("hari", "Tanggal", "date"),
)
ROWS = [
    {"level": "subkegiatan", "k": Decimal(2), "rp": 90_246_000, "hari": "27 Maret 2026"},
    {"level": "lain", "k": Decimal("0.288"), "rp": None, "hari": "segera"},
    {"level": "", "k": Decimal("1000.50"), "rp": 0, "hari": ""},
]


def sheet_of(*tables: Table):
    data = ReportData("Uji", {}, tables, [], "", "uji")
    return load_workbook(io.BytesIO(render_xlsx(data, "")))


def table(**more) -> Table:
    return Table("uji", more.pop("title", "Uji"), more.pop("columns", COLUMNS), ROWS)


def test_a_number_has_the_decimals_it_has_and_no_bare_comma():
    cells = [row[1] for row in sheet_of(table()).active.iter_rows(min_row=5, max_row=7)]
    assert [cell.number_format for cell in cells] == ["#,##0", "#,##0.000", "#,##0.0"]
    assert [cell.value for cell in cells] == [2, 0.288, 1000.5]


def test_days_are_days_and_short_names_are_words():
    rows = list(sheet_of(table()).active.iter_rows(min_row=5, max_row=6, values_only=True))
    assert rows[0] == ("Sub kegiatan", 2, 90_246_000, datetime(2026, 3, 27))
    assert rows[1] == ("lain", 0.288, None, "segera")


def test_the_row_of_column_numbers_stands_under_the_titles():
    columns = [Column("k", "K", "quantity", number="7"), Column("rp", "Rp", "rupiah", number="8")]
    rows = list(sheet_of(table(columns=columns)).active.iter_rows(min_row=4, values_only=True))
    assert rows[:3] == [("K", "Rp"), ("7", "8"), (2, 90_246_000)]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Capaian program menurut sasaran daerah", "Capaian program menurut sasaran"),
        ("Realisasi anggaran, menurut program", "Realisasi anggaran"),
        ("Uji: satu/dua", "Uji satu dua"),
        ("X" * 40, "X" * 31),
    ],
)
def test_the_name_of_a_sheet_ends_at_a_word(title, name):
    assert sheet_of(table(title=title)).sheetnames == [name]
    second = sheet_of(table(), table(title=title)).sheetnames[1]
    assert len(second) <= 31
    assert second.startswith("2. ")


@pytest.mark.parametrize("name", SPREADSHEETS)
def test_csv_for_spreadsheets_says_its_letters_and_uses_its_signs(name):
    dialect = SPREADSHEETS[name]
    content = render_csv(table(), dialect)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=dialect.separator))
    assert rows[0] == ["level", "k", "rp", "hari"]
    assert rows[1][:3] == ["Sub kegiatan", "2", "90246000"]
    assert rows[2][1] == f"0{dialect.decimal}288"


def test_csv_for_machines_stays_plain():
    lines = render_csv(table(), PLAIN).decode().split("\r\n")
    assert lines[1] == "subkegiatan,2,90246000,27 Maret 2026"
    assert lines[2].startswith("lain,0.288,")


def test_the_same_document_is_handed_out_in_both_ways(office, params):
    job = done(office, params, "csv")
    url = reverse("reports:download", args=[job.pk])
    plain = b"".join(office.client.get(url).streaming_content)
    dressed = b"".join(office.client.get(f"{url}?pemisah=titik-koma").streaming_content)
    assert plain.startswith((b"no,", b"level,"))
    assert dressed.startswith(b"\xef\xbb\xbf")
    assert b"Sub kegiatan" in dressed
    assert plain.count(b"\r\n") == dressed.count(b"\r\n")
    assert b"".join(office.client.get(f"{url}?pemisah=x").streaming_content) == plain
    page = office.client.get(reverse("reports:job-detail", args=[job.pk])).content.decode()
    assert f"{url}?pemisah=titik-koma" in page


def test_the_page_of_another_format_offers_no_separator(office, params):
    job = done(office, params, "xlsx")
    page = office.client.get(reverse("reports:job-detail", args=[job.pk])).content.decode()
    assert "pemisah=" not in page


def test_no_short_name_stands_in_a_form_as_xlsx(office, params):
    job = done(office, params, "xlsx")
    with job.file.open("rb") as source:
        book = load_workbook(io.BytesIO(source.read()))
    texts = {cell for row in book.active.iter_rows(values_only=True) for cell in row}
    assert "Sub kegiatan" in texts
    assert not texts & {"subkegiatan", "rata_rata", "predikat", "tindak_lanjut_renja", "program"}


def test_titles_with_a_number_of_their_own_get_no_second_one():
    titles = ("Peraturan", "3.1 Hasil penyelenggaraan urusan", "4. Tugas pembantuan", "Lain")
    names = sheet_of(*(table(title=title) for title in titles)).sheetnames
    assert names == ["Peraturan", "3.1 Hasil penyelenggaraan", "4. Tugas pembantuan", "4. Lain"]


def test_a_name_ends_with_a_word_that_ends_something_and_stands_once():
    long = "2. Peraturan APBD dan perubahannya"
    names = sheet_of(table(title=long), table(title=long)).sheetnames
    assert names[0] == "2. Peraturan APBD"
    assert len(set(names)) == 2


def test_the_days_of_publication_are_days_in_files(db):
    make_city()
    period = make_period(make_service_unit())
    (day,) = (c for c in publication_table(period).columns if c.name == "tanggal")
    assert day.kind == "date"
