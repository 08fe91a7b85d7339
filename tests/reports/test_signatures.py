"""Signatures of documents: who is asked, who may, batches, troubles, and what is handed out."""

from __future__ import annotations

import hashlib
import uuid
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from django.core.cache import cache as redis
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from organizations.models import Activity, Assignment, User
from reports import permissions
from reports.actions import handover
from reports.actions.signatures import refuse_signature, request_signatures
from reports.actions.signing import run_batch, start_signing, sweep_signatures
from reports.choices import SignatureState
from reports.models import ReportJob, SignatureRequest, SigningBatch
from reports.queries import signatures
from reports.queries.signatures import issued, waiting_for
from reports.signing.keys import roots_in
from reports.signing.verdict import read_signatures
from tests.factories.organizations import make_assignment, make_city, make_unit, make_user
from tests.reports.signatures import NOW, PAGE, WORD, expired_key, keys, silent_server


@cache
def plain_pdf() -> bytes:
    from weasyprint import HTML

    return HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1")


class Hall:
    """A unit with its head, the mayor, both with keys, and documents that name them."""

    def __init__(self, folder) -> None:
        make_city(mayor_title="Wali Kota")
        self.folder = folder
        self.unit = make_unit()
        self.operator = make_user(Role.OPERATOR_OPD, self.unit)
        self.head = make_user(full_name="Siti Kepala", employee_number="1987")
        self.mayor = make_user(full_name="Budi Wali", employee_number="1988")
        make_assignment(
            self.head, Role.KEPALA_OPD, self.unit, position="Kepala Dinas", signs_documents=True
        )
        make_assignment(self.mayor, Role.PIMPINAN, make_unit(), position="Wali Kota")
        keys(folder, "1987", "1988")

    def document(self, *signers: str, **fields) -> ReportJob:
        known = {
            "1987": ("Kepala Dinas", "Siti Kepala"),
            "1988": ("Wali Kota", "Budi Wali"),
        }
        content = plain_pdf()
        job = ReportJob(
            slug="e81",
            title=f"Dokumen {uuid.uuid4().hex[:6]}",
            format="pdf",
            params={"organization": self.unit.pk, "year": 2025, "quarter": 1},
            organization=self.unit,
            requester=self.operator,
            state="done",
            sha256=hashlib.sha256(content).hexdigest(),
            file_name="e81.pdf",
            size=len(content),
            finished_at=timezone.now(),
            signers=[
                {
                    "heading": "",
                    "position": known[number][0],
                    "name": known[number][1],
                    "employee_number": number,
                    "turn": 0,
                }
                for number in signers or ("1987",)
            ],
        )
        for name, value in fields.items():
            setattr(job, name, value)
        job.file.save("e81.pdf", ContentFile(content), save=False)
        job.save()
        return job

    def ask(self, job: ReportJob) -> list[SignatureRequest]:
        return request_signatures(job=job, reason="Pengesahan", by=fresh(self.operator))

    def asked(self, *signers: str) -> list[SignatureRequest]:
        return self.ask(self.document(*signers))

    def roots(self):
        return roots_in([self.folder / "akar"])


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.fixture
def hall(db, settings, tmp_path) -> Hall:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.SIGNING_SERVICE = "file"
    settings.SIGNING_KEYS = tmp_path / "kunci" / "orang"
    settings.SIGNING_ROOTS = [tmp_path / "kunci" / "akar"]
    settings.SIGNING_LIMITS = (1, 2)
    redis.clear()
    return Hall(tmp_path / "kunci")


def sign(by: User, *requests: SignatureRequest, word: str = WORD, key=None) -> SigningBatch:
    batch = start_signing(
        requests=requests, passphrase=word, identity="", key=key or uuid.uuid4(), by=fresh(by)
    )
    run_batch(batch.pk)
    for request in requests:
        request.refresh_from_db()
    return batch


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(fresh(user))
    return client


# --- Asking ---------------------------------------------------------------------------------------


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


# --- Signing --------------------------------------------------------------------------------------


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


