"""Numbers and header names as files write them."""

from decimal import Decimal

import pytest

from organizations.spreadsheets.cells import read_k, read_rp
from organizations.spreadsheets.csv_file import read_csv
from organizations.spreadsheets.table import Cell, ImportProblem
from organizations.values import Convention, NumberError
from performance.transfer.readers.columns import COLUMNS, read_header
from performance.transfer.readers.rows import ImportRow, parse_table


def k(text: str, **given) -> Decimal:
    return read_k(Cell(text, **given), Convention.POINT).value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14.987245", "14.987245"),
        ("1.234", "1.234"),
        ("1.234,5", "1234.5"),
        ("33.33333333", "33.333333"),
        ("0.0000005", "0.000001"),
        ("-1,41", "-1.41"),
    ],
)
def test_quantities_have_six_decimals(text, value):
    assert k(text) == Decimal(value)


@pytest.mark.parametrize("text", ["9" * 18, "-" + "9" * 18])
def test_quantities_have_a_size(text):
    with pytest.raises(NumberError, match=r"(?i)terlalu besar"):
        k(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [("1000.5", "sen"), ("1.234,50", "sen"), ("-5", "negatif"), ("75%", "tanda persen")],
)
def test_rupiah_are_whole_and_not_negative(text, told):
    with pytest.raises(NumberError, match=f"(?i){told}"):
        read_rp(Cell(text), Convention.POINT)


def test_a_spreadsheet_s_own_number_is_taken_as_it_is():
    assert read_rp(Cell("1e+16", is_numeric=True), None) == 10**16
    assert read_rp(Cell("114213000.00000001", is_numeric=True), None) == 114_213_000
    assert k("3.45", is_numeric=True) == Decimal("3.45")
    with pytest.raises(NumberError, match=r"(?i)sen"):
        read_rp(Cell("1000.25", is_numeric=True), None)


def test_header_forgives_case_spaces_and_order_and_knows_the_published_names():
    header = read_header(
        [
            "SATUAN",
            " Kode Nomenklatur",
            "Level",
            "nama ",
            "Indikator",
            "TW1 K",
            "tw1_rp_terbit",
            "X",
        ]
    )

    assert header.places["kode"] == 1
    assert header.places["tw1_k"] == 5
    assert header.errors == []
    assert header.warnings == ["Kolom yang tidak dikenal diabaikan: X."]


def test_missing_and_doubled_columns_are_named():
    header = read_header(["level", "kode", "nama", "Nama"])

    assert "Kolom “nama” ada dua kali" in header.errors[0]
    assert "Kolom indikator, satuan tidak ada" in header.errors[1]


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_dialects(delimiter, encoding):
    lines = [
        delimiter.join(["level", "kode", "nama", "indikator", "satuan", "target_k"]),
        delimiter.join(["Sub Kegiatan", "1.02.02.2.01.0001", '"A, ""B""; C"', "I", "Unit", "5"]),
    ]
    parsed = parse_table(read_csv("\r\n".join(lines).encode(encoding)))

    assert parsed.errors == []
    assert parsed.rows[0].name == 'A, "B"; C'
    assert parsed.rows[0].values == {"target_k": Decimal(5)}
    assert parsed.rows[0].number == 2


def test_rows_travel_through_json():
    row = ImportRow(
        3,
        "program",
        "1.02.02",
        "Nama",
        "I",
        "Unit",
        "higher",
        "",
        {"tw1_k": Decimal("0.1"), "tw2_k": None},
    )

    assert ImportRow.from_json(row.as_json()) == row


def test_semicolon_csv_with_indonesian_decimals_and_broken_files():
    good = b"level;kode;nama;indikator;satuan;tw1_k\nprogram;1.02.02;P;I;%;1.234,5\n"
    assert parse_table(read_csv(good)).rows[0].values["tw1_k"] == Decimal("1234.5")
    for content, told in (
        (b"\xff\xfe\x00", "bukan teks"),
        (b"level;kode\nprogram;\x81", "UTF-8"),
        (b'level,kode\n"program,1\n', "tanda kutip"),
        (b"\n \n", "kosong"),
    ):
        with pytest.raises(ImportProblem, match=told):
            read_csv(content)


def test_every_template_column_is_known():
    assert set(read_header(COLUMNS).places) == set(COLUMNS)
