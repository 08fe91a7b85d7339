"""What everybody is told of the signatures in a document or in a file they hold."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from reports.models import ReportJob
from tests.reports.hall import heading, plain_pdf, sign, upload, verified
from tests.reports.signatures import NOW


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


def test_a_signed_file_that_is_lost_is_not_passed_over_in_silence(hall):
    (request,) = hall.asked("1987")
    sign(hall.head, request)
    request.file.storage.delete(request.file.name)
    page = verified(request.job)
    assert "Siti Kepala</strong>, Kepala Dinas" in page
    assert "Belum diperiksa" in page
    assert "sedang tidak dapat dibaca" in page
    assert "</span> Sah <" not in page


def test_signed_and_unsigned_files_of_a_document_match(hall):
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


def test_a_signed_file_that_was_changed_is_told_what_it_is(hall):
    (request,) = hall.asked("1987")
    sign(hall.head, request)
    with request.file.open() as file:
        content = bytearray(file.read())
    issued = verified(request.job, file=SimpleUploadedFile("a.pdf", bytes(content)))
    assert heading(issued) == "Berkas Anda terbit dari portal"
    assert "Isi berkas berubah" not in issued

    content[content.index(b"/Title") + 8] ^= 1
    page = verified(request.job, file=SimpleUploadedFile("a.pdf", bytes(content)))

    assert heading(page) == "Berkas Anda bukan yang terbit dari portal"
    own, of_issued = page.split("Dokumen yang terbit dengan kode")
    assert "Tanda tangan di berkas Anda" in own
    assert "Isi berkas berubah setelah ditandatangani." in own
    assert "</span> Sah <" not in own
    assert "</span> Sah <" in of_issued


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
