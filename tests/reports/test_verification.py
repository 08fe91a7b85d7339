"""The page behind the QR code: open to everybody, silent about figures."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

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
    answer = Client().get(reverse("reports:verify", args=["0000-0000-0000"]))
    assert answer.status_code == 404
    answer = Client().get(reverse("reports:verify-form"), {"code": "abc"})
    assert answer.status_code == 400


def test_a_file_is_compared_with_the_issued_one(office, params):
    job = done(office, params)
    url = reverse("reports:verify", args=[job.code])
    with job.file.open() as stored:
        right = stored.read()
    for content, words in ((right, "Cocok."), (right + b" ", "Tidak cocok.")):
        file = SimpleUploadedFile("a.csv", io.BytesIO(content).read())
        assert words in Client().post(url, {"file": file}).content.decode()
