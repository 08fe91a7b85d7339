"""Signing: who may, in which order, and what stops it."""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache as redis
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from organizations.models import Activity, Assignment
from reports import permissions
from reports.actions import handover
from reports.actions.signing import run_batch, start_signing
from reports.choices import SignatureState
from reports.models import ReportJob, SignatureRequest, SigningBatch
from reports.queries.signatures import issued, waiting_for
from reports.signing.verdict import read_signatures
from tests.factories.organizations import make_assignment, make_unit, make_user
from tests.reports.hall import client_of, fresh, plain_pdf, sign
from tests.reports.signatures import NOW, WORD, expired_key, silent_server


def test_a_document_is_signed_beside_the_one_that_was_issued(hall):
    (request,) = hall.asked("1987")
    before = request.job.sha256

    sign(hall.head, request)

    assert request.state == SignatureState.SIGNED, request.error
    assert request.sha256_before == before
    assert request.certificate["subject"] == "PERCOBAAN – Pejabat 1987"
    job = ReportJob.objects.get(pk=request.job_id)
    assert job.sha256 == before
    with job.file.open() as plain, request.file.open() as signed:
        original, content = plain.read(), signed.read()
    assert content.startswith(original)
    assert hashlib.sha256(content).hexdigest() == request.sha256
    (verdict,) = read_signatures(content, hall.roots())
    assert verdict.is_valid
    assert verdict.reason == "Pengesahan"
    assert Activity.objects.filter(verb="reports.signaturerequest.finish", actor=hall.head).exists()


def test_two_people_sign_one_after_the_other(hall):
    first, second = hall.asked("1987", "1988")
    with pytest.raises(ValidationError, match="Menunggu tanda tangan Siti Kepala lebih dulu"):
        sign(hall.mayor, second)

    sign(hall.head, first)
    sign(hall.mayor, second)

    found = issued(second.job)
    assert [row.name for row in found.signatures] == ["Siti Kepala", "Budi Wali"]
    with found.file.open() as file:
        verdicts = read_signatures(file.read(), hall.roots())
    assert [each.is_valid for each in verdicts] == [True, True]


@pytest.mark.parametrize("role", Role.values)
def test_nobody_else_signs_or_refuses(hall, role):
    (request,) = hall.asked("1987")
    other = fresh(make_user(role, hall.unit, full_name="Siti Kepala"))
    for ask in (permissions.can_sign, permissions.can_refuse):
        assert not ask(other, request)
    with pytest.raises(ValidationError):
        start_signing(requests=[request], passphrase=WORD, identity="", key=uuid.uuid4(), by=other)
    assert not SigningBatch.objects.exists()
    request.refresh_from_db()
    assert request.state == SignatureState.WAITING


def test_who_has_left_the_position_neither_reads_nor_signs(hall):
    (request,) = hall.asked("1988")
    mine = permissions.visible_jobs(fresh(hall.mayor))
    assert ReportJob.objects.filter(mine, pk=request.job_id).exists()
    Assignment.objects.filter(user=hall.mayor).update(
        valid_to=timezone.localdate() - timedelta(days=1)
    )
    left = fresh(hall.mayor)
    assert not ReportJob.objects.filter(permissions.visible_jobs(left), pk=request.job_id).exists()
    assert not permissions.can_sign(left, request)
    assert waiting_for(left) == []


def test_a_renamed_position_is_not_signed_for(hall):
    hall.asked("1987")
    Assignment.objects.filter(user=hall.head).update(position="Kepala Badan")
    decision = permissions.can_sign(fresh(hall.head), SignatureRequest.objects.get())
    assert "tertulis lain" in decision.reason


def test_who_is_asked_reads_a_document_that_is_not_of_their_unit(hall):
    stranger = make_user(full_name="Ani Inspektur", employee_number="1999")
    make_assignment(stranger, Role.KEPALA_OPD, make_unit(), position="Inspektur")
    job = hall.document("1987")
    job.signers = [{"heading": "", "position": "Inspektur", "name": "Ani Inspektur"}]
    job.save()
    client = client_of(stranger)
    assert client.get(job.get_absolute_url()).status_code == 404

    hall.ask(job)

    assert client_of(stranger).get(job.get_absolute_url()).status_code == 200


def test_a_stale_or_draft_document_is_not_signed_though_it_was_asked_for(hall):
    (request,) = hall.asked("1987")
    ReportJob.objects.update(stale_since=NOW)
    with pytest.raises(ValidationError, match="sudah berubah"):
        sign(hall.head, SignatureRequest.objects.get())
    ReportJob.objects.update(stale_since=None, is_draft=True)
    with pytest.raises(ValidationError, match="masih draf"):
        sign(hall.head, SignatureRequest.objects.get())
    request.refresh_from_db()
    assert request.state == SignatureState.WAITING


