"""Photos sent along with a post, as clients do in a field `media`: cleaned, kept, never lost unsaid."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.choices import Author
from complaints.models import Attachment, Complaint
from complaints.open311.actions.keys import make_key
from tests.complaints.open311.test_open311 import desk, post
from tests.factories.complaints import reference_data
from tests.factories.hostile import picture, telling_jpeg

pytestmark = pytest.mark.django_db


@pytest.fixture
def key():
    reference_data()
    row, row_key = make_key(name="Aplikasi warga", contact="Dinkominfo", by=desk())
    row.written = row_key
    return row


def sent(content: bytes = b"", name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or picture(), content_type="image/jpeg")


def test_a_photo_is_cleaned_and_kept(client, key):
    [told] = post(client, key, media=sent(telling_jpeg())).json()

    kept = Attachment.objects.get(complaint=Complaint.objects.get())
    assert kept.author == Author.REPORTER
    with kept.file.open() as content:
        assert b"RAHASIA" not in content.read()
    assert "1 berkas diterima" in told["service_notice"]


def test_a_file_that_cannot_be_taken_is_told_and_nothing_is_filed(client, key):
    answer = post(client, key, media=[sent(), sent(b"bukan foto", "rusak.jpg")])

    assert answer.status_code == 400
    assert "rusak.jpg" in answer.json()[0]["description"]
    assert not Complaint.objects.exists()
    assert not Attachment.objects.exists()


def test_more_than_five_files_are_refused(client, key):
    assert post(client, key, media=[sent() for _ in range(6)]).status_code == 400
    assert not Complaint.objects.exists()


def test_the_same_words_with_another_photo_are_another_report(client, key):
    for photo in (sent(), sent(), sent(picture("PNG"), "lain.png")):
        assert post(client, key, media=photo).status_code == 200

    assert Complaint.objects.count() == Attachment.objects.count() == 2
