"""The files of proofs: kept with their rows or not at all, never handed out when they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import get_resolver, reverse

from organizations.choices import Role
from organizations.forms.uploads import NO_ROOM as NOT_RECEIVED
from organizations.forms.uploads import UploadField
from organizations.models import Activity, City
from organizations.storage import NO_ROOM
from performance.choices import SubmissionState
from performance.models import Evidence, EvidenceLink
from tests.factories.organizations import make_city, make_user
from tests.factories.performance import make_submission
from tests.harness.disks import files_below, largest_file, no_room_to_settle
from tests.performance.entry.test_entry import QUARTER
from tests.performance.entry.test_evidence import office, pdf, png, send

__all__ = ["office"]
PAPER = pdf()


@pytest.fixture
def folder(office, settings) -> Path:
    return Path(settings.MEDIA_ROOT)


def url_of(evidence: Evidence) -> str:
    return reverse("performance:evidence-file", args=[evidence.pk])


def test_a_full_temporary_folder_loses_the_file_and_nothing_else(office, folder):
    with largest_file(2**20):
        answer = send(office, b"%PDF-" + bytes(3 * 2**20))
    assert answer.status_code == 400
    page = answer.content.decode()
    assert NOT_RECEIVED in page
    assert 'value="3–5"' in page
    assert not Evidence.objects.exists()
    assert files_below(folder) == []


def test_a_full_storage_says_so_and_keeps_neither_row_nor_file(office, folder):
    with no_room_to_settle():
        answer = send(office, PAPER)
    assert answer.status_code == 400
    page = answer.content.decode()
    assert NO_ROOM in page
    assert 'value="3–5"' in page
    assert not Evidence.objects.exists()
    assert files_below(folder) == []
    assert send(office, PAPER).status_code == 302  # and again, once there is room
    assert len(files_below(folder)) == 1


def test_an_emblem_without_room_changes_nothing(office, folder):
    make_city()
    office.client.force_login(make_user(Role.ADMIN_SISTEM))
    names = ("province", "seat", "address", "phone", "email", "website", "help_contact")
    data = {"name": "Kota Lain", "mayor_title": "Wali Kota", "time_zone": "Asia/Jakarta"}
    data |= {**dict.fromkeys(names, "")}
    with no_room_to_settle():
        file = SimpleUploadedFile("a.png", png())
        answer = office.client.post(reverse("organizations:city"), {**data, "logo": file})
    assert answer.status_code == 400
    assert NO_ROOM in answer.content.decode()
    assert City.current().name == "Kota Uji"
    assert files_below(folder) == []


def test_a_refused_row_takes_its_file_along(office, folder):
    make_submission(office.unit, QUARTER, SubmissionState.ACCEPTED)
    assert send(office, PAPER).status_code in (400, 403)
    assert files_below(folder) == []


def test_the_same_content_is_one_file(office, folder):
    send(office, PAPER)
    place = office.url("evidence-add", office.indicators[1].pk)
    file = SimpleUploadedFile("lagi.pdf", PAPER)
    assert office.client.post(place, {"file": file, "page": "", "note": ""}).status_code == 302
    assert Evidence.objects.count() == 1
    assert EvidenceLink.objects.count() == 2
    assert len(files_below(folder)) == 1


@pytest.fixture
def proof(office) -> Evidence:
    send(office, PAPER)
    return Evidence.objects.get()


def test_a_lost_proof_is_told_and_never_served(office, folder, proof):
    place = folder / proof.file.name
    for spoil in (lambda: place.write_bytes(place.read_bytes() + b"!"), place.unlink):
        spoil()
        answer = office.client.get(url_of(proof))
        page = answer.content.decode()
        assert answer.status_code == 410
        assert "hilang atau isinya tidak lagi sama" in page
        assert "Unggah lagi berkas aslinya" in page
        assert proof.original_name in page


def test_a_storage_that_does_not_answer_is_no_lost_file(office, folder, proof):
    place = folder / proof.file.name
    place.unlink()
    place.mkdir()
    answer = office.client.get(url_of(proof))
    assert answer.status_code == 503
    assert answer["Retry-After"]
    assert "Coba lagi beberapa menit lagi" in answer.content.decode()


def test_the_original_gives_a_lost_proof_back(office, folder, proof):
    (folder / proof.file.name).unlink()
    assert send(office, PAPER).status_code == 302
    answer = office.client.get(url_of(proof))
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert EvidenceLink.objects.count() == 1
    assert Activity.objects.filter(summary__startswith="Berkas bukti dipulihkan").count() == 1
    assert send(office, PAPER).status_code == 400  # it is there again: once is enough


def all_forms(kind: type) -> set[type]:
    return {kind}.union(*(all_forms(sub) for sub in kind.__subclasses__()))


def test_every_form_with_a_file_can_say_that_there_was_no_room():
    assert get_resolver().url_patterns  # every view, and with it every form, is loaded
    fields = [
        (form.__name__, field)
        for form in all_forms(forms.BaseForm)
        for field in getattr(form, "base_fields", {}).values()
        if isinstance(field, forms.FileField) and not form.__module__.startswith("django.")
    ]
    assert len(fields) >= 5
    assert [name for name, field in fields if not isinstance(field, UploadField)] == []
