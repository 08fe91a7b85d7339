"""Areas from a file and senders kept out: whole or nothing, in sentences."""

import json
from datetime import datetime, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from complaints.intake.queries.senders import fingerprint_of, is_kept_out
from complaints.models import Area, Ban
from organizations.choices import Role
from tests.factories.organizations import make_city, make_user

pytestmark = pytest.mark.django_db
URL = reverse("complaints:area-import")
LIST = (
    "kode_kemendagri_kecamatan,kecamatan,kode_kemendagri_kelurahan,kelurahan\n"
    "33.75.01,Barat,33.75.01.1002,Medono\n33.75.01,Barat,33.75.01.1003,Podosugih\n"
)
RING = [[[109.6, -6.9], [109.7, -6.9], [109.7, -6.8], [109.6, -6.9]]]


@pytest.fixture(autouse=True)
def desk(client):
    make_city()
    user = make_user(Role.BAGIAN_ORGANISASI)
    client.force_login(user)
    return user


def send(client, name: str, content: str):
    return client.post(URL, {"file": SimpleUploadedFile(name, content.encode())}, follow=True)


def shapes(**properties) -> str:
    feature = {"properties": properties, "geometry": {"type": "Polygon", "coordinates": RING}}
    return json.dumps({"type": "FeatureCollection", "features": [feature]})


def test_a_list_adds_kelurahan_under_their_kecamatan_once(client):
    first, second = send(client, "a.csv", LIST), send(client, "a.csv", LIST)

    assert "3 wilayah ditambahkan" in first.content.decode()
    assert "0 wilayah ditambahkan, 0 diperbarui" in second.content.decode()
    assert Area.objects.get(name="Medono").parent.name == "Barat"


def test_outlines_find_their_area_by_code_or_name(client):
    send(client, "a.csv", LIST)

    send(client, "a.geojson", shapes(kode="33.75.01.1002"))
    send(client, "b.geojson", shapes(nama="podosugih"))
    told = send(client, "c.geojson", shapes(nama="Entah"))

    outlines = Area.objects.exclude(outline=None).values_list("name", flat=True)
    assert set(outlines) == {"Medono", "Podosugih"}
    assert "Tidak ada di daftar wilayah: Entah." in told.content.decode()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", "kode,nama\n1,2\n", "Kolom kecamatan tidak ada"),
        ("a.csv", LIST + "33.75.01,Barat,,Tanpa kode\n", "Baris 4"),
        ("a.geojson", "{", "bukan GeoJSON"),
        ("a.geojson", "[" * 20_000, "bukan GeoJSON"),
        ("a.csv", "kode,kelurahan,kecamatan\n3375011002,Medono,Barat\n", "kode kecamatan; kode 33"),
        ("a.csv", LIST + "33.75.01,Barat,33.75.01.1004,Baru\n" * 2_000, "lebih dari 2.000 baris"),
        ("a.geojson", shapes(nama="A").replace("109.6", "999"), "bukan poligon"),
        ("a.geojson", shapes(nama="A").replace("Polygon", "MultiPolygon"), "bukan poligon"),
        (
            "a.geojson",
            shapes(nama="A").replace("[[[", "[[[[").replace("]]]", "]]]]"),
            "bukan poligon",
        ),
        ("a.geojson", shapes(nama="A").replace(json.dumps(RING), "[109.6, -6.9]"), "bukan poligon"),
        ("a.geojson", shapes(), "tidak punya kode atau nama"),
        ("a.pdf", "%PDF-", "Unggah berkas XLSX atau CSV"),
    ],
)
def test_a_wrong_file_is_refused_and_nothing_is_kept(client, name, content, words):
    answer = send(client, name, content)

    assert answer.status_code == 400
    assert words in answer.content.decode()
    assert not Area.objects.exists()


def test_a_sender_is_kept_out_until_a_day_and_the_contact_is_not_kept(client):
    until = timezone.localdate() + timedelta(days=10)
    data = {"contact": "0812-3456-7890", "until": until.isoformat(), "reason": "Laporan palsu"}

    client.post(reverse("complaints:ban-create"), data)

    ban, now = Ban.objects.get(), timezone.now()
    mark = fingerprint_of(phone="+62 812 3456 7890")
    assert is_kept_out(mark, now)
    last = timezone.make_aware(datetime.combine(until, time.max))
    assert is_kept_out(mark, last)
    assert not is_kept_out(mark, last + timedelta(seconds=1))
    assert "34567" not in f"{ban.told}{ban.fingerprint}"
    client.post(reverse("complaints:ban-lift", args=[ban.pk]))
    assert not is_kept_out(mark, now)


def test_an_address_that_is_kept_out_is_told_by_its_first_letter(client):
    until = timezone.localdate() + timedelta(days=10)
    data = {"contact": "budi.s@contoh.test", "until": until.isoformat(), "reason": "Uji"}

    client.post(reverse("complaints:ban-create"), data)

    assert Ban.objects.get().told == "b***@contoh.test"


@pytest.mark.parametrize("days", [0, 400])
def test_a_ban_has_an_end_within_a_year(client, days):
    until = timezone.localdate() + timedelta(days=days)
    data = {"contact": "a@contoh.test", "until": until.isoformat(), "reason": "Uji"}

    answer = client.post(reverse("complaints:ban-create"), data)

    assert answer.status_code == 400
    assert "paling lama setahun" in answer.content.decode()
    assert not Ban.objects.exists()
