"""Asking for signatures: who is asked, for what, and when they cannot be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from organizations.models import Activity, Assignment
from reports.models import SignatureRequest
from tests.reports.hall import client_of
from tests.reports.signatures import NOW


def test_everybody_the_document_names_is_asked_once(hall):
    job = hall.document("1987", "1988")
    first = hall.ask(job)

    assert [(row.signatory, row.turn) for row in first] == [(hall.head, 1), (hall.mayor, 2)]
    assert [row.pk for row in hall.ask(job)] == [row.pk for row in first]
    line = Activity.objects.get(verb="reports.ask_signatures")
    assert line.reason == "Pengesahan"


def test_who_has_a_later_turn_signs_later_wherever_the_block_stands(hall):
    job = hall.document("1988", "1987")
    job.signers[0]["turn"] = 1
    job.save()
    assert [(row.name, row.number) for row in hall.ask(job)] == [
        ("Siti Kepala", 2),
        ("Budi Wali", 1),
    ]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"is_draft": True}, "masih draf"),
        ({"stale_since": NOW}, "sudah berubah"),
        ({"format": "xlsx"}, "Hanya dokumen PDF"),
        ({"file_lost_at": NOW}, "belum selesai"),
        ({"signers": []}, "tidak menyebut"),
    ],
)
def test_what_cannot_be_signed_is_not_asked_for(hall, changed, words):
    job = hall.document(**changed)
    with pytest.raises(PermissionDenied, match=words):
        hall.ask(job)
    page = client_of(hall.operator).get(reverse("reports:signature-ask", args=[job.pk]))
    assert page.status_code == 403


def test_an_official_of_before_is_not_asked(hall):
    job = hall.document("1987")
    Assignment.objects.filter(user=hall.head).update(
        valid_to=timezone.localdate() - timedelta(days=1)
    )
    with pytest.raises(ValidationError, match="tidak menjabat sebagai Kepala Dinas hari ini"):
        hall.ask(job)
    assert not SignatureRequest.objects.exists()


def test_a_block_without_a_name_is_told(hall):
    job = hall.document("1987")
    job.signers[0]["name"] = ""
    job.save()
    with pytest.raises(ValidationError, match="Nama Kepala Dinas belum ada"):
        hall.ask(job)


def test_asking_over_the_page(hall):
    job = hall.document("1987", "1988")
    client = client_of(hall.operator)
    detail = client.get(job.get_absolute_url()).content.decode()
    url = reverse("reports:signature-ask", args=[job.pk])
    assert url in detail
    assert "Budi Wali" in client.get(url).content.decode()
    assert client.post(url, {"reason": ""}).status_code == 400

    assert client.post(url, {"reason": "Pengesahan E.81"}).url == job.get_absolute_url()

    page = client.get(job.get_absolute_url()).content.decode()
    assert "Keperluan: Pengesahan E.81" in page
    assert "Menunggu" in page
