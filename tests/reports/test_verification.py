"""The page behind the QR code: open to everybody, silent about figures."""

from __future__ import annotations

from django.core.cache import cache as redis
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from reports.views import verification
from tests.reports.hall import heading
from tests.reports.test_jobs import done


def test_anybody_may_check_a_code_however_it_is_typed(office, params):
    job = done(office, params)
    typed = f" {job.code.replace('-', ' ').lower()} "
    answer = Client().get(reverse("reports:verify-form"), {"code": typed})
    assert answer.url == reverse("reports:verify", args=[job.code])
    page = Client().get(answer.url).content.decode()
    assert job.sha256 in page
    assert office.unit.name in page
    assert "Masih sesuai data." in page


def test_an_unknown_code_is_told(db):
    for code in ("0000-0000-0000", "abc"):
        answer = Client().get(reverse("reports:verify", args=[code]))
        assert answer.status_code == 404
        page = answer.content.decode()
        assert heading(page) == "Kode tidak dikenal"
        assert "terbit dari portal</h1>" not in page
        assert f'value="{code}"' in page
        assert f'action="{reverse("reports:verify-form")}"' in page
    file = SimpleUploadedFile("a.pdf", b"a")
    url = reverse("reports:verify", args=["0000-0000-0000"])
    assert "tidak mengenal dokumen" in Client().post(url, {"file": file}).content.decode()
    answer = Client().get(reverse("reports:verify-form"), {"code": "abc"})
    assert answer.status_code == 400


def test_who_tries_very_many_codes_is_told_to_wait(db, monkeypatch):
    redis.clear()
    monkeypatch.setattr(verification, "LOOKUPS_AN_HOUR", 1)
    url = reverse("reports:verify", args=["0000-0000-0000"])
    assert Client().get(url).status_code == 404
    answer = Client().get(url)
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "Terlalu banyak kode" in page
    assert "tidak mengenal" not in page


def test_a_file_is_compared_with_the_issued_one(office, params):
    job = done(office, params)
    url = reverse("reports:verify", args=[job.code])
    assert (
        heading(Client().get(url).content.decode())
        == f"Dokumen berkode {job.code} terbit dari portal"
    )
    with job.file.open() as stored:
        right = stored.read()
    for content, words, title in (
        (right, "Cocok.", "Berkas Anda terbit dari portal"),
        (right + b" ", "Tidak cocok.", "Berkas Anda bukan yang terbit dari portal"),
    ):
        page = Client().post(url, {"file": SimpleUploadedFile("a.csv", content)}).content.decode()
        assert words in page
        assert heading(page) == title
