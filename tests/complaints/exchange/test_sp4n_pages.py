"""The pages of a file of SP4N-LAPOR!: sentences, what was chosen kept, the number on one report."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from complaints.choices import ExchangeState
from complaints.models import Complaint, Sp4nBatch
from organizations.choices import Role
from tests.complaints.exchange.sp4n_files import as_csv, looked, row, saved
from tests.factories.complaints import complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db
HOME = reverse("complaints:sp4n")


@pytest.fixture
def desk(client):
    make_city()
    reference_data()
    make_unit(short_name="DPUPR")
    user = make_user(Role.BAGIAN_ORGANISASI)
    client.force_login(user)
    return user


def upload(client, name, content):
    return client.post(HOME, {"file": SimpleUploadedFile(name, content)}, follow=True)


def words(answer):
    return answer.content.decode()


def test_from_the_upload_to_the_list_of_differences(client, desk):
    answer = upload(client, "ekspor.csv", as_csv([row(1), row(2)]))
    batch = Sp4nBatch.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("complaints:sp4n-columns", args=[batch.pk])
    assert "Tracking ID (contoh: 8100001)" in words(answer)
    assert "gang dua" not in words(answer)
    initial = answer.context["form"].initial

    preview = client.post(answer.redirect_chain[-1][0], initial, follow=True)
    assert "Simpan semua" in words(preview)
    assert "gang dua" not in words(preview)
    assert not Complaint.objects.exists()

    done = client.post(reverse("complaints:sp4n-save", args=[batch.pk]), follow=True)
    assert "ekspor.csv tersimpan: 2 baru." in words(done)
    assert done.redirect_chain[-1][0] == reverse("complaints:sp4n-gaps", args=[batch.pk])
    assert Complaint.objects.count() == 2
    assert "2 baru" in words(client.get(HOME))


def test_a_wrong_file_and_none_are_said_at_the_field(client, desk):
    assert "Unggah berkas XLSX atau CSV" in words(upload(client, "a.pdf", b"%PDF-1.4"))
    assert "Pilih berkas ekspor" in words(client.post(HOME, {}))
    assert not Sp4nBatch.objects.exists()


def test_columns_that_are_missing_are_said_and_the_rest_is_kept(client, desk):
    upload(client, "a.csv", as_csv([row(1)]))
    url = reverse("complaints:sp4n-columns", args=[Sp4nBatch.objects.get().pk])

    answer = client.post(url, {"sp4n_id": "", "status": "Status", "judul": "Status"})

    assert answer.status_code == 400
    assert "Pilih kolom untuk nomor di sp4n-lapor!" in words(answer)
    assert '<option value="Status" selected>' in words(answer)


def test_wrong_rows_stand_on_the_page_and_in_a_file(client, desk):
    batch = looked(desk, [row(1), row(2, Status="beres"), row(3, Tanggal_Laporan="=1+1")])

    page = words(client.get(reverse("complaints:sp4n-batch", args=[batch.pk])))
    file = client.get(reverse("complaints:sp4n-errors", args=[batch.pk]))

    assert "Ada 2 yang perlu diperbaiki" in page
    assert "Simpan semua" not in page
    assert "“beres” tidak dikenal" in page
    assert file.headers["Content-Type"].startswith("text/csv")
    assert words(file).count("Baris ") == 2
    refused = client.post(reverse("complaints:sp4n-save", args=[batch.pk]))
    assert refused.status_code == 409
    assert "Perbaiki dulu baris yang salah" in words(refused)


def test_a_file_that_is_being_saved_shows_how_far_it_is(client, desk):
    batch = looked(desk, [row(1)])
    Sp4nBatch.objects.update(state=ExchangeState.SAVING, progress=40)
    url = reverse("complaints:sp4n-batch", args=[batch.pk])

    page = words(client.get(url))
    part = words(client.get(url, headers={"hx-request": "true"}))

    assert 'hx-trigger="every 3s"' in page
    assert 'value="40"' in part
    assert "<h1" not in part
    assert client.post(reverse("complaints:sp4n-cancel", args=[batch.pk])).status_code == 409


def test_a_file_given_up_keeps_nothing(client, desk):
    batch = looked(desk, [row(1)])

    client.post(reverse("complaints:sp4n-cancel", args=[batch.pk]))

    page = words(client.get(reverse("complaints:sp4n-batch", args=[batch.pk])))
    assert "isinya sudah dihapus" in page
    assert client.get(reverse("complaints:sp4n-gaps", args=[batch.pk])).status_code == 404
    columns = reverse("complaints:sp4n-columns", args=[batch.pk])
    assert client.get(columns).status_code == 302
    assert "sudah diselesaikan" in words(
        client.post(columns, {"sp4n_id": "Tracking ID", "status": "Status"})
    )


def test_files_and_differences_cost_the_same_for_few_and_many(client, desk):
    def cost(url):
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    def kept(count, start):
        for number in range(start, start + count):
            complaint(sp4n_id=f"81{number:05d}", state="diproses")
        rows = [
            row(number, Status="Selesai", Instansi_Terdisposisi="")
            for number in range(start, start + count)
        ]
        return saved(desk, rows)

    few, many = kept(1, 1), kept(12, 100)
    urls = [
        [reverse(f"complaints:{name}", args=[batch.pk]) for name in ("sp4n-batch", "sp4n-gaps")]
        for batch in (few, many)
    ]
    before = cost(HOME)
    kept(1, 500)

    assert [cost(url) for url in urls[0]] == [cost(url) for url in urls[1]]
    assert cost(HOME) == before


def test_the_number_is_typed_on_the_page_of_the_report(client, desk):
    case = complaint(state="ditutup")
    complaint(sp4n_id="8100009")
    url = reverse("complaints:case-sp4n", args=[case.number])
    assert url in words(client.get(case.get_absolute_url()))

    taken = client.post(url, {"number": "8100009", "mark": ""})
    done = client.post(url, {"number": " #8100001", "mark": ""}, follow=True)

    assert taken.status_code == 400
    assert "sudah dipakai laporan lain" in words(taken)
    assert "Nomor tersimpan" in words(done)
    case.refresh_from_db()
    assert case.sp4n_id == "8100001"
