"""Answers of a file: all or nothing, true sentences, and the same file counts once."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from organizations.exact import rounded
from surveys.choices import Flag, Mode, PeriodState
from surveys.collection.readers.answers import told
from surveys.formulas import PARTS, index_of_total
from surveys.models import PaperBatch, Response
from tests.factories.surveys import make_period, make_service, make_service_unit

pytestmark = pytest.mark.django_db
DATA = Path(__file__).parents[2] / "data" / "skm"
HEAD = "tanggal,layanan,jk,u1,u2,u3,u4,u5,u6,u7,u8,u9"


def year(unit=None, number=2024):
    return make_period(
        unit, code=str(number), cycle="tahun", starts_on=date(number, 1, 1),
        ends_on=date(number, 12, 31),
    )  # fmt: skip


def run(path, period, *more, order="kuesioner"):
    out = StringIO()
    asked = ["--order", order] if order else []
    call_command(
        "import_skm", str(path), "--unit", period.unit.code, "--period", period.code, *asked,
        *more, stdout=out,
    )  # fmt: skip
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(*rows, head=HEAD, name="jawaban.csv"):
        path = tmp_path / name
        path.write_text("\n".join([head, *rows]) + "\n")
        return path

    return write


def test_a_reproduces_every_stored_running_index():
    run(DATA / "skm_A_jawaban_20.csv", year())

    rows = list(Response.objects.order_by("row"))
    totals = [sum(getattr(row, code) for code in _codes()) for row in rows]
    with (DATA / "skm_A_indeks_berjalan_terbit.csv").open() as lines:
        for line in csv.DictReader(lines):
            n = int(line["n"])
            index = rounded(index_of_total(sum(totals[:n]), n, PARTS))
            assert str(index) == line["indeks_eksak_2dp"]
    assert {row.mode for row in rows} == {Mode.IMPORT}
    assert sum(bool(row.flags & Flag.STRAIGHT) for row in rows) >= 1


def _codes():
    return [f.name for f in Response._meta.get_fields() if f.name in (
        "persyaratan", "prosedur", "waktu", "biaya", "produk", "kompetensi", "perilaku",
        "pengaduan", "sarpras")]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "rows"),
    [("skm_B_mpp_jawaban_mentah", 56), ("skm_E_jawaban_5", 5), ("skm_sekadau_2019S1", 49)],
)
def test_real_files_are_read(name, rows):
    period = year(number=2024)

    said = run(DATA / f"{name}.csv", period)
    assert f"{rows} dari {rows} baris tersimpan" in said
    assert Response.objects.count() == rows
    assert run(DATA / f"{name}.csv", period).startswith(said.split("\n")[0][:5])
    assert Response.objects.count() == rows  # the same file once more
    assert PaperBatch.objects.count() == 1


def test_c_is_read_with_its_services():
    period = year(make_service_unit())
    with (DATA / "skm_C_jawaban_mentah.csv").open() as lines:
        names = {row["layanan"] for row in csv.DictReader(lines)} - {""}
    with pytest.raises(CommandError, match="bukan layanan unit ini"):
        run(DATA / "skm_C_jawaban_mentah.csv", period)
    for name in names:
        make_service(period.unit, name)

    run(DATA / "skm_C_jawaban_mentah.csv", period)
    assert Response.objects.count() == 45
    assert Response.objects.filter(sex="", service=None).count() == 4


def test_f_is_refused_with_true_sentences():
    unit = make_service_unit(code="100-21")
    for name in ("EKTP", "Pelayanan PPID", "KTP Digital"):
        make_service(unit, name)
    period = year(unit, 2023)

    with pytest.raises(CommandError) as found:
        run(DATA / "skm_F_impor_rusak.csv", period, order="peraturan")

    text = str(found.value)
    assert "Baris 2, kolom tanggal: “0000-00-00” bukan tanggal" in text
    assert "Baris 2, kolom kode_unit: “ 100.21” bukan kode unit ini (100-21)" in text
    assert "Baris 6, kolom pelayanan: “9” bukan layanan unit ini" in text
    assert "Baris 4, kolom tanggal" not in text
    assert not Response.objects.exists()


def test_the_order_of_u1_to_u9_is_asked_and_codes_need_none(file):
    period = year()
    path = file("2024-02-01,,L,1,2,3,4,1,2,3,4,1")

    with pytest.raises(CommandError, match="Sebutkan urutan"):
        run(path, period, order="")
    said = run(path, period, order="peraturan")
    assert "U8 dibaca sebagai penanganan pengaduan" in said
    row = Response.objects.get()
    assert (row.pengaduan, row.sarpras, row.sex) == (48, 12, "L")
    head = "sarpras,pengaduan,persyaratan,prosedur,waktu,biaya,produk,kompetensi,perilaku"
    run(file("4,1,1,1,1,1,1,1,1", head=head, name="kode.csv"), period, order="")
    assert Response.objects.latest("pk").sarpras == 48


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("2024-02-01,,L,0,2,3,4,1,2,3,4,1", "Baris 2, kolom u1: “0” harus 1, 2, 3, atau 4."),
        ("2024-02-01,,L,1,2,3,4,1,2,3,4,5", "Baris 2, kolom u9: “5” harus 1, 2, 3, atau 4."),
        ("2024-02-01,,L,1,,3,4,1,2,3,4,1", "Baris 2, kolom u2: kosong. Isi 1, 2, 3, atau 4."),
        ("2023-02-01,,L,1,2,3,4,1,2,3,4,1", "di luar periode ini (1 Januari 2024 sampai"),
        ("2024-02-01,Paspor,L,1,2,3,4,1,2,3,4,1", "“Paspor” bukan layanan unit ini"),
        ("2024-02-01,,X,1,2,3,4,1,2,3,4,1", "Isi salah satu: Laki-laki, Perempuan"),
    ],
)
def test_one_wrong_cell_refuses_the_whole_file(file, row, sentence):
    with pytest.raises(CommandError) as found:
        run(file(row, "2024-02-02,,P,1,2,3,4,1,2,3,4,1"), year())

    assert sentence in str(found.value)
    assert not Response.objects.exists()


def test_a_closed_period_takes_no_file(file):
    period = year()
    period.state = PeriodState.CLOSED
    period.save()

    with pytest.raises(CommandError, match="sudah ditutup"):
        run(file("2024-02-01,,L,1,2,3,4,1,2,3,4,1"), period)


def test_missing_and_doubled_columns_are_named(file):
    for head, words in (("u1,u2,u3", "u4, u5"), (HEAD + ",u1", "u1 tertulis dua kali")):
        with pytest.raises(CommandError, match=words):
            run(file("1,2,3", head=head), year(make_service_unit()))


def test_a_look_saves_nothing(file):
    said = run(file("2024-02-01,,L,1,2,3,4,1,2,3,4,1"), year(), "--dry-run")

    assert "1 baris dapat diimpor" in said
    assert not Response.objects.exists()


def test_a_long_file_asks_no_more_often_than_a_short_one(file):
    period = year()

    def asked(rows):
        path = file(*["2024-02-01,,L,1,2,3,4,1,2,3,4,1"] * rows, name=f"{rows}.csv")
        with CaptureQueriesContext(connection) as seen:
            run(path, period)
        return len(seen)

    assert asked(600) == asked(2)
    assert Response.objects.count() == 602


def test_xlsx(tmp_path):
    book = Workbook()
    book.active.append(HEAD.split(","))
    book.active.append(["2024-02-01", "", "P", 1, 2, 3, 4, 1, 2, 3, 4, 1])
    book.save(tmp_path / "jawaban.xlsx")

    run(tmp_path / "jawaban.xlsx", year())
    assert Response.objects.get().sex == "P"


def test_what_is_no_table_is_said(tmp_path):
    path = tmp_path / "foto.csv"
    path.write_bytes(b"\x89PNG\x00\x00")

    with pytest.raises(CommandError, match="bukan CSV atau XLSX"):
        run(path, year())


@pytest.mark.parametrize("typed", ["0", "121", "9" * 5000])
def test_an_age_nobody_has_is_told_in_a_sentence(typed):
    with pytest.raises(ValueError, match="bukan usia yang mungkin"):
        told("age", typed)


@pytest.mark.parametrize("day", ["2024-03-27", "27/3/2024", "27 Maret 2024", "27-03-2024"])
def test_a_day_is_read_as_everywhere(file, day):
    run(file(f"{day},,L,1,2,3,4,1,2,3,4,1"), year())

    assert Response.objects.get().received_on == date(2024, 3, 27)


@pytest.mark.parametrize(
    ("typed", "group"),
    [("20-29", "20-29"), ("20–29 tahun", "20-29"), ("<20", "<20"), ("60+", "60+"), ("20", "20-29"),
     ("19", "<20"), (" 61 ", "60+")],
)  # fmt: skip
def test_an_age_is_a_number_or_the_group_as_it_is_written(typed, group):
    assert told("age", typed) == group
