"""Reports as a file in the categories of SP4N-LAPOR!: never a reporter, secret ones only when asked."""

import csv
import io
from datetime import datetime, timedelta

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.choices import Channel, ComplaintState, Outcome
from complaints.models import Category, ChildReport, SecretRead
from organizations.choices import Role
from tests.factories.complaints import complaint, reference_data, reporter
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
URL = reverse("complaints:sp4n-export")
DAY = timezone.make_aware(datetime(2024, 9, 3, 9))


@pytest.fixture
def desk(client):
    make_city()
    reference_data()
    user = make_user(Role.BAGIAN_ORGANISASI)
    client.force_login(user)
    return user


def case(**fields):
    given = {"category": Category.objects.get(code="lampu-jalan"), "received_at": DAY, **fields}
    return complaint(**given)


def rows(client, **chosen):
    answer = client.post(URL, {"shape": "csv", **chosen})
    assert answer.status_code == 200, answer.content.decode()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="sp4n-lapor.csv"'
    text = io.StringIO(answer.content.decode("utf-8-sig"))
    return list(csv.DictReader(text, delimiter=";"))


def test_main_and_sub_category_state_and_dates_are_those_of_sp4n(desk, client):
    unit = make_unit(short_name="DPUPR")
    done = {"state": ComplaintState.CLOSED, "closed_at": DAY, "unit": unit}
    case(sp4n_id="8100001", **done, outcome=Outcome.UNSOLVED)

    (row,) = rows(client)

    assert row["tracking_id"] == "8100001"
    assert row["kategori_utama"] == "PEKERJAAN UMUM DAN PENATAAN RUANG"
    assert row["sub_kategori"] == "PENERANGAN JALAN"
    assert row["status"] == "Tidak terselesaikan"
    assert row["tanggal_laporan"] == "03/09/2024"
    assert row["instansi"] == unit.name


def test_a_report_that_joined_another_ended_as_that_one_did(desk, client):
    main = case(state=ComplaintState.CLOSED, closed_at=DAY, outcome=Outcome.NOT_OURS)
    other = case(state=ComplaintState.MERGED, merged_into=main)

    row = next(row for row in rows(client) if row["nomor_portal"] == other.number)

    assert (row["status"], row["tanggal_selesai"]) == ("Bukan kewenangan", "03/09/2024")


@pytest.mark.parametrize(("last", "count"), [("2/9/2024", 1), ("3/9/2024", 2)])
def test_the_last_day_of_the_choice_belongs_to_it(desk, client, last, count):
    case()
    case(received_at=DAY - timedelta(days=1))
    assert len(rows(client, last=last)) == count


def test_no_reporter_is_ever_in_it(desk, client):
    for is_anonymous in (True, False):
        reporter(case(is_anonymous=is_anonymous), name="Budi Santoso", phone="0812777888")

    content = client.post(URL, {"shape": "csv"}).content.decode()

    assert "Budi" not in content
    assert "0812777888" not in content
    assert "warga@contoh.test" not in content


def test_one_person_alone_takes_no_secret_report(desk, client):
    case(text="Terbuka untuk dibaca")
    case(is_secret=True, text="Hanya untuk petugas")

    assert [row["rahasia"] for row in rows(client)] == ["Tidak"]
    bare = client.post(URL, {"shape": "csv", "with_secret": "on"})
    asked = client.post(URL, {"shape": "csv", "with_secret": "on", "reason": "Rekap"}, follow=True)

    assert bare.status_code == 400
    assert "Isi untuk apa laporan rahasia diperlukan" in bare.content.decode()
    assert "menunggu keputusan" in asked.content.decode()
    assert "Hanya untuk petugas" not in asked.content.decode()
    assert not SecretRead.objects.exists()


def test_reports_about_children_are_never_in_it(desk, client):
    ChildReport.objects.create(number="PA-AAAA-AAAA", secret_digest="x", text="Anak dipukul")
    case()

    content = client.post(URL, {"shape": "csv"}).content.decode()

    assert "PA-AAAA" not in content
    assert "dipukul" not in content


def test_filters_narrow_it(desk, client):
    unit = make_unit()
    case(channel=Channel.SP4N, unit=unit, state=ComplaintState.ROUTED, sp4n_id="1")
    case(received_at=timezone.make_aware(datetime(2024, 10, 1, 9)), sp4n_id="2")

    def found(**chosen):
        return [row["tracking_id"] for row in rows(client, **chosen)]

    assert found(first="1/9/2024", last="30 September 2024") == ["1"]
    assert found(first="1/10/2024") == ["2"]
    assert found(channel="sp4n") == ["1"]
    assert found(unit=unit.pk) == ["1"]


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"first": "2/9/2024", "last": "1/9/2024"}, "Tanggal akhir harus sama dengan atau sesudah"),
        ({"first": "kemarin"}, "Tulis tanggal lengkap"),
        ({"channel": "radio"}, "Pilih saluran dari daftar"),
        ({"unit": "99999"}, "Pilih perangkat daerah dari daftar"),
        ({"shape": "doc"}, "Pilih bentuk berkas dari daftar"),
        ({"first": "1/1/1999", "last": "2/1/1999"}, "Tidak ada laporan pada pilihan ini"),
    ],
)
def test_a_wrong_choice_is_said_and_kept(desk, client, chosen, words):
    case()

    answer = client.post(URL, {"shape": "csv", **chosen})

    assert answer.status_code == 400
    assert words in answer.content.decode()


def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(desk, client):
    evil = '=HYPERLINK("http://jahat.test")'
    case(subject=evil, text=f"{evil} lampu", address="+62")

    (row,) = rows(client)
    book = openpyxl.load_workbook(io.BytesIO(client.post(URL, {"shape": "xlsx"}).content))

    assert row["judul"] == f"'{evil}"
    assert row["alamat"] == "'+62"
    cells = [cell for line in book.active.iter_rows() for cell in line if cell.value]
    assert evil in {cell.value for cell in cells}
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_exported_file_can_be_brought_in_again(desk, client):
    from complaints.exchange.actions.batches import keep_file, map_columns, proposed_mapping

    case(sp4n_id="8100001", sp4n_state="Terverifikasi")
    for shape in ("csv", "xlsx"):
        content = client.post(URL, {"shape": shape}).content
        batch = keep_file(name=f"a.{shape}", content=content, by=desk)
        batch = map_columns(batch=batch, mapping=proposed_mapping(batch), by=desk)
        assert [line["action"] for line in batch.summary["lines"]] == ["sama"]


def test_only_who_exchanges_exports(client):
    make_city()
    reference_data()
    client.force_login(make_user(Role.ADMIN_PENGHUBUNG))

    assert client.post(URL, {"shape": "csv"}).status_code == 403
