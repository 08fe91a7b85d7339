"""No way in keeps what a photo tells beside its picture: where, whose, by which camera."""

from __future__ import annotations

import csv
import io
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.models import Attachment
from complaints.open311.actions.keys import make_key
from complaints.staff.actions.moderation import redact_photo
from organizations.choices import Role
from tests.complaints.intake.citizen import sent, unlocked
from tests.factories.complaints import SECRET, complaint, reference_data
from tests.factories.organizations import make_city, make_unit, make_user
from tests.organizations.test_files import MARKS

pytestmark = pytest.mark.django_db
GPS = (Path(__file__).parents[1] / "data" / "uploads" / "gps_orientasi1.jpg").read_bytes()


def photo() -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_0001.jpg", GPS, "image/jpeg")


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def desk() -> Client:
    make_city()
    reference_data()
    client = Client()
    client.force_login(make_user(Role.BAGIAN_ORGANISASI, make_unit()))
    return client


def by_form(desk: Client) -> None:
    sent(Client(), files=[photo()])


def by_ticket(desk: Client) -> None:
    holder = unlocked(Client(), complaint(), SECRET)
    given = {"text": "Ini fotonya", "files": [photo()]}
    assert holder.post("/lacak/laporan/pesan/", given).status_code == 302


def by_counter(desk: Client) -> None:
    given = {
        "client_key": uuid.uuid4(), "channel": "loket", "kind": "non_pengawasan",
        "received_at": f"{timezone.localtime() - timedelta(hours=1):%Y-%m-%d %H:%M}",
        "text": "Lampu di gang dua padam sejak Senin.", "files": [photo()],
    }  # fmt: skip
    assert desk.post(reverse("complaints:case-create"), given).status_code == 200


def by_officer(name: str, **given: str):
    def post(desk: Client) -> None:
        case = complaint(state=ComplaintState.IN_PROGRESS, unit=make_unit())
        url = reverse(f"complaints:case-{name}", args=[case.number])
        assert desk.post(url, {"text": "Sudah ditambal.", "photo": photo(), **given}).url

    return post


def posted(**more: object) -> None:
    """A report of another program (Open311)."""
    key = make_key(name="Aplikasi", contact="Uji", by=make_user(Role.BAGIAN_ORGANISASI))[1]
    given = {
        "api_key": key, "service_code": "jalan-rusak", "lat": "-6.888", "long": "109.675",
        "description": "Jalan berlubang di depan pasar", **more,
    }  # fmt: skip
    assert Client().post("/open311/v2/requests.json", given).status_code in (200, 201)


def by_program(desk: Client) -> None:
    posted(media=photo())


def blackened(desk: Client) -> None:
    by_ticket(desk)
    by = make_user(Role.BAGIAN_ORGANISASI)
    redact_photo(attachment=Attachment.objects.get(), by=by, boxes=[(0, 0, 50, 50)])
    assert Attachment.objects.get().redacted


WAYS = {
    "form": by_form,
    "ticket": by_ticket,
    "counter": by_counter,
    "program": by_program,
    "news": by_officer("progress"),
    "answer": by_officer("answer", act="kirim"),
    "closing": by_officer("close", outcome="selesai"),
    "blackened": blackened,
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_stored_photo_is_a_picture_and_nothing_else(desk, media, way):
    assert [mark for mark in MARKS if mark in GPS]

    way(desk)

    kept = [path.read_bytes() for path in media.rglob("*") if path.is_file()]
    assert Attachment.objects.count() == 1
    assert kept
    for content in kept:
        assert content.startswith(b"\xff\xd8")
        assert not [mark for mark in MARKS if mark in content]


def test_addresses_and_files_of_before_bring_no_photo(desk, media, tmp_path):
    """Nothing is fetched from an address, and a file of before has only names of photos."""
    posted(media_url="https://a.test/gps.jpg")
    table = tmp_path / "pengaduan.csv"
    with table.open("w", newline="") as out:
        csv.writer(out).writerows(
            [["isi", "foto", "lampiran"], ["Jalan rusak", "gps.jpg", "https://a.test/gps.jpg"]]
        )
    call_command("import_complaints", str(table), stdout=io.StringIO())

    assert not Attachment.objects.exists()
    assert not [path for path in media.rglob("*") if path.is_file()]
