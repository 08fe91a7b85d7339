"""Photos and papers on the form: taken clean, refused beside the field, removed, dropped."""

import io
import resource
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from complaints.intake.actions.drafts import drop_old_drafts
from complaints.models import Attachment, Draft, DraftFile
from organizations import storage
from organizations.storage import NO_ROOM
from tests.complaints.intake.citizen import go, sent, unlocked
from tests.factories import hostile
from tests.factories.complaints import reference_data
from tests.harness.disks import no_room_to_settle

pytestmark = pytest.mark.django_db
PICTURES = Path(__file__).parents[2] / "data" / "uploads"


@pytest.fixture(autouse=True)
def terms():
    reference_data()


def picture(name="gps_orientasi6.jpg"):
    return SimpleUploadedFile(name, (PICTURES / name).read_bytes())


def content_of(case):
    with Attachment.objects.get(complaint=case).file.open() as file:
        return file.read()


def test_photo_comes_along_without_its_place(client):
    case, _ = sent(client, files=[picture()])

    content = content_of(case)
    assert content.startswith(b"\xff\xd8")
    assert b"Exif" not in content
    assert not DraftFile.objects.exists()


def test_removed_file_is_gone(client, django_capture_on_commit_callbacks):
    go(client, "berkas", files=[picture()])
    row = DraftFile.objects.get()
    name = row.file.name

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/lapor/berkas/{row.pk}/hapus/")

    assert not DraftFile.objects.exists()
    assert not storage.evidence().exists(name)


def test_cancelled_report_leaves_nothing(client, django_capture_on_commit_callbacks):
    go(client, "berkas", files=[picture()])
    name = DraftFile.objects.get().file.name

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/lapor/hapus/")

    assert response.url == "/"
    assert client.cookies["lapor"].value == ""
    assert not Draft.objects.exists()
    assert not storage.evidence().exists(name)


def test_sent_report_stays_when_its_traces_go(client):
    case, secret = sent(client)

    client.post("/lapor/hapus/")

    assert client.get("/lapor/terkirim/").url == "/lapor/"
    assert Draft.objects.get().secret == ""
    unlocked(client, case, secret)


def test_foreign_draft_loses_no_file(client, client_of_somebody_else):
    go(client, "berkas", files=[picture()])

    client_of_somebody_else.post(f"/lapor/berkas/{DraftFile.objects.get().pk}/hapus/")

    assert DraftFile.objects.count() == 1


@pytest.fixture
def client_of_somebody_else():
    return Client()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bom_20000x20000.png", "25 megapiksel"),
        ("kosong.jpg", "kosong"),
        ("html_sebagai.jpg", "Berkas harus"),
    ],
)
def test_bad_file_is_refused_by_name_and_the_rest_stays(client, name, said):
    go(client, "kejadian", text="Jalan di depan pasar berlubang.")

    response = go(client, "berkas", files=[picture(name)])

    page = response.content.decode()
    assert response.status_code == 400
    assert said in page
    assert name in page
    assert "berlubang" in client.get("/lapor/kejadian/").content.decode()


@pytest.mark.parametrize("name", ["gps_orientasi1.jpg", "iphone_gps.heic"])
def test_cut_photo_is_refused_beside_the_field_and_the_rest_stays(client, name):
    go(client, "kejadian", text="Jalan di depan pasar berlubang.")
    go(client, "berkas", files=[picture()])
    half = (PICTURES / name).read_bytes()[:1500]

    response = go(client, "berkas", files=[SimpleUploadedFile(name, half)])

    page = response.content.decode()
    assert response.status_code == 400
    assert "rusak" in page
    assert "Lanjut" in page
    assert DraftFile.objects.count() == 1
    assert "berlubang" in client.get("/lapor/kejadian/").content.decode()


def test_photo_of_an_iphone_is_taken(client):
    case, _ = sent(client, files=[picture("iphone_gps.heic")])

    assert content_of(case).startswith(b"\xff\xd8")
    assert b"Exif" not in content_of(case)


def test_another_picture_inside_a_photo_is_not_kept(client):
    """The small picture in a photo may still show what was cut away from the large one."""
    small = hostile.picture(size=(16, 16), comment=b"WAJAH-TERPOTONG")
    exif = b"Exif\x00\x00" + small
    telling = hostile.picture(exif=exif)
    assert b"WAJAH-TERPOTONG" in telling

    case, _ = sent(client, files=[SimpleUploadedFile("foto.jpg", telling)])

    assert b"WAJAH-TERPOTONG" not in content_of(case)
    assert content_of(case).count(b"\xff\xd8\xff") == 1


def test_turned_photo_stands_upright(client):
    """A red square lies top left once the camera's turn is applied."""
    case, _ = sent(client, files=[picture("gps_orientasi6.jpg")])

    with Image.open(io.BytesIO(content_of(case))) as stored:
        red, green, blue = stored.convert("RGB").getpixel((4, 4))
    assert red > 150 > max(green, blue)


def test_polyglot_loses_its_second_half(client):
    case, _ = sent(client, files=[picture("poliglot_jpg_zip.jpg")])

    assert b"PK\x03\x04" not in content_of(case)


def test_30_photos_are_told_how_many_are_taken(client):
    response = go(client, "berkas", files=[picture() for _ in range(30)])

    assert response.status_code == 400
    assert "Paling banyak 5 berkas" in response.content.decode()
    assert not DraftFile.objects.exists()


def test_files_of_a_forgotten_draft_go_with_it(client, django_capture_on_commit_callbacks):
    go(client, "berkas", files=[picture()])
    name = DraftFile.objects.get().file.name

    with django_capture_on_commit_callbacks(execute=True):
        drop_old_drafts(timezone.now() + timedelta(hours=25))

    assert not Draft.objects.exists()
    assert not storage.evidence().exists(name)


def test_full_storage_is_told_and_nothing_is_lost(client):
    go(client, "kejadian", text="Jalan di depan pasar berlubang.")

    with no_room_to_settle():
        response = go(client, "berkas", files=[picture()])

    assert response.status_code == 400
    assert NO_ROOM in response.content.decode()
    assert "berlubang" in client.get("/lapor/kejadian/").content.decode()


def test_three_large_photos_need_little_memory(client):
    noise = Image.effect_noise((2600, 2600), 120).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=97)
    content = out.getvalue()
    assert len(content) > 5_000_000
    files = [SimpleUploadedFile(f"{n}.jpg", content) for n in range(3)]
    del noise, out
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert go(client, "berkas", files=files).status_code == 302

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < 200 * 1024  # KiB
