"""Pages of signatures, and the signed file as it is handed out."""

from __future__ import annotations

import hashlib
import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from reports.actions.signatures import refuse_signature
from reports.actions.signing import run_batch
from reports.choices import SignatureState
from reports.models import ReportJob, SigningBatch
from reports.queries import signatures
from tests.reports.hall import client_of, fresh, sign
from tests.reports.signatures import NOW, WORD


def test_signing_over_the_pages(hall):
    first, second = hall.asked("1987")[0], hall.asked("1987")[0]
    client = client_of(hall.head)
    listed = client.get(reverse("reports:signature-list")).content.decode()
    assert first.job.title in listed
    url = reverse("reports:sign")
    assert client.get(url).url == reverse("reports:signature-list")  # nothing is ticked

    asked = client.get(url, {"pilih": [first.pk, second.pk]})
    page = asked.content.decode()
    assert "Tandatangani 2 dokumen?" in page
    assert first.job.title in page
    sent = {"pilih": [first.pk, second.pk], "key": uuid.uuid4(), "has_read": "on"}
    again = client.post(url, sent)
    assert again.status_code == 400
    assert "Isi frasa sandinya" in again.content.decode()
    answer = client.post(url, {**sent, "passphrase": WORD})
    batch = SigningBatch.objects.get()
    assert answer.url == reverse("reports:signing-batch", args=[batch.pk])
    assert client.post(url, {**sent, "passphrase": WORD}).url == answer.url  # sent twice
    assert "0 dari 2" in client.get(answer.url).content.decode()

    run_batch(batch.pk)

    assert "2 dari 2 dokumen ditandatangani" in client.get(answer.url).content.decode()
    assert client_of(hall.mayor).get(answer.url).status_code == 404


def test_a_long_list_begins_with_what_can_be_signed_and_says_how_many_follow(hall, monkeypatch):
    waits, ready = hall.asked("1987", "1988")[1], hall.asked("1988")[0]
    monkeypatch.setattr(signatures, "LISTED", 1)
    page = client_of(hall.mayor).get(reverse("reports:signature-list")).content.decode()
    assert ready.job.title in page
    assert waits.job.title not in page
    assert "1 dokumen lain menyusul" in page


def test_refusing_needs_a_reason_and_may_be_asked_again(hall):
    (request,) = hall.asked("1987")
    client = client_of(hall.head)
    url = reverse("reports:signature-transition", args=[request.pk, "refuse"])
    assert client.post(url, {"note": ""}).status_code == 400
    assert client.post(url, {"note": "Angka Bab III keliru"}).status_code == 302
    asker = client_of(hall.operator)
    page = asker.get(request.job.get_absolute_url()).content.decode()
    assert "Angka Bab III keliru" in page
    again = reverse("reports:signature-transition", args=[request.pk, "ask_again"])
    assert again in page
    assert client_of(hall.mayor).post(url, {"note": "x"}).status_code == 403

    asker.post(again, {"note": "Sudah diperbaiki"})

    request.refresh_from_db()
    assert request.state == SignatureState.WAITING
    with pytest.raises(PermissionDenied):
        refuse_signature(request=request, note="x", by=fresh(hall.mayor))


def test_a_signed_document_is_handed_out_with_its_signatures(hall):
    (request,) = hall.asked("1987")
    sign(hall.head, request)
    client = client_of(hall.operator)
    page = client.get(request.job.get_absolute_url()).content.decode()
    assert "PDF bertanda tangan" in " ".join(page.split())
    url = reverse("reports:download", args=[request.job_id])

    signed, plain = client.get(url), client.get(url, {"asli": ""})

    for answer, digest in ((signed, request.sha256), (plain, request.sha256_before)):
        assert hashlib.sha256(b"".join(answer.streaming_content)).hexdigest() == digest
    assert "-ttd.pdf" in signed.headers["Content-Disposition"]


def test_a_lost_signed_file_is_told_and_the_one_before_offered(hall):
    (request,) = hall.asked("1987")
    sign(hall.head, request)
    request.file.storage.delete(request.file.name)
    url = reverse("reports:download", args=[request.job_id])
    answer = client_of(hall.operator).get(url)
    assert answer.status_code == 410
    assert "sebelum ditandatangani" in answer.content.decode()


def test_the_dashboard_tells_what_waits(hall):
    hall.asked("1987")
    page = client_of(hall.head).get(reverse("dashboard")).content.decode()
    assert "1 dokumen menunggu tanda tangan Anda" in page


def test_a_zip_holds_the_signed_file(hall):
    import io
    import zipfile

    from reports.actions.batch_zip import write_zip
    from reports.models import ReportBatch

    (request,) = hall.asked("1987")
    batch = ReportBatch.objects.create(
        slug="e81", title="Uji", format="pdf", requester=hall.operator
    )
    ReportJob.objects.filter(pk=request.job_id).update(batch=batch)
    sign(hall.head, request)

    def packed() -> zipfile.ZipFile:
        with write_zip(batch, fresh(hall.operator)) as file:
            return zipfile.ZipFile(io.BytesIO(file.read()))

    found = packed()
    assert hashlib.sha256(found.read("e81-ttd.pdf")).hexdigest() == request.sha256
    assert request.sha256 in found.read("daftar.csv").decode()
    ReportJob.objects.update(state="pending", file_lost_at=NOW)  # the unsigned one is made anew
    found = packed()
    assert "e81-ttd.pdf" in found.namelist()
    assert "e81-ttd.pdf;Selesai" in found.read("daftar.csv").decode().replace(",", ";")
    request.file.storage.delete(request.file.name)
    assert "Berkas bertanda tangan hilang" in packed().read("daftar.csv").decode()
