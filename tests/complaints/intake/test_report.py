"""Reporting from first page to receipt, and following it; without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from complaints.intake.queries.receipts import check_code
from complaints.models import Area, Category, Complaint, Draft
from tests.complaints.intake.citizen import TEXT, answer, go, sent, unlocked
from tests.factories.complaints import reference_data

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def terms():
    reference_data()


def test_report_to_receipt_to_following(client):
    case, secret = sent(client, name="Budi Santoso", email="budi@contoh.test")

    receipt = client.get("/lapor/terkirim/").content.decode()
    assert case.number in receipt
    assert secret in receipt
    assert "Budi" not in receipt
    later = Client()  # another browser, with number and secret alone
    page = unlocked(later, case, secret).get("/lacak/laporan/").content.decode()
    assert case.subject in page
    assert "Laporan diterima" in page


def test_sending_twice_and_going_back_lead_to_the_same_receipt(client):
    sent(client)

    again = go(client, "periksa")
    back = client.get("/lapor/kejadian/")

    assert (again.status_code, back.status_code) == (302, 302)
    assert again.url == back.url == "/lapor/terkirim/"
    assert Complaint.objects.count() == 1


def test_check_page_shows_every_answer_with_its_way_back(client):
    answer(client, name="Budi", is_anonymous="on")

    page = client.get("/lapor/periksa/").content.decode()

    assert TEXT in page
    assert "Anonim; isinya boleh tampil" in page
    assert 'href="/lapor/kejadian/"' in page


def test_changed_answer_leads_back_to_the_check(client):
    answer(client)
    client.get("/lapor/periksa/")

    response = go(client, "kejadian", text="Jalan di dekat stasiun juga berlubang.")

    assert response.url == "/lapor/periksa/"


def test_check_without_answers_leads_to_the_first_missing_page(client):
    answer(client, until="lokasi")

    assert client.get("/lapor/periksa/").url == "/lapor/lokasi/"


def test_secret_is_shown_until_it_is_written_down(client):
    _, secret = sent(client)

    client.post("/lapor/terkirim/")

    assert secret not in client.get("/lapor/terkirim/").content.decode()


def test_draft_of_yesterday_is_forgotten(client):
    answer(client)
    draft = Draft.objects.get()
    Draft.objects.update(begun_at=draft.begun_at - timedelta(hours=25))

    assert client.get("/lapor/periksa/").url == "/lapor/kategori/"


def test_contacts_of_a_draft_are_not_readable_in_the_table(client):
    answer(client, name="Budi Santoso", phone="0812 3456 7890")

    with connection.cursor() as cursor:
        cursor.execute("select answers from complaints_draft")
        assert "Budi" not in cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Ceritakan apa yang terjadi"),
        ("Banjir", "sedikit lebih banyak"),
        ("kata " * 20_400, "10.000 huruf"),
    ],
    ids=["kosong", "satu kata", "100 kB"],
)
def test_bad_text_is_told_and_kept(client, text, said):
    response = go(client, "kejadian", text=text)

    page = response.content.decode()
    assert response.status_code == 400
    assert said in page
    assert text.strip()[-200:] in page


def test_html_in_a_report_is_text(client):
    case, secret = sent(client, text="<script>alert(1)</script> jalan ini rusak berat")

    page = unlocked(client, case, secret).get("/lacak/laporan/").content.decode()
    assert "<script>alert" not in page


def test_day_in_the_future_is_told(client):
    response = go(client, "kejadian", text=TEXT, happened_on="1 Januari 2099")

    assert "belum tiba" in response.content.decode()


@pytest.mark.parametrize(
    "pin",
    [
        ("-3.1", "110.5"),
        ("0", "0"),
        ("91", "200"),
        ("x", "y"),
        ("", ""),
        ("NaN", "1"),
        ("1", "sNaN"),
    ],
)
def test_pin_anywhere_never_blocks(client, pin):
    latitude, longitude = pin
    response = go(client, "lokasi", address="Depan pasar", latitude=latitude, longitude=longitude)

    assert response.status_code == 302


def test_a_pin_outside_every_outline_leaves_the_choice_of_a_kelurahan(client):
    """Just outside the city, or where two outlines meet: what was chosen counts, and one goes on."""
    parent = Area.objects.create(code="33.75.91", name="Kecamatan Uji")
    shape = {"type": "Polygon", "coordinates": [[[109, -6], [110, -6], [110, -7], [109, -6]]]}
    area = Area.objects.create(code="33.75.91.1001", name="Uji", parent=parent, outline=shape)

    for longitude in ("109.0001", "110.0001"):
        pin = {"latitude": "-6.0000", "longitude": longitude}
        refused = go(client, "lokasi", latitude="-6.0000", longitude=longitude, address="x" * 9_000)
        assert go(client, "lokasi", area=area.pk, **pin).status_code == 302
        for page in (refused, client.get("/lapor/lokasi/")):
            words = page.content.decode()
            assert ">Lanjut</button>" in words
            assert ">Kembali</a>" in words
            assert f'value="{area.pk}"' in words
    case, _ = sent(client, area=area.pk, **pin)
    assert case.area == area


def test_report_without_any_place_is_asked_for_one_but_may_say_there_is_none(client):
    assert "Pilih kelurahan" in go(client, "lokasi").content.decode()
    assert go(client, "lokasi", no_place="on").status_code == 302


def test_emergency_is_told_before_writing(client):
    go(client, "kategori", category=Category.objects.get(code="banjir").pk)

    page = client.get("/lapor/kejadian/").content.decode()
    assert "telepon 112 lebih dulu" in page
    assert 'href="tel:112"' in page


def test_every_category_that_warns_does_so_with_its_numbers_to_call(client):
    told = set()
    for row in Category.objects.exclude(stop_message=""):
        go(client, "kategori", category=row.pk)
        page = client.get("/lapor/kejadian/").content.decode()
        numbers = set(re.findall(r"\b1\d\d\b", row.stop_message))
        assert row.stop_message in page
        assert numbers == set(re.findall(r'href="tel:(\d+)">Telepon', page)), row.code
        told |= numbers

    assert told == {"110", "112", "119", "129"}


def test_wanted_news_needs_an_address(client):
    response = go(client, "kontak", name="Budi", mail_wanted="on")

    page = response.content.decode()
    assert "Isi surel" in page
    assert 'value="Budi"' in page


def test_proof_tells_that_the_report_exists_and_nothing_else(client):
    case, _ = sent(client)

    good = client.get(f"/pengaduan/bukti/{case.number}/{check_code(case)}/")
    assert case.number in good.content.decode()
    assert case.subject not in good.content.decode()
    assert client.get(f"/pengaduan/bukti/{case.number}/0000000000/").status_code == 404
    assert client.get("/pengaduan/bukti/SK-0000-0000/0000000000/").status_code == 404


@pytest.mark.parametrize("check", ["é", "ü0", "😀"])
def test_proof_says_the_same_of_a_report_that_is_and_one_that_is_not(client, check):
    case, _ = sent(client)

    answers = [client.get(f"/pengaduan/bukti/{n}/{check}/") for n in (case.number, "SK-0000-0000")]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_pages_are_kept_by_no_cache(client):
    sent(client)

    for path in ("/lapor/", "/lapor/terkirim/", "/lacak/", "/lacak/laporan/"):
        assert client.get(path).headers["Cache-Control"] == "private, no-store"


def test_whatsapp_is_offered_only_where_the_city_sends_it(client, settings):
    assert "lewat WhatsApp" in client.get("/lapor/kontak/").content.decode()

    settings.WHATSAPP_GATEWAY = ""
    assert "lewat WhatsApp" not in client.get("/lapor/kontak/").content.decode()
    assert go(client, "kontak", phone="0812 3456 7890", whatsapp_wanted="on").status_code == 302
