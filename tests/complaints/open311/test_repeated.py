"""The same post twice is one report: by the name the application gave it, or by its content."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.models import Complaint
from complaints.open311.actions.keys import make_key
from tests.complaints.open311.test_open311 import desk, post
from tests.factories.complaints import reference_data

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference():
    reference_data()


@pytest.fixture
def key():
    return made("Aplikasi warga")


def made(name):
    row, row_key = make_key(name=name, contact="Dinkominfo", by=desk())
    row.written = row_key
    return row


def named(client, key, name, **values):
    client.defaults["HTTP_IDEMPOTENCY_KEY"] = name
    return post(client, key, **values)


def token(answer):
    assert answer.status_code == 200, answer.content
    return answer.json()[0]["token"]


def test_the_same_content_within_minutes_is_one_report(client, key):
    first, again = post(client, key), post(client, key)

    assert token(first) == token(again)
    assert Complaint.objects.count() == 1
    assert "Kode rahasia " in first.json()[0]["service_notice"]
    assert "jawaban pertama" in again.json()[0]["service_notice"]
    assert Complaint.objects.get().number in again.json()[0]["service_notice"]


def test_the_same_words_later_are_another_report(client, key):
    post(client, key)
    before = timezone.now() - timedelta(minutes=11)
    Complaint.objects.update(
        entered_at=before,
        received_at=before,
        client_key="12345678-1234-1234-1234-123456789012",  # of other ten minutes
    )

    token(post(client, key))
    assert Complaint.objects.count() == 2


@pytest.mark.parametrize(
    "other",
    [
        {"description": "Lampu mati"},
        {"lat": "-6.889"},
        {"device_id": "b"},
        {"email": "b@contoh.test"},
    ],
)
def test_other_content_or_another_user_is_another_report(client, key, other):
    assert token(post(client, key)) != token(post(client, key, **other))
    assert Complaint.objects.count() == 2


def test_another_application_is_another_report(client, key):
    assert token(post(client, key)) != token(post(client, made("Situs kecamatan")))


def test_a_name_stands_for_one_report_for_ever(client, key):
    first = named(client, key, "a1")
    before = timezone.now() - timedelta(days=3)
    Complaint.objects.update(
        entered_at=before,
        received_at=before,
    )

    assert token(named(client, key, "a1")) == token(first)
    assert token(named(client, key, "a2")) != token(first)
    assert Complaint.objects.count() == 2


def test_a_name_used_for_other_words_is_refused(client, key):
    named(client, key, "a1")

    answer = named(client, key, "a1", description="Lampu mati di taman kota")

    assert answer.status_code == 409
    assert answer.json()[0]["code"] == "409"
    assert Complaint.objects.count() == 1


def test_a_name_too_long_is_refused(client, key):
    assert named(client, key, "a" * 256).status_code == 400
    assert not Complaint.objects.exists()