def test_the_same_form_sent_twice_signs_once(hall):
    (request,) = hall.asked("1987")
    key = uuid.uuid4()
    first = sign(hall.head, request, key=key)
    file = request.file.name
    again = sign(hall.head, request, key=key)
    assert (again.pk, request.file.name) == (first.pk, file)
    run_batch(first.pk)
    request.refresh_from_db()
    assert request.file.name == file
    with pytest.raises(ValidationError, match="Status sudah berubah"):
        sign(hall.head, request)


def test_one_lost_file_does_not_stop_the_others(hall):
    lost, whole = hall.asked("1987")[0], hall.asked("1987")[0]
    lost.job.file.storage.delete(lost.job.file.name)

    sign(hall.head, lost, whole)

    assert (lost.state, whole.state) == (SignatureState.FAILED, SignatureState.SIGNED)
    assert "hilang atau berubah" in lost.error
    assert permissions.can_sign(fresh(hall.head), lost)  # may be tried again


def test_figures_that_changed_meanwhile_stop_one_document(hall):
    first, second = hall.asked("1987")[0], hall.asked("1987")[0]
    batch = start_signing(
        requests=[first, second],
        passphrase=WORD,
        identity="",
        key=uuid.uuid4(),
        by=fresh(hall.head),
    )
    ReportJob.objects.filter(pk=first.job_id).update(stale_since=NOW)

    run_batch(batch.pk)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (SignatureState.FAILED, SignatureState.SIGNED)


def test_a_refused_passphrase_ends_the_batch(hall):
    first, second = hall.asked("1987")[0], hall.asked("1987")[0]

    batch = sign(hall.head, first, second, word="salah")

    assert (first.state, second.state) == (SignatureState.FAILED, SignatureState.WAITING)
    assert "Frasa sandi tidak cocok" in second.error
    assert not handover.is_kept(batch.pk)


def test_an_expired_certificate_is_told(hall):
    from reports.signing.trial import _kept_authority

    (hall.folder / "orang" / "1987.p12").unlink()
    expired_key(_kept_authority(hall.folder, NOW), hall.folder, "1987")
    (request,) = hall.asked("1987")

    sign(hall.head, request)

    assert request.state == SignatureState.FAILED
    assert "kedaluwarsa sejak" in request.error


def test_a_service_that_hangs_signs_nothing(hall, settings):
    (request,) = hall.asked("1987")
    with silent_server() as url:
        settings.SIGNING_SERVICE = "bsre"
        settings.BSRE = {**settings.BSRE, "url": url, "file_field": "berkas"}
        settings.SIGNING_LIMITS = (0.3, 0.4)
        sign(hall.head, request)
    assert request.state == SignatureState.FAILED
    assert request.error.startswith("Layanan tanda tangan BSrE tidak menjawab dalam 0.4 detik")
    assert not request.file


def test_what_a_service_sends_back_must_be_the_document(hall, settings):
    from tests.reports.signatures import answering_server

    (request,) = hall.asked("1987")
    with answering_server(lambda *_: (200, "application/pdf", plain_pdf())) as url:
        settings.SIGNING_SERVICE = "bsre"
        settings.BSRE = {**settings.BSRE, "url": url, "file_field": "berkas"}
        sign(hall.head, request)
    assert "bukan dokumen ini dengan tanda tangan" in request.error


def test_without_keys_nothing_is_handed_over(hall, settings):
    (request,) = hall.asked("1987")
    settings.SIGNING_SERVICE = ""
    with pytest.raises(ValidationError, match="belum disiapkan"):
        sign(hall.head, request)
    page = client_of(hall.head).get(reverse("reports:signature-list")).content.decode()
    assert "Tanda tangan elektronik belum disiapkan" in page


def test_what_is_typed_is_kept_nowhere(hall, caplog):
    (request,) = hall.asked("1987")
    batch = start_signing(
        requests=[request],
        passphrase="frasa-yang-salah",
        identity="3375",
        key=uuid.uuid4(),
        by=fresh(hall.head),
    )
    assert "frasa-yang-salah" not in str(redis.get(f"signing:{batch.pk}"))
    run_batch(batch.pk)
    assert redis.get(f"signing:{batch.pk}") is None
    for model in (SignatureRequest, SigningBatch, Activity):
        assert "frasa-yang-salah" not in str(list(model.objects.values()))
    assert "frasa-yang-salah" not in caplog.text
