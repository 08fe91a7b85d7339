"""Ways beside the straight one: photo first, similar reports nearby, following instead."""

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.models import Area, Attachment, Category, Complaint, Draft, Supporter
from tests.complaints.intake.citizen import TEXT, answer, go, sent, unlocked
from tests.factories.complaints import complaint

pytestmark = pytest.mark.django_db
UPLOADS = Path(__file__).parents[2] / "data" / "uploads"


def photo(name="iphone_gps.heic"):
    return SimpleUploadedFile(name, (UPLOADS / name).read_bytes())


def test_photo_first_offers_its_place_and_keeps_none_in_the_photo(client):
    client.post("/lapor/foto/", {"photo": photo()})
    answer(client, until="lokasi")

    assert "Pakai tempat foto" in client.get("/lapor/lokasi/").content.decode()
    go(client, "lokasi", pakai_foto="1")
    go(client, "jenis", kind="non_pengawasan")
    go(client, "kontak")
    go(client, "periksa")

    case = Complaint.objects.get()
    assert case.latitude == pytest.approx(Decimal("-6.89"), abs=Decimal("0.01"))
    kept = Attachment.objects.get()
    assert kept.mime == "image/jpeg"
    with kept.file.open() as file:
        assert b"NAMA-PEMILIK" not in file.read()


def test_place_of_the_photo_that_is_not_taken_is_forgotten(client):
    client.post("/lapor/foto/", {"photo": photo()})
    case, _ = sent(client)

    assert case.latitude is None
    assert "offered" not in (Draft.objects.get().answers or "")


def test_what_is_no_photo_is_told_beside_the_field(client):
    response = client.post("/lapor/foto/", {"photo": photo("html_sebagai.jpg")})

    assert response.status_code == 400
    assert "Berkas harus JPG" in response.content.decode()


@pytest.fixture
def shown():
    road = Category.objects.get(code="jalan-rusak")
    return complaint(
        shown=True, category=road, public_latitude="-6.889", public_longitude="109.675"
    )


def near(client, latitude="-6.8892", longitude="109.6751"):
    answer(client, until="lokasi")
    return go(client, "lokasi", latitude=latitude, longitude=longitude)


def test_open_public_report_nearby_is_offered_once(client, shown):
    assert near(client).url == "/lapor/serupa/"
    page = client.get("/lapor/serupa/").content.decode()
    assert shown.public_subject in page
    assert "meter dari titik Anda" in page

    assert client.post("/lapor/serupa/").url == "/lapor/berkas/"


def test_report_far_away_hidden_or_of_another_kind_is_not(client, shown):
    assert near(client, latitude="-6.9").url == "/lapor/berkas/"
    Complaint.objects.update(is_secret=True, publicity="disembunyikan")
    assert near(client).url == "/lapor/berkas/"


def test_the_category_says_how_near_is_near(client, shown):
    there = {"latitude": "-6.8863"}  # some 300 metres
    assert near(client, **there).url == "/lapor/berkas/"

    Category.objects.filter(pk=shown.category_id).update(nearby_metres=500)

    assert near(client, **there).url == "/lapor/serupa/"


def test_same_kelurahan_without_a_pin(client, shown):
    parent = Area.objects.create(code="33.75.91", name="Kecamatan Uji")
    area = Area.objects.create(code="33.75.91.1001", name="Uji", parent=parent)
    Complaint.objects.update(area=area)
    answer(client, until="lokasi")

    assert go(client, "lokasi", area=area.pk).url == "/lapor/serupa/"


def test_following_instead_of_sending_the_same(client, shown):
    near(client)

    for _ in range(2):
        assert client.post(f"/lapor/serupa/{shown.number}/", {}).url == "/lapor/mengikuti/"

    assert Supporter.objects.count() == 1
    page = client.get("/lapor/mengikuti/").content.decode()
    secret = page.split("Kode rahasia Anda")[1].split("<strong>")[1].split("<")[0]
    unlocked(client, shown, secret)
    assert TEXT not in client.get("/lacak/laporan/").content.decode()


def test_outlines_are_one_geojson(client):
    parent = Area.objects.create(code="33.75.92", name="Kecamatan Uji")
    shape = {"type": "Polygon", "coordinates": [[[109, -6], [110, -6], [110, -7], [109, -6]]]}
    Area.objects.create(code="33.75.92.1001", name="Uji", parent=parent, outline=shape)

    found = client.get("/lapor/wilayah.json").json()["features"]
    assert "Uji" in [feature["properties"]["name"] for feature in found]


def test_tile_server_of_the_city_may_be_shown(client, settings):
    settings.MAP_TILES = "https://peta.contoh.test/{z}/{x}/{y}.png"

    assert "https://peta.contoh.test/{z}" in client.get("/lapor/lokasi/").content.decode()


def test_only_public_photos_of_public_reports_are_shown(client, shown):
    content = (UPLOADS / "gps_orientasi1.jpg").read_bytes()
    rows = [
        Attachment.objects.create(
            complaint=case,
            file=SimpleUploadedFile("a.jpg", content),
            shown_name="a.jpg",
            mime="image/jpeg",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            author="pelapor",
            is_public=is_public,
        )
        for case, is_public in ((shown, True), (shown, False), (complaint(), True))
    ]
    urls = [f"/lapor/serupa/{row.complaint.number}/foto/{row.pk}/" for row in rows]
    answers = [client.get(url) for url in urls]

    assert [answer.status_code for answer in answers] == [200, 404, 404]
    assert b"".join(answers[0].streaming_content) == content
    near(client)
    page = client.get("/lapor/serupa/").content.decode()
    assert urls[0] in page
    assert urls[1] not in page


def test_words_written_elsewhere_begin_a_report_and_never_overwrite_one(client):
    assert client.post("/lapor/tulisan/", {"text": "Antrean lama"}).url == "/lapor/kategori/"
    client.post("/lapor/tulisan/", {"text": "Yang lain"})

    assert "Antrean lama" in Draft.objects.get().answers
    assert "Antrean lama" in client.get("/lapor/kejadian/").content.decode()
