"""What a unit adds to its report: words of its head and four photos, cleaned as all uploads."""

from __future__ import annotations

import re
import subprocess

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from organizations import storage
from organizations.choices import Role
from organizations.models import Activity
from surveys.models import Foreword, PeriodPhoto
from tests.factories.hostile import picture, telling_jpeg
from tests.factories.organizations import make_city, make_unit, make_user
from tests.factories.surveys import make_period, make_responses, make_service_unit

pytestmark = pytest.mark.django_db
WORDS = "Puji syukur survei selesai.\nTerima kasih kepada responden."


@pytest.fixture
def period(db):
    make_city()
    found = make_period(make_service_unit(make_unit(), code="pkm-uji"))
    make_responses(found, "333343334")
    return found


@pytest.fixture
def desk(client, period):
    client.force_login(make_user(Role.PENGELOLA_SURVEI, period.unit.organization))
    return client


def url(period):
    return f"/kerja/survei/periode/{period.pk}/pengantar/"


def photo(name="IMG_20260101.jpg", width=8):
    return SimpleUploadedFile(name, picture(size=(width, 8)), "image/jpeg")


def send(client, period, **given):
    return client.post(url(period), {"text": WORDS, "caption": "", **given})


def printed(tmp_path, period):
    out = tmp_path / "skm.pdf"
    params = [f"unit={period.unit.code}", f"periode={period.code}"]
    call_command("render_report", "skm", param=params, format="pdf", out=str(out))
    told = subprocess.run(["pdftotext", str(out), "-"], capture_output=True, text=True, check=True)
    images = subprocess.run(
        ["pdfimages", "-list", str(out)], capture_output=True, text=True, check=True
    )
    return " ".join(told.stdout.split()), images.stdout


def test_words_and_photos_stand_in_the_report(desk, period, tmp_path):
    without, none = printed(tmp_path, period)
    assert "Kata pengantar" not in without
    assert "Dokumentasi" not in without

    assert send(desk, period, file=photo(), caption="Loket pagi hari").status_code == 302

    text, images = printed(tmp_path, period)
    for said in ("Kata pengantar", "Puji syukur", "Lampiran 5 Dokumentasi", "Loket pagi hari"):
        assert said in text
    assert len(images.splitlines()) > len(none.splitlines())
    assert "Loket pagi hari" in desk.get(url(period)).content.decode()


def test_a_photo_needs_its_caption_and_what_was_typed_stays(desk, period):
    answer = send(desk, period, file=photo())

    assert answer.status_code == 400
    assert "Isi keterangan fotonya" in answer.content.decode()
    assert "Puji syukur" in answer.content.decode()
    assert not Foreword.objects.exists()
    assert not PeriodPhoto.objects.exists()


def test_a_fifth_photo_is_refused_and_nothing_half_saved(desk, period):
    for number in range(4):
        send(desk, period, file=photo(width=8 + number), caption=f"Foto {number}")

    answer = send(desk, period, text="Lain", file=photo(width=20), caption="Kelima")

    assert answer.status_code == 400
    assert "paling banyak 4 foto" in answer.content.decode()
    assert PeriodPhoto.objects.count() == 4
    assert Foreword.objects.get().text == WORDS


def test_a_photo_sent_twice_stands_once(desk, period):
    send(desk, period, file=photo(), caption="Loket")

    answer = send(desk, period, file=photo(), caption="Loket")

    assert answer.status_code == 400
    assert "sudah ada di laporan" in answer.content.decode()
    assert PeriodPhoto.objects.count() == 1


def test_what_is_no_picture_is_refused(desk, period):
    wrong = SimpleUploadedFile("foto.jpg", b"%PDF-1.4", "image/jpeg")

    assert send(desk, period, file=wrong, caption="Foto").status_code == 400
    assert not PeriodPhoto.objects.exists()


def test_a_photo_is_removed_with_its_file(desk, period, django_capture_on_commit_callbacks):
    send(desk, period, file=photo(), caption="Loket")
    row = PeriodPhoto.objects.get()
    name = row.file.name
    shown = desk.get(f"/kerja/survei/foto/{row.pk}/")
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")

    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"/kerja/survei/foto/{row.pk}/hapus/")

    assert not PeriodPhoto.objects.exists()
    assert not storage.evidence().exists(name)
    assert Activity.objects.filter(verb="surveys.periodphoto.delete").count() == 1


def test_two_people_write_one_foreword(desk, period):
    send(desk, period)
    mark = re.search(r'name="mark" value="(\w+)"', desk.get(url(period)).content.decode())[1]
    send(desk, period, text="Dari kepala", mark=mark)

    told = send(desk, period, text="Dari pengelola", mark=mark)

    assert told.status_code == 409
    assert Foreword.objects.get().text == "Dari kepala"


def test_two_people_begin_one_foreword(desk, period):
    mark = re.search(r'name="mark" value="(\w+)"', desk.get(url(period)).content.decode())[1]
    send(desk, period, text="Dari kepala", mark=mark)

    told = send(desk, period, text="Dari pengelola", mark=mark)

    assert told.status_code == 409
    assert Foreword.objects.get().text == "Dari kepala"


def test_who_only_reads_adds_nothing(client, period):
    client.force_login(make_user(Role.OPERATOR_OPD, period.unit.organization))

    assert send(client, period).status_code == 403
    assert not Foreword.objects.exists()


def test_a_photo_of_the_report_tells_nothing_of_its_camera_and_place(desk, period):
    told = SimpleUploadedFile("loket.jpg", telling_jpeg(), "image/jpeg")
    assert b"RAHASIA" in told.read()
    told.seek(0)

    send(desk, period, file=told, caption="Loket")

    row = PeriodPhoto.objects.get()
    kept = b"".join(desk.get(f"/kerja/survei/foto/{row.pk}/").streaming_content)
    assert kept.startswith(b"\xff\xd8")
    assert b"RAHASIA" not in kept