# --- Workers that die -------------------------------------------------------------------------------


def test_a_batch_whose_worker_died_goes_on_while_the_passphrase_is_there(hall):
    (request,) = hall.asked("1987")
    batch = start_signing(
        requests=[request], passphrase=WORD, identity="", key=uuid.uuid4(), by=fresh(hall.head)
    )
    SignatureRequest.objects.update(lease_token=uuid.uuid4())
    run_batch(batch.pk)  # another worker has it
    request.refresh_from_db()
    assert request.state == SignatureState.SIGNING
    assert sweep_signatures() == 0
    handover.keep(batch.pk, WORD, "")
    SignatureRequest.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    assert sweep_signatures() == 1
    run_batch(batch.pk)

    request.refresh_from_db()
    assert request.state == SignatureState.SIGNED


def test_a_batch_whose_passphrase_is_gone_waits_for_the_person(hall):
    (request,) = hall.asked("1987")
    batch = start_signing(
        requests=[request], passphrase=WORD, identity="", key=uuid.uuid4(), by=fresh(hall.head)
    )
    handover.forget(batch.pk)
    SignatureRequest.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    sweep_signatures()

    request.refresh_from_db()
    assert request.state == SignatureState.WAITING
    assert "terputus" in request.error


def test_a_late_worker_keeps_nothing(hall):
    from reports.actions.signing import RowLost, Typed, _claimed, _keep, _make
    from reports.signing.service import Secret

    (request,) = hall.asked("1987")
    batch = start_signing(
        requests=[request], passphrase=WORD, identity="", key=uuid.uuid4(), by=fresh(hall.head)
    )
    held = _claimed(batch)
    made = _make(held, Typed(Secret(WORD), Secret("")))
    SignatureRequest.objects.update(lease_token=uuid.uuid4())

    with pytest.raises(RowLost):
        _keep(held, made)

    request.refresh_from_db()
    assert not request.file


# --- Pages ----------------------------------------------------------------------------------------


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


# --- What everybody is told -----------------------------------------------------------------------


def verified(job: ReportJob, **sent) -> str:
    url = reverse("reports:verify", args=[job.code])
    answer = Client().post(url, sent) if sent else Client().get(url)
    return " ".join(answer.content.decode().split())


def upload(content: bytes):
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("surat.pdf", content, "application/pdf")
    return Client().post(reverse("reports:verify-file"), {"file": file})


def test_everybody_sees_who_signed_and_whether_it_holds(hall, settings):
    first, second = hall.asked("1987", "1988")
    sign(hall.head, first)
    sign(hall.mayor, second)
    page = verified(first.job)
    assert page.count("Isi berkas tidak berubah sejak ditandatangani, dan") == 2
    assert "Siti Kepala</strong>, Kepala Dinas" in page
    assert "Sertifikat PERCOBAAN" in page
    assert "PERCOBAAN – Penerbit Sertifikat Uji SELARAS" in page
    assert "menurut portal" in page
    settings.SIGNING_ROOTS = []
    assert "tidak ada dalam daftar yang dipercaya kota" in verified(first.job)


def test_signed_and_unsigned_files_of_a_document_match(hall):
    from django.core.files.uploadedfile import SimpleUploadedFile

    (request,) = hall.asked("1987")
    unsigned = verified(request.job)
    assert "Tanda tangan elektronik</h2>" not in unsigned
    sign(hall.head, request)
    with request.file.open() as file:
        signed = file.read()
    for content, words in (
        (plain_pdf(), "Cocok."),
        (signed, "Cocok."),
        (signed[:-1], "Tidak cocok."),
    ):
        found = verified(request.job, file=SimpleUploadedFile("a.pdf", content))
        assert words in found


