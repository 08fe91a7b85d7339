"""Machines work, wait or are marked; nobody is refused, least of all a village office."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from complaints.intake.actions import guarding, working
from complaints.models import Complaint, Draft
from tests.complaints.intake.citizen import answer, go, sent, solved

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_counts():
    cache.clear()


@pytest.fixture
def crowded(monkeypatch):
    """A network that has used up its free reports."""
    monkeypatch.setattr(guarding, "FREE_AN_HOUR", 0)


def test_village_office_behind_one_address_reports_ten_times():
    for _ in range(guarding.FREE_AN_HOUR):
        sent(Client())

    assert Complaint.objects.count() == guarding.FREE_AN_HOUR


def test_above_the_rate_work_is_asked_and_nothing_is_lost(client, crowded):
    answer(client)

    response = go(client, "periksa")

    page = response.content.decode()
    assert response.status_code == 429
    assert "masih lengkap" in page
    assert "data-work" in page
    assert not Complaint.objects.exists()
    proof = solved(guarding.about_draft(Draft.objects.get()))
    assert go(client, "periksa", proof=proof).status_code == 302
    assert Complaint.objects.count() == 1


def test_without_javascript_waiting_is_enough(client, crowded, monkeypatch):
    answer(client)
    note = working.waiting_note(guarding.about_draft(Draft.objects.get()))

    assert go(client, "periksa", waited=note).status_code == 429
    monkeypatch.setattr(working, "WAIT_SECONDS", 0)
    assert go(client, "periksa", waited=note).status_code == 302


def test_work_of_another_draft_or_forged_is_none(client, crowded):
    answer(client)
    other = Draft.objects.create(token_digest="1" * 64)

    for proof in (solved(guarding.about_draft(other)), "x", "e30="):
        assert go(client, "periksa", proof=proof).status_code == 429


def test_machines_are_taken_and_marked(client):
    answer(client)
    Draft.objects.update(begun_at=Draft.objects.get().begun_at - timedelta(minutes=5))
    go(client, "periksa", website="https://murah.test")

    assert Complaint.objects.get().look_first == guarding.TRAPPED


def test_faster_than_people_write_is_marked(client):
    assert sent(client)[0].look_first == guarding.FAST


def test_person_is_not_marked(client):
    answer(client)
    Draft.objects.update(begun_at=Draft.objects.get().begun_at - timedelta(minutes=2))
    go(client, "periksa")

    assert Complaint.objects.get().look_first == ""


def test_storage_is_not_filled_by_machines_and_the_report_goes_on(client, monkeypatch):
    monkeypatch.setattr(guarding, "FILES_AN_HOUR", 0)
    go(client, "kejadian", text="Jalan di depan pasar berlubang.")
    file = SimpleUploadedFile("a.jpg", b"x")

    response = go(client, "berkas", files=[file])

    assert response.status_code == 429
    assert "menyusul" in response.content.decode()
    assert go(client, "berkas").status_code == 302
