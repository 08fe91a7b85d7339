"""A file that cannot be kept is told at every door in a sentence; the words stay, nothing is half saved."""

from __future__ import annotations

import html
import uuid
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from complaints.choices import ComplaintState
from complaints.models import (
    Attachment,
    ChildFile,
    ChildMessage,
    ChildReport,
    Complaint,
    Draft,
    Message,
)
from organizations.choices import Role
from organizations.storage import NO_ROOM
from tests.complaints.child.people import filed, opened
from tests.complaints.intake.citizen import unlocked
from tests.factories.complaint_files import photo
from tests.factories.complaints import SECRET, complaint, reference_data
from tests.factories.hostile import picture
from tests.factories.organizations import make_city, make_unit, make_user
from tests.harness.disks import files_below, no_room_to_settle

pytestmark = pytest.mark.django_db
TEXT = "Lampu di gang dua padam sejak Senin."
MODELS = (Complaint, Message, Attachment, ChildReport, ChildMessage, ChildFile, Draft)
Send = Callable[[SimpleUploadedFile], HttpResponse]


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    make_city()
    reference_data()
    return settings.MEDIA_ROOT


def desk() -> Client:
    client = Client()
    client.force_login(make_user(Role.BAGIAN_ORGANISASI, make_unit()))
    return client


def on_the_ticket() -> Send:
    holder = unlocked(Client(), complaint(), SECRET)
    return lambda file: holder.post("/lacak/laporan/pesan/", {"text": TEXT, "files": [file]})


def about_a_child() -> Send:
    given = {"text": TEXT, "client_key": uuid.uuid4()}
    return lambda file: Client().post("/lapor/anak/", {**given, "files": [file]})


def on_the_ticket_of_a_child() -> Send:
    holder = opened(Client(), *filed(Client()))
    given = {"text": TEXT, "key": uuid.uuid4()}
    return lambda file: holder.post("/lacak/laporan/pesan/", {**given, "files": [file]})


def at_the_counter() -> Send:
    given = {
        "client_key": uuid.uuid4(), "channel": "loket", "kind": "non_pengawasan", "text": TEXT,
        "received_at": f"{timezone.localtime() - timezone.timedelta(hours=1):%Y-%m-%d %H:%M}",
    }  # fmt: skip
    client = desk()
    return lambda file: client.post(reverse("complaints:case-create"), {**given, "files": [file]})


def by_an_officer(page: str, **given: str) -> Callable[[], Send]:
    def door() -> Send:
        case = complaint(state=ComplaintState.IN_PROGRESS, unit=make_unit())
        client, url = desk(), reverse(f"complaints:case-{page}", args=[case.number])
        return lambda file: client.post(url, {"text": TEXT, "photo": file, **given})

    return door


DOORS = {
    "ticket": on_the_ticket,
    "child": about_a_child,
    "child's ticket": on_the_ticket_of_a_child,
    "counter": at_the_counter,
    "news": by_an_officer("progress"),
    "draft": by_an_officer("answer", act="simpan"),
    "answer": by_an_officer("answer", act="kirim"),
    "closing": by_an_officer("close", outcome="selesai"),
}
TROUBLES = {
    "no room": (picture(), no_room_to_settle, NO_ROOM),
    "cut short": (picture()[:200], nullcontext, "rusak"),
    "no picture": (b"<html><script>alert(1)</script>", nullcontext, "Berkas harus"),
}


def counts() -> list[int]:
    return [model.objects.count() for model in MODELS]


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("door", DOORS)
def test_it_is_said_and_nothing_is_half_saved(media, door, trouble):
    send = DOORS[door]()
    content, meanwhile, said = TROUBLES[trouble]
    before, files = counts(), files_below(media)

    with meanwhile():
        answer = send(SimpleUploadedFile("foto.jpg", content, "image/jpeg"))

    page = html.unescape(answer.content.decode())
    assert answer.status_code == 400
    assert set(answer.context["form"].errors) <= {"files", "photo"}, "said beside the field"
    assert said in page
    assert TEXT in page
    assert (counts(), files_below(media)) == (before, files)
    assert not Complaint.objects.exclude(closed_at=None).exists()


def test_a_photo_that_cannot_be_blackened_for_want_of_room_stays_as_it_was(media):
    row = photo(complaint())
    url = reverse("complaints:case-file-redact", args=[row.complaint.number, row.pk])
    files = files_below(media)

    with no_room_to_settle():
        answer = desk().post(url, {"x1": 0, "y1": 0, "w1": 50, "h1": 50})

    assert answer.status_code == 400
    assert NO_ROOM in html.unescape(answer.content.decode())
    row.refresh_from_db()
    assert (row.redacted.name or "", files_below(media)) == ("", files)


def test_a_photo_that_is_to_begin_a_report_and_finds_no_room_begins_none(media):
    with no_room_to_settle():
        answer = Client().post(
            "/lapor/foto/", {"photo": SimpleUploadedFile("a.jpg", picture(), "image/jpeg")}
        )

    assert answer.status_code == 400
    assert NO_ROOM in html.unescape(answer.content.decode())
    assert files_below(media) == []
