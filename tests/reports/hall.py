"""A unit with its head, the mayor, both with keys, and documents that name them."""

from __future__ import annotations

import hashlib
import uuid
from functools import cache

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organizations.choices import Role
from organizations.models import User
from reports.actions.signatures import request_signatures
from reports.actions.signing import run_batch, start_signing
from reports.models import ReportJob, SignatureRequest, SigningBatch
from reports.signing.keys import roots_in
from tests.factories.organizations import make_assignment, make_city, make_unit, make_user
from tests.reports.signatures import PAGE, WORD, keys


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


def verified(job: ReportJob, **sent) -> str:
    """The page behind the code of a document, as anybody gets it."""
    url = reverse("reports:verify", args=[job.code])
    answer = Client().post(url, sent) if sent else Client().get(url)
    return " ".join(answer.content.decode().split())


def heading(page: str) -> str:
    return page.partition("<h1")[2].partition(">")[2].partition("</h1>")[0].strip()


def upload(content: bytes):
    """The answer to somebody who has a file and no code."""
    file = SimpleUploadedFile("surat.pdf", content, "application/pdf")
    return Client().post(reverse("reports:verify-file"), {"file": file})
