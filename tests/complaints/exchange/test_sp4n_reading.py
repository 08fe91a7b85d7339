"""Files of SP4N-LAPOR! as they come: which column is which, dates, no-break spaces, wrong kinds."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError

from complaints.exchange.actions.batches import keep_file, map_columns, proposed_mapping
from complaints.exchange.queries.names import Names
from complaints.exchange.readers.sp4n import guessed
from complaints.models import Category, Sp4nCategory
from organizations.choices import Role
from tests.complaints.exchange.sp4n_files import as_csv, as_xlsx, looked, row
from tests.factories.complaints import reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    make_city()
    reference_data()
    make_unit(short_name="DPUPR")
    return make_user(Role.BAGIAN_ORGANISASI)


def test_columns_are_guessed_by_their_names():
    titles = [
        "No",
        "TRACKING ID",
        "Isi Laporan",
        "Status Laporan",
        "Tgl. Laporan",
        "Instansi Tujuan",
    ]

    found = guessed(titles, {})

    assert found == {
        "sp4n_id": "TRACKING ID", "status": "Status Laporan", "isi": "Isi Laporan",
        "tanggal": "Tgl. Laporan", "opd": "Instansi Tujuan",
    }  # fmt: skip


def test_what_the_officer_chose_is_remembered_for_the_next_file(desk):
    odd = {
        "Kunci": "8100001",
        "Keadaan": "Diterima",
        "Isi Laporan": "Jalan rusak",
        "Judul": "Jalan",
    }
    chosen = {"sp4n_id": "Kunci", "status": "Keadaan", "isi": "Isi Laporan", "judul": ""}
    looked(desk, [odd], chosen)

    batch = keep_file(name="b.csv", content=as_csv([{**odd, "Kunci": "8100002"}]), by=desk)

    found = proposed_mapping(batch)
    assert (found["sp4n_id"], found["status"]) == ("Kunci", "Keadaan")
    assert "judul" not in found


@pytest.mark.parametrize(
    ("chosen", "field", "words"),
    [
        ({"status": "Status"}, "sp4n_id", "Pilih kolom untuk nomor di sp4n-lapor!"),
        ({"sp4n_id": "Tracking ID"}, "status", "Pilih kolom untuk status"),
        ({"sp4n_id": "Status", "status": "Status"}, "status", "sudah dipilih"),
        ({"sp4n_id": "Bukan kolom", "status": "Status"}, "sp4n_id", "dari daftar"),
    ],
)
def test_a_column_that_is_missing_or_chosen_twice_is_said(desk, chosen, field, words):
    batch = keep_file(name="a.csv", content=as_csv([row(1)]), by=desk)

    with pytest.raises(ValidationError) as error:
        map_columns(batch=batch, mapping=chosen, by=desk)

    assert words in error.value.message_dict[field][0]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("foto.jpg", b"\xff\xd8\xff\xe0", "Unggah berkas XLSX atau CSV"),
        ("a.csv", b"", "Berkas kosong."),
        ("a.csv", b"Tracking ID,Status\n", "tidak berisi baris laporan"),
        ("a.xlsx", b"Tracking ID,Status\n1,2\n", "bukan XLSX"),
        ("a.csv", b"PK\x03\x04 zip", "namanya CSV"),
        ("a.xlsm", b"PK\x03\x04", "makro"),
        ("a.csv", b"a,b\n\x00\x01\x02,1\n", "bukan teks CSV"),
        ("a.csv", b",,\n1,2,3\n", "tidak berisi baris laporan"),
        ("a.xls", b"\xd0\xcf\x11\xe0", "Unggah berkas XLSX atau CSV"),
    ],
)
def test_a_wrong_file_is_refused_in_a_sentence(desk, name, content, words):
    with pytest.raises(ValidationError, match=words) as error:
        keep_file(name=name, content=content, by=desk)

    assert "templat" not in str(error.value)


@pytest.mark.parametrize(
    "day",
    [
        "3/9/2024", "03-09-2024", "2024-09-03", "3 September 2024", "2024-09-03 10:15:00",
        "3/9/2024 08.05", "Selasa, 3 September 2024 10:15 WIB", "2024-09-03T10:15:00+07:00", "3 Sep 2024",
    ],
)  # fmt: skip
def test_days_are_read_in_the_ways_they_are_written(desk, day):
    batch = looked(desk, [row(1, Tanggal_Laporan=day)])

    assert batch.summary["errors"] == 0
    assert batch.summary["lines"][0]["day"] == "2024-09-03"


def test_a_workbook_with_a_title_above_and_its_own_dates(desk):
    content = as_xlsx(
        [
            ["Daftar Laporan SP4N-LAPOR!"],
            [],
            ["No", "Tracking ID", "Tanggal Laporan", "Isi Laporan", "Status Laporan"],
            [1, 8100001, datetime(2024, 9, 3, 10, 15), "Jalan berlubang", "Belum Terverifikasi"],
        ]
    )
    batch = keep_file(name="ekspor.xlsx", content=content, by=desk)

    batch = map_columns(batch=batch, mapping=proposed_mapping(batch), by=desk)

    (line,) = batch.summary["lines"]
    assert (line["row"], line["id"], line["day"]) == (4, "8100001", "2024-09-03")


def test_a_number_that_a_spreadsheet_has_shortened_is_refused(desk):
    content = as_xlsx([["Tracking ID", "Status", "Isi"], [8.1e17, "Diterima", "Jalan"]])
    batch = keep_file(name="a.xlsx", content=content, by=desk)

    batch = map_columns(batch=batch, mapping=proposed_mapping(batch), by=desk)

    assert "tersimpan sebagai angka" in batch.content


def test_no_break_spaces_in_names_make_no_difference(desk):
    batch = looked(
        desk,
        [
            row(
                1,
                Kategori_Utama="PEKERJAAN\xa0UMUM DAN\xa0PENATAAN RUANG",
                Sub_Kategori="PENERANGAN\xa0JALAN ",
            )
        ],
    )

    assert batch.summary["errors"] == 0
    assert batch.summary["lines"][0]["category_pk"] == Category.objects.get(code="lampu-jalan").pk


def test_main_and_sub_together_are_the_name(desk):
    """Fourteen sub names stand under more than one main category."""
    same = Sp4nCategory.objects.values_list("name", flat=True)
    double = min(name for name in same if list(same).count(name) > 1)
    first, second = Sp4nCategory.objects.filter(name=double).order_by("main")[:2]
    own = Category.objects.create(code="uji", name="Uji ganda", sp4n=second)
    names = Names.read()

    assert names.category(double, second.main) == own
    assert names.category(double, first.main) != own


def test_what_sp4n_knows_and_the_city_does_not_is_other(desk):
    assert Names.read().category("HAJI DAN UMROH", "AGAMA").code == "lainnya"
    assert Names.read().category("PIRING TERBANG", "ANTARIKSA") is None


def test_columns_of_the_same_name_are_told_apart(desk):
    content = b"Tracking ID,Status,Status,Isi\n8100001,x,Diterima,Jalan rusak\n"
    batch = keep_file(name="a.csv", content=content, by=desk)

    assert batch.columns == ["Tracking ID", "Status", "Status (2)", "Isi"]
