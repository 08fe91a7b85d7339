"""What the tests of reports about children begin with: words that must turn up nowhere else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from complaints.models import ChildReport

MARKERS = {
    "text": "TANDATEKSqx dipukul ayahnya",
    "child": "TANDAANAKqx kelas empat",
    "place": "TANDATEMPATqx di rumah",
    "contact": "TANDAKONTAKqx 0812",
    "safe": "TANDAAMANqx sesudah pukul 13",
}
FILE_MARK = "TANDABERKASqx"
WORD = re.compile(r"TANDA[A-Z]+qx")
PICTURE = Path(__file__).parents[2] / "data" / "uploads" / "gps_orientasi6.jpg"


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{FILE_MARK}.jpg", PICTURE.read_bytes(), "image/jpeg")


def filed(client: Client, **given: Any) -> tuple[ChildReport, str]:
    """A report sent from the page, with its secret as the receipt shows it."""
    data = {**MARKERS, "client_key": str(uuid4()), **given}
    response = client.post("/lapor/anak/", data)
    body = response.content.decode()
    assert response.status_code == 200, body
    secret = re.search(r"<strong>((?:[0-9A-Z]{4}-){3}[0-9A-Z]{4})</strong>", body)
    number = re.search(r"<strong>(PA-[0-9A-Z]{4}-[0-9A-Z]{4})</strong>", body)
    assert number, body
    return ChildReport.objects.get(number=number[1]), secret[1] if secret else ""


def opened(client: Client, report: ChildReport, secret: str) -> Client:
    response = client.post("/lacak/", {"number": report.number, "secret": secret})
    assert response.status_code == 302, response.content.decode()
    return client