def test_a_file_is_looked_at_by_itself(hall):
    (request,) = hall.asked("1987")
    sign(hall.head, request)
    with request.file.open() as file:
        content = bytearray(file.read())

    page = upload(bytes(content)).content.decode()
    assert "sama persis dengan yang diterbitkan portal" in page
    assert "Siti Kepala" in page

    content[content.index(b"/Title") + 8] ^= 1
    page = upload(bytes(content)).content.decode()
    assert "berubah setelah ditandatangani" in page

    before = hashlib.sha256(plain_pdf()).hexdigest()
    ReportJob.objects.update(sha256="0" * 64, earlier_sha256=[before])  # lost and made anew
    assert "sama persis dengan yang diterbitkan" in upload(plain_pdf()).content.decode()

    page = upload(plain_pdf() + b"\n").content.decode()
    assert "tidak bertanda tangan elektronik" in page
    assert upload(b"bukan PDF").status_code == 400


def test_a_certificate_that_expires_later_is_told(hall):
    from reports.queries.signature_checks import _notes
    from reports.signing.verdict import Certificate, Verdict

    ended = Certificate("Siti", "Penerbit", "1", NOW - timedelta(days=9), NOW - timedelta(days=2))
    then = NOW - timedelta(days=5)
    found = Verdict("a", "", then, None, (ended,), *[True] * 4, was_expired=False)
    assert "ketika sertifikat masih berlaku" in _notes(found)[0]


# --- The city's seal --------------------------------------------------------------------------------

SHEET = PAGE.replace("Uji", "Piagam")


def test_a_sealed_paper_is_handed_out_again_as_it_was(hall, settings):
    from reports.actions.sealing import sealed_paper
    from reports.models import SealedPaper

    settings.SEAL_KEY = str(hall.folder / "segel.p12")
    first = sealed_paper(key="piagam:uji:1", title="Piagam 1", html=SHEET)
    again = sealed_paper(key="piagam:uji:1", title="Piagam 1", html=SHEET)

    assert first == again
    (verdict,) = read_signatures(first, hall.roots())
    assert verdict.is_valid
    assert verdict.certificate.subject == "PERCOBAAN – Segel Kota Uji"
    assert "Piagam 1" in upload(first).content.decode()
    changed = sealed_paper(
        key="piagam:uji:1", title="Piagam 1", html=SHEET.replace("<h1>", "<h1>Z")
    )
    assert changed != first
    assert SealedPaper.objects.count() == 2
    kept = SealedPaper.objects.last()
    kept.file.storage.delete(kept.file.name)
    assert sealed_paper(key="piagam:uji:1", title="Piagam 1", html=SHEET) != b""


def test_a_sealed_paper_stays_the_first_one_whatever_happens_meanwhile(hall, settings):
    from reports.actions import sealing
    from reports.models import SealedPaper

    settings.SEAL_KEY = str(hall.folder / "segel.p12")
    first = sealing.sealed_paper(key="a", title="A", html=SHEET)
    kept = SealedPaper.objects.get()
    (verdict,) = read_signatures(first, hall.roots())
    place = Path(kept.file.path)

    with pytest.raises(sealing._KeptBefore) as other:  # a second request that saw no row
        sealing._keep("a", kept.source_sha256, "A", b"lain", verdict.certificate)
    assert other.value.content == first
    assert list(place.parent.iterdir()) == [place]

    place.unlink()
    place.mkdir()  # the storage gives no answer that can be read
    assert b"/ByteRange" in sealing.sealed_paper(key="a", title="A", html=SHEET)
    assert SealedPaper.objects.get().sha256 == kept.sha256


def test_without_a_key_or_with_one_that_fails_the_paper_is_still_made(hall, settings):
    from reports.actions.sealing import has_seal, sealed_once, sealed_paper
    from reports.models import SealedPaper

    assert not has_seal()
    assert b"/Sig" not in sealed_paper(key="a", title="A", html=SHEET)
    settings.SEAL_KEY, settings.SEAL_PASSPHRASE = str(hall.folder / "segel.p12"), "salah"
    assert b"/ByteRange" not in sealed_paper(key="a", title="A", html=SHEET)
    settings.SEAL_PASSPHRASE = ""
    assert b"/ByteRange" in sealed_once(SHEET, "A")
    assert not SealedPaper.objects.exists()


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
