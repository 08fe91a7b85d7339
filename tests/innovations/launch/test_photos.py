"""Photos of a launch: seen on its public page, small until somebody opens one."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from innovations.choices import LaunchState
from innovations.models import LaunchPhoto
from organizations.choices import Role
from organizations.models import Thumbnail
from tests.factories.hostile import picture
from tests.factories.innovations import make_innovation, make_launch
from tests.factories.organizations import make_city, make_unit, make_user

pytestmark = pytest.mark.django_db


def url(name: str, pk: int) -> str:
    return reverse(f"innovations:{name}", args=[pk])


def upload(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("acara.jpg", content, content_type="image/jpeg")


@pytest.fixture
def launch(client):
    make_city()
    unit = make_unit()
    client.force_login(make_user(Role.OPERATOR_OPD, unit))
    return make_launch(make_innovation(unit), state=LaunchState.HELD)


def test_shown_small_to_everybody_and_taken_away(client, launch):
    given = {"caption": "Penandatanganan", "file": upload(picture(size=(1600, 1200)))}
    client.post(url("launch-photo-create", launch.pk), given)
    row = LaunchPhoto.objects.get()
    client.logout()
    page = client.get(url("public-launch", launch.pk)).content.decode()
    address = url("public-launch-photo", row.pk)
    assert f"{address}?kecil=1" in page
    assert 'alt="Penandatanganan"' in page

    small = b"".join(client.get(f"{address}?kecil=1"))
    whole = b"".join(client.get(address))

    assert Image.open(io.BytesIO(small)).size == (640, 480)
    assert Image.open(io.BytesIO(whole)).size == (1600, 1200)
    client.force_login(make_user(Role.BAGIAN_ORGANISASI))
    client.post(url("launch-photo-delete", row.pk))
    assert not LaunchPhoto.objects.exists()
    assert not Thumbnail.objects.exists()


def test_of_a_launch_that_is_only_planned_nobody_sees_a_photo(client, launch):
    client.post(
        url("launch-photo-create", launch.pk), {"caption": "Gladi", "file": upload(picture())}
    )
    type(launch).objects.update(state=LaunchState.PLANNED)
    row = LaunchPhoto.objects.get()

    assert b"".join(client.get(url("launch-photo", row.pk)))
    client.logout()
    assert client.get(url("public-launch-photo", row.pk)).status_code == 404


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"caption": "Gladi"}, "Pilih fotonya"),
        ({"file": upload(picture())}, "Isi apa yang tampak"),
        ({"caption": "Gladi", "file": upload(b"%PDF-1.4")}, "Berkas harus JPG"),
    ],
)
def test_what_cannot_be_taken_is_said(client, launch, given, said):
    answer = client.post(url("launch-photo-create", launch.pk), given)

    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert not LaunchPhoto.objects.exists()


def test_the_same_photo_is_there_once(client, launch):
    for status in (302, 400):
        given = {"caption": "Gladi", "file": upload(picture())}
        answer = client.post(url("launch-photo-create", launch.pk), given)
        assert answer.status_code == status
    assert LaunchPhoto.objects.count() == 1
